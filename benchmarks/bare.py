"""Scrapy alone: fetches the pages of a made portal one after the other, and does nothing with them."""

import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from tests.support.articles import made_articles

SETTINGS = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR"}


class BareSpider(scrapy.Spider):
    """Asks for the articles of the portal at `home`."""

    name = "bare"
    home: str
    articles: str

    async def start(self) -> AsyncIterator[Any]:
        for article in made_articles(int(self.articles)):
            yield scrapy.Request(self.home + article.path)

    def parse(self, response: Any) -> None:
        """Nothing: the framework is what is measured."""


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(BareSpider, home=sys.argv[1], articles=sys.argv[2])
    process.start()
