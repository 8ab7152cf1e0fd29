"""Many portals in one process: each crawls at its own pace, none waits for another, and all can be told to stop."""

import asyncio
import signal
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.cms.base import PortalSpider
from crawler.pace import Pace

GRACE = 30.0
"""seconds in which the articles that are being read may get their other pages, once a run has to stop"""

Crawl = tuple[Crawler, Mapping[str, str]]


class Crowd:
    """Runs crawls in the order given, `at_once` at a time; what was not begun when it had to stop is in `waiting`."""

    def __init__(self, process: AsyncCrawlerProcess, crawls: Sequence[Crawl], at_once: int):
        self.waiting = list(crawls)
        self.stopped: str | None = None
        """why, if it was"""
        self._process, self._at_once = process, at_once
        self._running: set[Crawler] = set()

    def run(self, seconds: float | None) -> None:
        """Returns when all have ended: by themselves, after so many seconds, or at SIGTERM or SIGINT."""
        loop = asyncio.get_event_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop, signal.Signals(number).name)
        if seconds is not None:
            loop.call_later(seconds, self.stop, "deadline")
        self._begin_next()
        self._process.start(install_signal_handlers=False)

    def stop(self, why: str) -> None:
        """Lets nobody begin another page; asked again, nobody begins another request."""
        if self.stopped:
            Pace.close()
            return
        self.stopped = why
        for crawler in self._running:
            self._stop_one(crawler)
        asyncio.get_event_loop().call_later(GRACE, Pace.close)

    def _begin_next(self) -> None:
        while self.waiting and len(self._running) < self._at_once and not self.stopped:
            crawler, arguments = self.waiting.pop(0)
            self._running.add(crawler)
            self._process.crawl(crawler, **arguments).add_done_callback(self._ended(crawler))

    def _ended(self, crawler: Crawler) -> Callable[[object], None]:
        return partial(self._end_one, crawler)

    def _end_one(self, crawler: Crawler, task: object) -> None:
        self._running.discard(crawler)
        self._begin_next()

    def _stop_one(self, crawler: Crawler) -> None:
        if isinstance(crawler.spider, PortalSpider):
            crawler.spider.stopping = self.stopped
