"""Measures what a crawl reads while it reads it, and leaves the numbers in the crawler's stats."""

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.cms.base import PortalSpider
from crawler.drift.look import Measured
from crawler.folders import Folders
from crawler.items import Article, Refusal
from crawler.runs.history import history


class Health:
    """Takes every item that leaves the pipelines, stored or dropped."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._measured = Measured()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Health":
        health = cls(crawler)
        crawler.signals.connect(health.spider_opened, signals.spider_opened)
        crawler.signals.connect(health.item_scraped, signals.item_scraped)
        crawler.signals.connect(health.item_dropped, signals.item_dropped)
        return health

    def spider_opened(self, spider: PortalSpider) -> None:
        past = history(Folders.of(self._crawler.settings).runs)
        self._measured = Measured(past.newest_day(spider.portal.name))
        assert self._crawler.stats is not None
        self._crawler.stats.set_value(Measured.STAT, self._measured)

    def item_scraped(self, item: Article | Refusal) -> None:
        self._measured.take(item)
        if isinstance(item, Article) and item.revision.number == 1:
            self._measured.stored(item)

    def item_dropped(self, item: Article | Refusal) -> None:
        self._measured.take(item)
