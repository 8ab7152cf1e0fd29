"""One crawl of one portal, told in order: what waits, what discovery shows, and what is due for another look."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crawler import clock
from crawler.clock import instant_of, iso
from crawler.cms.asking import DiscoveryFailed
from crawler.cms.fetch import NOT_ARCHIVED, Fetched
from crawler.cms.known import as_known
from crawler.cms.memory import Blank, found_again
from crawler.discover.address import day_in_address, tidied
from crawler.discover.found import Found
from crawler.items import Article, Refusal
from crawler.politeness.pace import Stopped
from crawler.seen import plan
from crawler.seen.pages import FAILED, FILTERED, FOUND, QUEUED, STORED, Page
from crawler.seen.plan import Window

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider

logger = logging.getLogger(__name__)

FRONTIER, MONTH = "frontier", "month"
"""names of marks: until when everything was discovered, and `month/2019-03` for a month that was walked"""

_MOST_UNANSWERED = 3
"""looks in a row at which the portal itself did not answer; the others can wait"""

Look = tuple[Found, Fetched | None]
"""an address to fetch, and the answer in which discovery found it, in this run"""


class Walk:
    """What a portal's spider reads, in which order, and what it leaves."""

    def __init__(self, spider: "PortalSpider") -> None:
        self._spider = spider
        self._begun = clock.now()
        self._through: set[Window] = set()
        self._seen: set[str] = set()
        self._unanswered = 0
        self._showed_something = False
        self.memory = Blank()
        self.left: list[Found] = []
        """what was found and not fetched, when the run had to stop"""

    async def results(self) -> AsyncIterator[Article | Refusal]:
        """Reads every wanted page once; when the run has to stop, only counts what else it was about to read."""
        if self._spider.frontier or self._spider.finished or self._spider.survey:
            self._spider.count("resumed")  # nothing new since yesterday is no trouble
        try:
            async for found, lead in self._looks():
                self.left.append(found)
                if self._spider.stopping or self._spider.survey:
                    continue
                result = await self._read(found, lead)
                self.left.pop()
                if result is not None:
                    yield result
        except Stopped:
            logger.info("%s: stopped before %d pages", self._spider.name, len(self.left))
        await self._end()

    def windows(self) -> list[Window]:
        """The days that are still to be discovered, newest first; ways that take days go through them one by one."""
        bounds, today = self._spider.bounds, self._spider.today
        spans = plan.windows(bounds.since, bounds.until or today, self._spider.finished)
        if spans and bounds.until is None and spans[0].until == today:
            spans[0] = replace(spans[0], until=None)  # clocks and zones differ: the newest days have no end
        return [window for window in spans if window not in self._through]

    async def is_through(self, *windows: Window) -> None:
        """Notes days that discovery has come through, when everything in them has been read."""
        if self._spider.stopping:
            raise Stopped
        await self._spider.pipelines_are_through()
        for window in windows:
            self._through.add(window)
            if self._spider.today and not self._spider.survey and plan.is_settled(window, self._spider.today):
                self.memory.mark(f"{MONTH}/{window.month}", iso(self._begun))

    def is_old(self, found: Found) -> bool:
        """Whether an entry of a list lies before what is wanted: it is too old, or the last discovery knew it."""
        page = self.memory.page(found.url)
        return self._spider.bounds.too_old(found.published) or (page is not None and self._is_settled(page))

    async def _looks(self) -> AsyncIterator[Look]:
        for page in self._waiting(QUEUED):
            yield self._again(page), None
        async for found, lead in self._discovered():
            yield found, lead
        for page in self._waiting(FOUND, FAILED, STORED):
            if self._unanswered >= _MOST_UNANSWERED:
                return
            if page.url not in self._seen:
                yield self._again(page), None

    def _waiting(self, *outcomes: str) -> list[Page]:
        return [] if self._spider.survey else self.memory.waiting(*outcomes)

    def _again(self, page: Page) -> Found:
        self._seen.add(page.url)
        self._spider.count(f"again/{page.outcome}")
        return found_again(page)

    async def _discovered(self) -> AsyncIterator[tuple[Found, Fetched]]:
        async for found, lead in self._discover():
            if found.url in self._seen or not self._is_wanted(found):
                continue
            self._seen.add(found.url)
            page = self.memory.page(found.url)
            if page is None or self._is_due(page, found):
                yield found, lead

    async def _discover(self) -> AsyncIterator[tuple[Found, Fetched]]:
        spider = self._spider
        for way in spider.discovery:
            try:
                async for found, lead in spider.ways[way](spider):
                    spider.count(f"found/{way}")
                    self._showed_something = True
                    yield replace(found, url=tidied(found.url)), lead
            except DiscoveryFailed as failure:
                spider.count(f"discovery/{way}/{failure.reason}")
                if failure.reason == NOT_ARCHIVED:  # so far the crawl came
                    spider.complete = True
                    return
                logger.warning("%s: discovery by %s failed: %s", spider.portal.name, way, failure)
                continue
            await self.is_through(*self.windows())
            spider.complete = True
            spider.count(f"discovery/{way}/complete")
            return
        logger.error(
            "%s: no way of discovery came to its end (tried: %s)", spider.portal.name, ", ".join(spider.discovery)
        )

    def _is_wanted(self, found: Found) -> bool:
        if not self._spider.bounds.hold(found.published):
            self._spider.count("filtered/out-of-bounds")
            return False
        if not self._spider.wanted(found):
            self._spider.count("filtered/not-an-article")
            return False
        if self._is_dated_elsewhere(found.url):
            self._spider.count("filtered/dated-out-of-bounds")
            return False
        return True

    def _is_dated_elsewhere(self, url: str) -> bool:
        """Whether the day in an address rules it out; a day either way may be another zone's, so the page decides."""
        day, bounds = day_in_address(url, self._spider.dated), self._spider.bounds
        if day is None:
            return False
        too_old = bounds.since is not None and day + timedelta(days=1) < bounds.since
        self._spider.too_old_in_a_row += too_old
        return too_old or (bounds.until is not None and day - timedelta(days=1) > bounds.until)

    def _is_due(self, page: Page, found: Found) -> bool:
        """Whether to fetch a known page; else it is counted, and its age as if it had been read."""
        is_filtered = page.outcome == FILTERED
        due = self._spider.bounds.hold(page.published) if is_filtered else self.memory.is_due(page, found)
        if not due:
            self._spider.count("known")
            self._note_age(page.published, settled=self._is_settled(page))
        return due

    def _is_settled(self, page: Page) -> bool:
        frontier = self._spider.frontier
        return frontier is not None and page.first is not None and page.first <= frontier

    def _note_age(self, published: str | None, settled: bool = False) -> None:
        old = settled or self._spider.bounds.too_old(published)
        self._spider.too_old_in_a_row = self._spider.too_old_in_a_row + 1 if old else 0

    async def _read(self, found: Found, lead: Fetched | None) -> Article | Refusal | None:
        """The item of a page; None for an article that is not wanted after all."""
        page = self.memory.page(found.url)
        known = page if page and page.outcome == STORED else None
        if page and (known or lead is None):
            self.memory.note_look(found.url, page)
        result = await (self._spider._read(found, lead) if lead else self._spider.look_at(found))
        if isinstance(result, Refusal) and result.reason == NOT_ARCHIVED:  # the crawl had no need of it
            self._spider.count(NOT_ARCHIVED)
            self._spider.too_old_in_a_row = 0  # discovery may end later than that of the crawl, never before it
            return None
        is_silent = isinstance(result, Refusal) and plan.is_of_the_portal(result.reason)
        self._unanswered = self._unanswered + 1 if is_silent else 0
        if known:
            result = as_known(result, known, self._spider.home)
        elif lead and isinstance(result, Article) and not self._is_in_bounds(result):
            self.memory.note_filtered(found, result)
            return None
        self.memory.expect(found, result)
        return result

    def _is_in_bounds(self, article: Article) -> bool:
        at = article.published.at if article.published else None
        self._note_age(at)
        if not self._spider.bounds.hold(at):
            self._spider.count("filtered/out-of-bounds")
        return self._spider.bounds.hold(at)

    async def _end(self) -> None:
        """Nothing is marked before the last line is on disk."""
        await self._spider.pipelines_are_through()
        self.memory.note_left(self.left)
        if self.left:
            self._spider.count("left", len(self.left))
        is_whole = self._spider.complete and not self._spider.stopping and not self._spider.survey
        # Lists that show nothing at all may be broken: what comes behind them is asked for again.
        if is_whole and self._showed_something and self._meets_frontier():
            self.memory.mark(FRONTIER, iso(self._begun))

    def _meets_frontier(self) -> bool:
        """Whether everything up to now is discovered: what was walked has no end, and begins where the last ended."""
        bounds, frontier = self._spider.bounds, instant_of(self.memory.marked(FRONTIER))
        if bounds.until is not None or frontier is None or bounds.since is None:
            return bounds.until is None
        return bounds.since <= frontier.astimezone(bounds.zone).date()
