"""Keeps articles back until it shows whether they are read as ever; those that are not go to quarantine."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler import signals
from crawler.cms.base import PortalSpider
from crawler.drift.quarantine import BATCH, Judge
from crawler.drift.waiting import Waiting
from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.lines import LineFile, article_of, line_of, to_line
from crawler.runs.history import history
from crawler.store import Shelf


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
        self._on_disk = Waiting(self._folders.waiting / portal)
        for batch in self._on_disk.left():
            self._settle(batch)

    async def process_item(self, item: Article | Refusal) -> Article | Refusal:
        if isinstance(item, Refusal) or not self._judge.concerns(item):
            return item
        verdict: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, verdict))
        self._on_disk.add(to_line(item))
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
        self._on_disk.judged()

    def close_spider(self) -> None:
        self._on_disk.close()

    def _settle(self, batch: Sequence[Mapping[str, Any]]) -> None:
        """Judges and stores what a killed run left waiting; what it had stored by then the shelf knows."""
        articles = [article_of(facts) for facts in batch]
        if self._judge.is_strange(articles):
            for article in articles:
                self._keep_apart(article)
            return
        with Shelf(self._folders) as shelf:
            for _, happened in shelf.put(map(line_of, batch)):
                self._count(*happened)

    def _hold(self, article: Article) -> None:
        self._keep_apart(article)
        raise Held(f"looks strange for its portal and is held: {article.id}", log_level="DEBUG")

    def _keep_apart(self, article: Article) -> None:
        month = (article.source.fetched_at or "unfetched")[: len("2026-11")]
        file = LineFile(self._folders.quarantine / article.portal / f"{month}.jsonl")
        file.append(to_line(article))
        file.close()
        self._count("held")

    def _count(self, *what: str) -> None:
        assert self._crawler.stats is not None
        for name in what:
            self._crawler.stats.inc_value(f"warta/{name}")
