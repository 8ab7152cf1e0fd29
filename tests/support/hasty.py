"""A spider that asks for twelve pages at once, before it has asked for anything else; only a test runs it."""

import asyncio
from collections.abc import AsyncIterator

from crawler.cms.fetch import FetchFailed
from crawler.cms.wordpress import AnyWordPressSpider
from crawler.items import Refusal


class HastySpider(AnyWordPressSpider):
    """Its requests are all waiting while robots.txt is on its way, as Scrapy's start requests are."""

    name = "hasty"

    async def start(self) -> AsyncIterator[Refusal]:
        addresses = [f"{self.home}2023/{number}/" for number in range(12)]
        for refusal in await asyncio.gather(*map(self._asked, addresses)):
            if refusal:
                yield refusal

    async def _asked(self, url: str) -> Refusal | None:
        try:
            await self.fetch(url)
        except FetchFailed as failure:
            return Refusal(failure.reason, url, failure.detail, self.portal.name)
        return None
