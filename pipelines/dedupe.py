"""Knows an article again: drops what is stored already, numbers revisions, marks copies."""

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.cms.base import PortalSpider
from crawler.folders import Folders
from crawler.items import Article, Duplicate, Refusal, Revision
from crawler.state import State, field_digests, text_digest


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
        if isinstance(item, Article):
            item.revision = self._revision(item)
            item.duplicate = self._duplicate(item)
        return item

    def close_spider(self) -> None:
        self._state.close()

    def _revision(self, item: Article) -> Revision:
        known = self._state.revisions(item.portal, item.id)
        if not known:
            return Revision()
        digests = field_digests(ItemAdapter(item).asdict())
        last = known[-1]
        is_newer = (item.source.fetched_at or "") > last.fetched_at
        # A capture that is no newer than the last revision may be the one of any revision: an archive replayed again.
        if any(digests == revision.fields for revision in ([last] if is_newer else known)):
            self._count("unchanged")
            raise Unchanged(f"stored already: {item.id}", log_level="DEBUG")
        if item.pages.fetched < item.pages.found:
            self._count("incomplete-again")
            raise Unchanged(f"stored already, and read with pages missing: {item.id}", log_level="WARNING")
        self._count("revisions")
        changed = [name for name, digest in digests.items() if last.fields.get(name) != digest]
        return Revision(last.number + 1, last.record_id, changed)

    def _duplicate(self, item: Article) -> Duplicate | None:
        first = self._state.first_with_text(item.portal, text_digest(ItemAdapter(item).asdict()))
        if first is None or first == item.id:
            return None
        self._count("duplicates")
        return Duplicate("exact", first, 1.0)

    def _count(self, what: str) -> None:
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(f"warta/{what}")
