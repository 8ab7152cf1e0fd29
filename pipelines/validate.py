"""Refuses an article that lacks what every item must have; the refusal is an item of its own."""

from scrapy.crawler import Crawler

from crawler.items import Article, Refusal
from crawler.store import checked


class ValidatePipeline:
    """Turns an incomplete Article into a Refusal, and counts both."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ValidatePipeline":
        return cls(crawler)

    def process_item(self, item: Article | Refusal) -> Article | Refusal:
        item = checked(item)
        assert self._crawler.stats is not None
        if isinstance(item, Refusal):
            self._crawler.stats.inc_value(f"warta/refused/{item.reason}")
        else:
            self._crawler.stats.inc_value("warta/articles")
        return item
