"""Knows an article again: drops what is stored already, numbers revisions, marks copies."""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.cms.base import PortalSpider
from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.lines import facts_of
from crawler.seen.state import State
from crawler.store import recognise


class Unchanged(DropItem):
    """Raised for an article that is stored already, in the same words or in more of them."""


class DedupePipeline:
    """Compares with the portal's stored articles; marks and links, and never deletes."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        folders = Folders.of(crawler.settings)
        self._state = State(folders.state, folders.items)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DedupePipeline":
        return cls(crawler)

    def open_spider(self) -> None:
        assert isinstance(self._crawler.spider, PortalSpider)
        self._state.catch_up(self._crawler.spider.portal.name)

    def process_item(self, item: Article | Refusal) -> Article | Refusal:
        if isinstance(item, Refusal):
            return item
        seen = recognise(facts_of(item), self._state)
        assert self._crawler.stats is not None
        for what in seen.happened:
            self._crawler.stats.inc_value(f"warta/{what}")
        if not seen.wanted:
            level = "WARNING" if "incomplete-again" in seen.happened else "DEBUG"
            raise Unchanged(f"{', '.join(seen.happened)}, and stored already: {item.id}", log_level=level)
        item.revision, item.duplicate = seen.revision, seen.duplicate
        return item

    def close_spider(self) -> None:
        self._state.close()
