"""The base of all portal spiders: discover, fetch, parse, in one story told in order."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.utils.misc import load_object

from crawler.cms.check import add_what_discovery_said
from crawler.cms.fetch import Fetched, FetchFailed, fetch
from crawler.cms.memory import Blank
from crawler.cms.walk import Walk
from crawler.cms.ways import Way, by_feed, by_listing, by_sitemap
from crawler.discover.bounds import Bounds, read_zone
from crawler.discover.found import Found
from crawler.items import Article, Refusal
from crawler.parse.identity import bare_address
from crawler.parse.page import Page, parse_pages
from crawler.portal import Portal
from crawler.signals import all_read

logger = logging.getLogger(__name__)


class PortalSpider(scrapy.Spider):
    """A portal is a subclass that states facts. Set:

    * `name`: short name; also the name of the file, of the folder of fixtures, and the beginning of article ids
    * `home`: address of the front page, with a slash at its end
    * `region`: Kemendagri code of the kabupaten, kota or province that the newsroom covers
    * `title`: the name of the paper, as it writes it
    * `discovery`: names of ways to find articles, tried in this order; the family's base lists them in `ways`
    * `feed` and `sitemaps`: their addresses, relative to `home`; the first sitemap that answers serves
    * `feed_pages`: what is added to the feed's address for its older pages; empty where it has none
    * `listing`: address of a listing page with `{page}` in it, and `{day:%Y-%m-%d}` where there is one a day;
      `listing_links`: CSS of the links to articles in it; `first_page`: the number of its first page
    * `article`: pattern of article addresses; `identity`: pattern whose groups name an article for good
    * `dated`: pattern of the day in an address, with the groups `year`, `month` and `day`, or `unix`
    * `whole`: query with which an article in several pages comes as one
    * `layouts`: names of page layouts, newest first; none means those that the page itself shows
    * `zone`: offset of times printed without one
    * `aliases`: former hosts of the portal
    * `begins`: the first day of its archive; `weekly_minimum`: articles a week below which something is wrong
    * `permission`: `open` where robots.txt alone decides; `unread` where a publisher's terms must be read first;
      `forbidden` where they forbid crawling
    * `state`: when and how it was last seen; `note`: what is not proven

    Two hooks for what facts cannot say: `wanted(found)` and `adjust(article, page)`.
    """

    home: str = ""
    title: str = ""
    region: str = ""
    discovery: tuple[str, ...] = ()
    feed: str = "feed/"
    feed_pages: str = "?paged={page}"
    sitemaps: tuple[str, ...] = ("sitemap.xml",)
    listing: str = ""
    listing_links: str = ""
    first_page: int = 1
    article: str = ""
    identity: str = ""
    dated: str = r"/(?P<year>20\d\d)/(?P<month>\d\d)/(?P<day>\d\d)/"
    whole: str = ""
    layouts: tuple[str, ...] = ()
    zone: str = "+08:00"
    language: str = "id"
    aliases: tuple[str, ...] = ()
    begins: str = ""
    weekly_minimum: int = 1
    permission: str = "open"
    state: str = ""
    note: str = ""
    arguments: tuple[str, ...] = ()
    """names that `-a NAME=VALUE` may set, besides those of every crawl"""
    listed: bool = True
    """whether `warta portals` and `--all` know it; a general spider is not a portal"""

    ways: ClassVar[dict[str, Way]] = {"feed": by_feed, "sitemap": by_sitemap, "listing": by_listing}
    family: ClassVar[str] = ""

    def __init__(
        self,
        name: str | None = None,
        since: str | None = None,
        until: str | None = None,
        today: str | None = None,
        frontier: str | None = None,
        finished: str | None = None,
        survey: str | None = None,
        **kwargs: str,
    ):
        super().__init__(name, **kwargs)
        unknown = [argument for argument in kwargs if argument not in self.arguments]
        if unknown:
            raise UsageError(f"{self.name} takes no argument {unknown[0]!r}", print_help=False)
        if not self.home:
            raise UsageError(f"{self.name}: no home address; a portal file sets `home`", print_help=False)
        self._given = {"since": since, "until": until, "today": today, "frontier": frontier, "finished": finished}
        self._given |= {"survey": survey, **kwargs}
        self.portal = self._portal()
        self.bounds = Bounds(_day("since", since), _day("until", until), read_zone(self.zone))
        self.allowed_domains = [(urlsplit(self.home).hostname or "").removeprefix("www."), *self.aliases]
        self.today = _day("today", today)
        self.frontier = frontier
        self.finished = frozenset((finished or "").split())
        self.survey = survey is not None
        """only discovers, and notes what is not stored; no page is fetched"""
        self.complete = False
        self.too_old_in_a_row = 0
        self.stopping: str | None = None
        """why no further page is begun"""
        self.walk = Walk(self)

    def arguments_json(self) -> str:
        """What this crawl was asked for, so that a replay asks for the same."""
        return json.dumps({name: value for name, value in sorted(self._given.items()) if value is not None})

    def wanted(self, found: Found) -> bool:
        """Hook: whether a found address may be an article: it lies under `home`, and `article` fits where it is set."""
        return self._is_ours(found.url) and (not self.article or re.search(self.article, found.url) is not None)

    def _is_ours(self, url: str) -> bool:
        """Listings and feeds of a network also show its other papers; former hosts count as the portal's own."""
        homes = [bare_address(self.home), *(f"{host}/" for host in self.aliases)]
        return any(bare_address(url).startswith(home) for home in homes)

    def adjust(self, article: Article, page: Page) -> None:
        """Hook: a last correction of an article, in place."""

    async def start(self) -> AsyncIterator[Any]:
        """Yields an Article or a Refusal for every page that the crawl reads; the walk says which and in what order."""
        memory: type[Blank] = load_object(self.crawler.settings["MEMORY"])
        self.walk.memory = memory.of(self.crawler)
        try:
            async for result in self.walk.results():
                yield result
        finally:
            self.crawler.signals.send_catch_log(all_read)  # whatever ended it, nothing may wait for more
        if self.stopping:
            raise CloseSpider(f"{self.stopping}; {len(self.walk.left)} pages found and not fetched")

    async def pipelines_are_through(self) -> None:
        """Returns when everything that was yielded is on disk; Scrapy itself would look only every five seconds."""
        assert self.crawler.engine is not None
        self.crawler.signals.send_catch_log(all_read)
        slot = self.crawler.engine.scraper.slot
        while slot and not slot.is_idle():
            await asyncio.sleep(0.01)

    async def fetch(self, url: str) -> Fetched:
        """Downloads one address; raises FetchFailed."""
        return await fetch(self.crawler, url)

    def count(self, what: str, by: int = 1) -> None:
        """Counts an outcome; the run report shows all of them."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"warta/{what}", by)

    async def _read(self, found: Found, lead: Fetched) -> Article | Refusal:
        result = await self.look_at(found)
        return self.instead_of_page(found, lead, result) if isinstance(result, Refusal) else result

    async def look_at(self, found: Found) -> Article | Refusal:
        """What the page at an address gives, and nothing in its place."""
        try:
            return await self.read_page(found)
        except FetchFailed as failure:
            return Refusal(failure.reason, found.url, failure.detail, self.portal.name, failure.source)

    def instead_of_page(self, found: Found, lead: Fetched, refusal: Refusal) -> Article | Refusal:
        """What stands for a page that was refused; a family that knows the text from elsewhere overrides this."""
        return refusal

    async def read_page(self, found: Found) -> Article | Refusal:
        """The page at an address with its other pages, as the item; raises FetchFailed."""
        first = await self.fetch(found.url)
        page = self._page(first)
        others = self.other_pages(page, found)
        pages = [page, *[self._page(other) async for other in self._fetch_others(others)]]
        result = parse_pages(pages, found=max(page.pages_found, 1 + len(others)))
        self._keep_source(result, first)
        if isinstance(result, Article):
            self._count_cuts(pages)
            self._cross_check(result, found)
            self.adjust(result, page)
        return result

    def _page(self, fetched: Fetched) -> Page:
        return Page(fetched.text, fetched.url, self.portal, fetched.capture.fetched_at)

    def other_pages(self, page: Page, found: Found) -> list[str]:
        """Addresses of the other pages of an article; one, where `whole` gives all of them at once."""
        others = page.more_pages()
        return [f"{page.url.partition('?')[0]}?{self.whole}"] if others and self.whole else others

    async def _fetch_others(self, urls: list[str]) -> AsyncIterator[Fetched]:
        for url in urls:
            try:
                yield await self.fetch(url)
            except FetchFailed as failure:
                self.count(f"pages/missing/{failure.reason}")
                logger.warning("%s: a page of an article is missing: %s", self.portal.name, failure)

    def _keep_source(self, result: Article | Refusal, fetched: Fetched) -> None:
        layout, version = result.source.layout, result.source.version
        result.source = fetched.source()
        result.source.layout, result.source.version = layout, version
        result.portal = self.portal.name

    def _count_cuts(self, pages: list[Page]) -> None:
        for page in pages:
            for kind, times in page.cut.items():
                self.count(f"cut/{kind}", times)

    def _cross_check(self, article: Article, found: Found) -> None:
        for disagreement in add_what_discovery_said(article, found, self.bounds.zone):
            self.count(f"cross-check/{disagreement}")

    def _portal(self) -> Portal:
        return Portal(**{fact.name: getattr(self, fact.name) for fact in fields(Portal)})


def _day(argument: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--{argument} takes a day such as 2023-04-11, not {text!r}", print_help=False) from None
