"""A page, parsed once and read many times, and the article that it holds."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from crawler.items import Article, Pages, Refusal, Source
from crawler.parse import assemble, identity, paging, refusals
from crawler.parse.encoding import Text, as_text, read_text
from crawler.parse.metadata import Metadata, canonical_url, read_metadata
from crawler.parse.refusals import Reason
from crawler.parse.tree import Node, parse_tree
from crawler.parse.view import View, find_view
from crawler.portal import Portal


class Page:
    """One page of a portal; everything is read on demand and kept."""

    def __init__(
        self,
        html: str | bytes | Text,
        url: str,
        portal: Portal | str | None = None,
        fetched_at: dt.datetime | str | None = None,
    ) -> None:
        read = read_text(html) if isinstance(html, bytes) else as_text(html) if isinstance(html, str) else html
        self.html, self._utf8 = read
        self.url = url
        self.portal = as_portal(portal, url)
        self.fetched_at = dt.datetime.fromisoformat(fetched_at) if isinstance(fetched_at, str) else fetched_at
        self.cut: Counter[str] = Counter()

    @cached_property
    def tree(self) -> Node | None:
        """The root element, None where the page is refused before parsing."""
        return None if refusals.refuse_text(self.html) else parse_tree(self._utf8)

    @cached_property
    def metadata(self) -> Metadata:
        """What the page says of itself to machines."""
        return read_metadata(self.tree) if self.tree is not None else Metadata()

    @cached_property
    def view(self) -> View | None:
        """Headline, body and the layout by which they were found; None where the page has no such parts."""
        if self.tree is None:
            return None
        day = self.fetched_at.date().isoformat() if self.fetched_at else None
        return find_view(self.tree, self.html, self.metadata, self.url, self.portal, day)

    @property
    def canonical_url(self) -> str | None:
        """The address that the page gives for itself."""
        return canonical_url(self.metadata, self.url)

    @cached_property
    def reading(self) -> assemble.Reading | Reason:
        """The parts of the item, read once, or why there are none."""
        if self.tree is None:
            return refusals.refuse_text(self.html) or Reason("empty", "no element")
        refused = refusals.refuse_size(self.tree, self.html) or refusals.refuse_page(
            self.tree, self.html, self.metadata, self.url
        )
        if refused:
            return refused
        if self.view is None:
            thin = refusals.refuse_thin(self.tree, self.metadata, self.url, 0)
            return thin or refusals.refuse_nothing(self.tree, self.html)
        return assemble.read(self.tree, self.view, self.metadata, self.portal, self.fetched_at, self.cut, self.url)

    @cached_property
    def _paging(self) -> tuple[list[str], str | None, int]:
        return paging.other_pages(self.tree, self.url) if self.tree is not None else ([], None, 1)

    def more_pages(self) -> list[str]:
        """Addresses of the article's other pages that are still to be fetched, in order; [] where this is all of it."""
        others, whole, _ = self._paging
        if paging.is_whole(self.url) or not others or isinstance(self.reading, Reason):
            return []
        return [whole] if whole else others

    def article(self) -> Article | Refusal:
        """The item of this page alone."""
        return parse_pages([self])

    @property
    def pages_found(self) -> int:
        """How many pages the article has, by the links of this one."""
        return self._paging[2]

    @property
    def number(self) -> str | None:
        """The article number of the content system, from the address or the markup."""
        layout = self.view.layout if self.view else None
        for pattern in (self.portal.identity, layout.number if layout else None):
            if found := identity.number_in_address(pattern, self.url):
                return found
        return identity.wordpress_number(self.tree, self.metadata) if self.tree is not None else None


def parse_article(
    html: str | bytes, url: str, portal: Portal | str | None = None, fetched_at: dt.datetime | str | None = None
) -> Article | Refusal:
    """The item of a page, with the portal's declared layouts or without, or why there is none."""
    return Page(html, url, portal, fetched_at).article()


def parse_pages(pages: Sequence[Page], found: int | None = None) -> Article | Refusal:
    """The item of an article that stands on several pages, given in order; what two pages repeat is kept once."""
    readings: list[assemble.Reading] = []
    for page in pages:
        if isinstance(page.reading, Reason):
            if page is pages[0]:
                return _refusal(page, page.reading)
            continue
        readings.append(page.reading)
    first = pages[0]
    whole = any(paging.is_whole(page.url) for page in pages)
    article = assemble.to_article(readings, first.url, first.portal)
    if isinstance(article, Reason):
        return _refusal(first, article)
    total = found or max(page.pages_found for page in pages)
    article.pages = Pages(found=total, fetched=total if whole else len(readings))
    article.canonical_url = first.canonical_url
    number = first.number
    article.id = f"{first.portal.name}:{number or identity.bare_address(article.canonical_url or first.url)}"
    return article


def _refusal(page: Page, reason: Reason) -> Refusal:
    source = Source(version=assemble.VERSION)
    return Refusal(reason.reason, page.url, reason.detail, page.portal.name, source)


def as_portal(portal: Portal | str | None, url: str) -> Portal:
    """The portal as facts; a bare name or nothing gives one that knows only its address."""
    if isinstance(portal, Portal):
        return portal
    parts = urlsplit(url)
    return Portal(
        name=portal or (parts.hostname or "unknown").removeprefix("www."), home=f"{parts.scheme}://{parts.netloc}/"
    )
