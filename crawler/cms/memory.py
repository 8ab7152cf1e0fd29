"""What a crawl knows from earlier runs: which addresses need no second look, and which are due for one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from w3lib.url import safe_url_string

from crawler import clock
from crawler.archive.replay import recorded
from crawler.clock import instant_of, iso
from crawler.discover.found import Found
from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.parse.identity import bare_address
from crawler.seen.pages import FAILED, FILTERED, FOUND, MOVED, QUEUED, STORED, Page, looked_at
from crawler.seen.state import State
from crawler.signals import looks_again

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider


class Blank:
    """Knows nothing: every address is new."""

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        return cls()

    def page(self, url: str) -> Page | None:
        """What is known of an address."""
        return None

    def is_due(self, page: Page, found: Found) -> bool:
        """Whether a known page is to be fetched now."""
        return True

    def waiting(self, *outcomes: str) -> list[Page]:
        """Known pages with these outcomes that are due now, longest due first."""
        return []

    def note_look(self, url: str, page: Page) -> None:
        """A known page is about to be fetched from this address."""

    def expect(self, found: Found, result: Article | Refusal) -> None:
        """Notes what was asked for, before the result goes through the pipelines."""

    def note_filtered(self, found: Found, article: Article) -> None:
        """An article that lies outside of the wanted days is not fetched again to learn that."""

    def note_left(self, found: Iterable[Found]) -> None:
        """Addresses that were found and not fetched."""

    def mark(self, name: str, value: str) -> None:
        """Something that discovery has come through."""

    def marked(self, name: str) -> str | None:
        """The last value of a mark."""
        return None


class Recalled(Blank):
    """What an archived crawl knew of the pages that it looked at again: the memory of its replay."""

    def __init__(self, looks: Mapping[str, Page]):
        self._pages = looks

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        return cls(recorded(tuple(map(Path, crawler.settings.getlist("REPLAY_FILES")))).looks)

    def page(self, url: str) -> Page | None:
        return self._pages.get(safe_url_string(url))

    def waiting(self, *outcomes: str) -> list[Page]:
        """In the order in which they were fetched; without those that discovery came upon at another address."""
        waited = [page for url, page in self._pages.items() if safe_url_string(page.url) == url]
        return [page for page in waited if page.outcome in outcomes]


class Memory(Blank):
    """The state of the data folder, as one portal's crawl sees it.

    Pages are noted when their items are through the pipelines, so that the state never knows more than lies on disk.
    """

    def __init__(self, crawler: Crawler):
        folders = Folders.of(crawler.settings)
        spider: PortalSpider = crawler.spider  # type: ignore[assignment]
        self._portal = spider.portal.name
        self._state = State(folders.state, folders.items)
        self._state.catch_up(self._portal)
        self._signals = crawler.signals
        self._expected: dict[str, Found] = {}
        crawler.signals.connect(self._item_is_through, signals.item_scraped)
        crawler.signals.connect(self._item_was_dropped, signals.item_dropped)
        crawler.signals.connect(self._close, signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def page(self, url: str) -> Page | None:
        return self._state.pages.get(self._portal, url)

    def is_due(self, page: Page, found: Found) -> bool:
        return page.outcome in (FOUND, QUEUED) or page.is_due(iso(clock.now())) or _has_changed(page, found)

    def waiting(self, *outcomes: str) -> list[Page]:
        return self._state.pages.due(self._portal, iso(clock.now()), outcomes)

    def note_look(self, url: str, page: Page) -> None:
        self._signals.send_catch_log(looks_again, url=safe_url_string(url), page=page)

    def expect(self, found: Found, result: Article | Refusal) -> None:
        self._expected[result.url] = found

    def note_filtered(self, found: Found, article: Article) -> None:
        at = article.published.at if article.published else None
        self._put(self._page(found, outcome=FILTERED, detail="out-of-bounds", published=at, due=None))

    def note_left(self, found: Iterable[Found]) -> None:
        now = iso(clock.now())
        pages = [self._page(one, published=one.published, due=now) for one in found if self.page(one.url) is None]
        self._put(*pages)

    def mark(self, name: str, value: str) -> None:
        self._state.mark(self._portal, name, value)

    def marked(self, name: str) -> str | None:
        return self._state.marks(self._portal).get(name)

    def _item_is_through(self, item: Article | Refusal) -> None:
        if isinstance(item, Refusal):
            self._state.catch_up(self._portal)  # the line of a refusal is on disk; an article is noted as it is stored
        self._note_what_was_asked(item)

    def _item_was_dropped(self, item: Article | Refusal) -> None:
        """An article that is stored already was looked at."""
        page = self.page(item.url)
        if isinstance(item, Article):
            page = page or Page(item.url, published=item.published.at if item.published else None)
            self._put(looked_at(replace(page, outcome=STORED, detail=item.id), clock.now()))
        self._note_what_was_asked(item)

    def _note_what_was_asked(self, item: Article | Refusal) -> None:
        """What discovery said, at the address that answered; and that the one it showed leads there."""
        found, page = self._expected.pop(item.url, None), self.page(item.url)
        if found is None or page is None:
            return
        self._put(replace(page, said=_said(found) or page.said, modified=found.modified or page.modified))
        if bare_address(found.url) != bare_address(item.url):
            self._put(Page(found.url, MOVED, bare_address(item.url), first=page.first))

    def _page(self, found: Found, **facts: Any) -> Page:
        page = self.page(found.url) or Page(found.url, first=iso(clock.now()))
        return replace(page, said=_said(found) or page.said, modified=found.modified or page.modified, **facts)

    def _put(self, *pages: Page) -> None:
        with self._state.writing():
            for page in pages:
                self._state.pages.put(self._portal, page)

    def _close(self) -> None:
        self._state.close()


def found_again(page: Page) -> Found:
    """A known page as discovery once showed it."""
    return Found(page.url, **(json.loads(page.said) if page.said else {"source": "state"}))


def _said(found: Found) -> str | None:
    """Only what an article may take over from discovery, where its page is silent."""
    if found.published is None or found.source == "state":
        return None
    return json.dumps({"published": found.published, "source": found.source})


def _has_changed(page: Page, found: Found) -> bool:
    """Whether discovery tells of a change after the one that is known, or after the last look where none is."""
    changed, known = instant_of(found.modified), instant_of(page.modified or page.looked)
    return page.outcome in (STORED, FAILED) and changed is not None and known is not None and changed > known
