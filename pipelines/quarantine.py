"""Keeps articles back until it shows whether they are read as ever; those that are not go to quarantine."""

import asyncio

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler import signals
from crawler.cms.base import PortalSpider
from crawler.drift.quarantine import BATCH, Judge
from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.lines import LineFile, to_line
from crawler.runs.history import history


class Held(DropItem):
    """Raised for an article that went to quarantine."""


class QuarantinePipeline:
    """Lets an article wait for nineteen others, or for the end of what is read, and then for the judge."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._folders = Folders.of(crawler.settings)
        self._waiting: list[tuple[Article, asyncio.Future[bool]]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "QuarantinePipeline":
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.judge, signals.all_read)
        return pipeline

    def open_spider(self) -> None:
        assert isinstance(self._crawler.spider, PortalSpider)
        past, portal = history(self._folders.runs), self._crawler.spider.portal.name
        self._judge = Judge(past.of(portal), past.newest_day(portal))

    async def process_item(self, item: Article | Refusal) -> Article | Refusal:
        if isinstance(item, Refusal) or not self._judge.concerns(item):
            return item
        verdict: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, verdict))
        if len(self._waiting) >= BATCH:
            self.judge()
        if await verdict:
            self._hold(item)
        return item

    def judge(self) -> None:
        """Decides on those that wait."""
        batch, self._waiting = self._waiting, []
        is_strange = bool(batch) and self._judge.is_strange([article for article, _ in batch])
        for _, verdict in batch:
            verdict.set_result(is_strange)

    def _hold(self, article: Article) -> None:
        assert self._crawler.stats is not None
        month = (article.source.fetched_at or "unfetched")[: len("2026-11")]
        file = LineFile(self._folders.quarantine / article.portal / f"{month}.jsonl")
        file.append(to_line(article))
        file.close()
        self._crawler.stats.inc_value("warta/held")
        raise Held(f"looks strange for its portal and is held: {article.id}", log_level="DEBUG")
