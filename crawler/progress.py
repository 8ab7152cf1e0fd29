"""Shows that a run lives: a line that renews itself on a terminal, a line a minute elsewhere, for all its portals."""

import sys
from collections import Counter
from collections.abc import Iterable

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from crawler.runs.report import now


class Progress:
    """The extension that a crawler brings; all of a process share one display."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        progress = cls(crawler)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        _display.begin(self._crawler)

    def spider_closed(self) -> None:
        _display.end(self._crawler)


class _Display:
    def __init__(self) -> None:
        self._begun: list[Crawler] = []
        self._at_work: set[Crawler] = set()
        self._loop: AsyncioLoopingCall | LoopingCall | None = None

    def begin(self, crawler: Crawler) -> None:
        self._begun.append(crawler)
        self._at_work.add(crawler)
        if self._loop is None:
            self._loop = create_looping_call(self._show)  # not before: only a running crawl has a loop
            self._loop.start(2 if sys.stderr.isatty() else 60, now=False)

    def end(self, crawler: Crawler) -> None:
        self._at_work.discard(crawler)
        if self._loop and not self._at_work:
            self._loop.stop()
            self._loop = None
            sys.stderr.write("\r\x1b[K" if sys.stderr.isatty() else "")

    def _show(self) -> None:
        names = ", ".join(sorted(crawler.spidercls.name for crawler in self._at_work))
        line = f"{names if len(names) < 30 else f'{len(self._at_work)} portals'}: {so_far(self._begun)}"
        sys.stderr.write(f"\r\x1b[K{line}" if sys.stderr.isatty() else f"{now()} {line}\n")
        sys.stderr.flush()


_display = _Display()


def so_far(crawlers: Iterable[Crawler]) -> str:
    """What crawlers have done, ended ones too: `120 articles, 3 refused, 410 requests so far`."""
    total: Counter[str] = Counter()
    for crawler in crawlers:
        for name, value in (crawler.stats.get_stats() if crawler.stats else {}).items():
            total["articles"] += value if name == "warta/articles" else 0
            total["refused"] += value if name.startswith("warta/refused/") else 0
            total["requests"] += value if name == "downloader/request_count" else 0
    return f"{total['articles']} articles, {total['refused']} refused, {total['requests']} requests so far"
