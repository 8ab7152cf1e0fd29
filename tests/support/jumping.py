"""The spider of a made WordPress that sees the clock jump to MADE_JUMP when it has read three articles."""

import os
from datetime import datetime

from crawler import clock
from crawler.cms.wordpress import AnyWordPressSpider
from crawler.items import Article
from crawler.parse.page import Page


class JumpingSpider(AnyWordPressSpider):
    """Jumps once."""

    name = "jumping"
    read = 0

    def adjust(self, article: Article, page: Page) -> None:
        self.read += 1
        if self.read == 3 and "MADE_JUMP" in os.environ:
            clock.begin_at(datetime.fromisoformat(os.environ["MADE_JUMP"]))
