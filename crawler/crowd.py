"""Many portals in one process: each crawls at its own pace, none waits for another, and all can be told to stop."""

import asyncio
import logging
import signal
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import partial

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.log import LogCounterHandler

from crawler.cms.base import PortalSpider
from crawler.politeness.pace import Pace

GRACE = 30.0
"""seconds in which the articles that are being read may get their other pages, once a run has to stop"""

_speaking: ContextVar[Crawler | None] = ContextVar("speaking", default=None)
"""whose log record it is"""

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
            crawler.signals.connect(_own_errors_of(crawler), signals.engine_started, weak=False)
            token = _speaking.set(crawler)  # the task takes it over, and all that it calls
            self._process.crawl(crawler, **arguments).add_done_callback(self._ended(crawler))
            _speaking.reset(token)

    def _ended(self, crawler: Crawler) -> Callable[[object], None]:
        return partial(self._end_one, crawler)

    def _end_one(self, crawler: Crawler, task: object) -> None:
        self._running.discard(crawler)
        self._begin_next()

    def _stop_one(self, crawler: Crawler) -> None:
        if isinstance(crawler.spider, PortalSpider):
            crawler.spider.stopping = self.stopped


def _own_errors_of(crawler: Crawler) -> Callable[[], None]:
    """Scrapy counts every error of the process for every crawler; one that nobody is known to have said stays so."""

    def begin() -> None:
        for handler in logging.root.handlers:
            if isinstance(handler, LogCounterHandler) and handler.crawler is crawler:
                handler.addFilter(lambda record: _speaking.get() in (crawler, None))

    return begin
