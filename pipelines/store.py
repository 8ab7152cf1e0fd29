"""Appends items to JSON Lines by portal and month of capture, refusals apart."""

from scrapy.crawler import Crawler

from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.lines import facts_of, line_of
from crawler.store import Shelf


class StorePipeline:
    """Puts every item that came through on the shelf."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._shelf = Shelf(Folders.of(crawler.settings))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        return cls(crawler)

    def process_item(self, item: Article | Refusal) -> Article | Refusal:
        facts = facts_of(item)
        self._shelf.append(facts, line_of(facts))
        if isinstance(item, Article):
            assert self._crawler.stats is not None
            self._crawler.stats.inc_value("warta/stored")
        return item

    def close_spider(self) -> None:
        self._shelf.close()
