"""Appends items to JSON Lines by portal and month of capture, refusals apart."""

from pathlib import Path

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.lines import LineFile, to_line
from crawler.state import State


class StorePipeline:
    """Writes a line, then notes it in the state: the state never knows more than the items hold."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._folders = Folders.of(crawler.settings)
        self._state = State(self._folders.state, self._folders.items)
        self._files: dict[Path, LineFile] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        return cls(crawler)

    def process_item(self, item: Article | Refusal) -> Article | Refusal:
        file = self._file(item)
        file.append(to_line(item))
        if isinstance(item, Article):
            self._state.remember(ItemAdapter(item).asdict(), file.path, file.size)
            assert self._crawler.stats is not None
            self._crawler.stats.inc_value("warta/stored")
        return item

    def close_spider(self) -> None:
        for file in self._files.values():
            file.close()
        self._state.close()

    def _file(self, item: Article | Refusal) -> LineFile:
        folder = self._folders.items if isinstance(item, Article) else self._folders.refused
        month = (item.source.fetched_at or "unfetched")[: len("2023-04")]
        path = folder / (item.portal or "unknown") / f"{month}.jsonl"
        if path not in self._files:
            self._files[path] = LineFile(path)
        return self._files[path]
