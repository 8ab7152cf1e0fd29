"""Shows that a crawl lives: a line that renews itself on a terminal, a line a minute elsewhere."""

import sys

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler.outcome import Outcome
from crawler.report import now


class Progress:
    """Tells of one crawler what it has read so far."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._on_terminal = sys.stderr.isatty()
        self._loop = create_looping_call(self._show)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        self._loop.start(2 if self._on_terminal else 60, now=False)

    def spider_closed(self) -> None:
        self._loop.stop()
        if self._on_terminal:
            sys.stderr.write("\r\x1b[K")

    def _show(self) -> None:
        line = Outcome.of(self._crawler).progress()
        sys.stderr.write(f"\r\x1b[K{line}" if self._on_terminal else f"{now()} {line}\n")
        sys.stderr.flush()
