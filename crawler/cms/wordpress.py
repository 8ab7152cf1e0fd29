"""WordPress, the system of most portals: REST first, then feed, then sitemap."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from crawler.cms.base import PortalSpider
from crawler.cms.check import author_of
from crawler.cms.fetch import Fetched, FetchFailed
from crawler.cms.ways import DiscoveryFailed, Lead, Way, understood, unseen
from crawler.discover.found import Found
from crawler.discover.wpjson import is_past_the_end, posts_url, read_posts
from crawler.items import Article, Refusal
from crawler.parse.post import parse_post

_NO_ARTICLE = re.compile(
    r"^/$|^/(category|tag|author|page|topik|wp-content|wp-json|feed|pedoman-media-siber|redaksi|tentang-kami|kontak)(/|$)"
)
_WALLS = {"http-401", "http-403", "http-406", "http-429", "http-503", "challenge"}
"""refusals of a page that say nothing of the article"""


async def by_wpjson(spider: PortalSpider) -> AsyncIterator[Lead]:
    """REST, a hundred posts a page, newest first, until the promised number of pages or the page past the end."""
    number = 0
    seen: set[str] = set()
    promised = None
    while True:
        number += 1
        try:
            fetched = await spider.fetch(posts_url(spider.home, number, spider.bounds.since, spider.bounds.until))
        except FetchFailed as failure:
            if number > 1 and failure.answer and is_past_the_end(400, failure.answer.response.body):
                spider.count("discovery/wp-json/past-the-end")
                break
            raise DiscoveryFailed(failure.reason, str(failure)) from failure
        posts = understood(read_posts, fetched)
        promised = _number(fetched, "X-WP-Total")
        new = unseen(posts, seen)
        for found in new:
            yield found, fetched
        if not new:
            spider.count("discovery/wp-json/nothing-new")
        if not new or number == _number(fetched, "X-WP-TotalPages"):
            break
    if promised is not None and len(seen) < promised:
        spider.count("discovery/wp-json/fewer-than-promised", promised - len(seen))


def _number(fetched: Fetched, header: str) -> int | None:
    text = fetched.response.headers.get(header) or b""
    return int(text) if text.isdigit() else None


class WordPressSpider(PortalSpider):
    """A WordPress site; most portal files need no more than `name`, `home` and `region`."""

    family = "wordpress"
    sitemaps = ("sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml")
    discovery = ("wp-json", "feed", "sitemap")
    ways: ClassVar[dict[str, Way]] = {**PortalSpider.ways, "wp-json": by_wpjson}

    def wanted(self, found: Found) -> bool:
        return super().wanted(found) and not _NO_ARTICLE.match(urlsplit(found.url).path)

    def instead_of_page(self, found: Found, lead: Fetched, refusal: Refusal) -> Article | Refusal:
        """The text that REST gave, where the page is behind a wall."""
        if refusal.reason not in _WALLS or found.post is None:
            return refusal
        result = parse_post(dict(found.post), self.portal, lead.capture.fetched_at)
        self._keep_source(result, lead)
        if isinstance(result, Article):
            self.count(f"from-rest/{refusal.reason}")
            result.byline.uploader = result.byline.uploader or author_of(found)
        return result


class AnyWordPressSpider(WordPressSpider):
    """A WordPress site that has no portal file, named by its address."""

    arguments = ("url",)
    listed = False

    def __init__(self, name: str | None = None, url: str | None = None, **kwargs: str):
        if not url or not urlsplit(url).hostname:
            raise UsageError("say which site: warta crawl wordpress -a url=https://example.org", print_help=False)
        self.home = url if url.endswith("/") else f"{url}/"
        super().__init__(name, url=url, **kwargs)
        self.portal = replace(self.portal, name=urlsplit(url).netloc.lower().removeprefix("www.").replace(":", "-"))
