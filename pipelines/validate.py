"""Refuses an article that lacks what every item must have; the refusal is an item of its own."""

from scrapy.crawler import Crawler

from crawler.items import Article, Refusal

_REQUIRED = ("portal", "url", "headline", "body", "source")


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


def checked(item: Article | Refusal) -> Article | Refusal:
    """The item itself, or the refusal of an article in which something required is missing."""
    if isinstance(item, Refusal):
        return item
    missing = [name for name in _REQUIRED if not getattr(item, name)]
    if item.source.record_id is None:
        missing.append("source.record_id")
    if not missing:
        return item
    return Refusal("incomplete", item.url, f"no {', '.join(missing)}", item.portal, item.source)
