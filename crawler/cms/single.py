"""One page, named by its address: for fixtures, and to look at what a portal's file makes of a page."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cms.base import PortalSpider
from crawler.discover.found import Found
from crawler.items import Article
from crawler.parse.page import Page


class AnyPageSpider(PortalSpider):
    """Reads the page at `page` and nothing else, as one of the portal named by `portal`, or of none."""

    arguments = ("page", "portal")
    listed = False

    def __init__(self, name: str | None = None, page: str = "", portal: str = "", **kwargs: str):
        if not urlsplit(page).hostname:
            raise UsageError(f"say which page, by its whole address, not {page!r}", print_help=False)
        self.home = urljoin(page, "/")
        super().__init__(name, page=page, **({"portal": portal} if portal else {}), **kwargs)
        self.page = page
        self.portal = replace(self.portal, name=host_name(page))
        self._read_as: PortalSpider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy, which knows where portal files are."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if kwargs.get("portal"):
            declared: Any = get_spider_loader(crawler.settings).load(kwargs["portal"])
            spider.read_as(declared())
        return spider

    def read_as(self, declared: PortalSpider) -> None:
        """Takes over what a portal's file says of reading."""
        self._read_as = declared
        self.portal, self.bounds, self.whole = declared.portal, declared.bounds, declared.whole
        self.allowed_domains += declared.allowed_domains

    def adjust(self, article: Article, page: Page) -> None:
        if self._read_as:
            self._read_as.adjust(article, page)

    async def start(self) -> AsyncIterator[Any]:
        """Yields the one Article or Refusal."""
        yield await self.look_at(Found(self.page))
        self.complete = True
        await self.pipelines_are_through()


def host_name(url: str) -> str:
    """The name of a site that has no portal file.

    >>> host_name("https://www.gopos.id/banjir/"), host_name("http://127.0.0.1:8124/")
    ('gopos.id', '127.0.0.1-8124')
    """
    return urlsplit(url).netloc.lower().removeprefix("www.").replace(":", "-")
