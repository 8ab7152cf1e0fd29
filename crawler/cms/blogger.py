"""Blogger: the feed holds the whole archive, and takes days."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlencode, urljoin

from crawler.cms.asking import DiscoveryFailed, Lead, look, understood, unseen
from crawler.cms.base import PortalSpider
from crawler.cms.custom import SiteSpider
from crawler.cms.ways import Way
from crawler.discover.feed import read_feed
from crawler.seen.plan import Window

PAGE_SIZE = 150
"""posts a page; Blogger sends no more, and fewer where they are long"""


async def by_blogger_feed(spider: PortalSpider) -> AsyncIterator[Lead]:
    """The feed of the wanted days, newest first."""
    for window in spider.walk.windows():
        async for lead in _posts(spider, window):
            yield lead
        await spider.walk.is_through(window)


async def _posts(spider: PortalSpider, window: Window) -> AsyncIterator[Lead]:
    """The posts of some days, until a page is empty."""
    seen: set[str] = set()
    start = 1
    while True:
        fetched = await look(spider, _feed_url(spider, window, start))
        posts = understood(read_feed, fetched)
        new = unseen(posts, seen)
        for found in new:
            yield found, fetched
        if posts and not new:
            raise DiscoveryFailed("repeats", f"{fetched.url} repeats what an earlier page has shown")
        if not new:
            return
        start += len(posts)


def _feed_url(spider: PortalSpider, window: Window, start: int) -> str:
    """Without `redirect=false` a blog that once used FeedBurner sends its readers there."""
    query: dict[str, str | int] = {"alt": "rss", "redirect": "false", "orderby": "published"}
    query |= {"max-results": PAGE_SIZE, "start-index": start}
    if window.since:
        query["published-min"] = _midnight(spider, window.since)
    if window.until:
        query["published-max"] = _midnight(spider, window.until + timedelta(days=1))
    return urljoin(spider.home, "feeds/posts/default") + "?" + urlencode(query)


def _midnight(spider: PortalSpider, day: date) -> str:
    return datetime(day.year, day.month, day.day, tzinfo=spider.bounds.zone).isoformat()


class BloggerSpider(SiteSpider):
    """`/{YYYY}/{MM}/{slug}.html`, which Blogger never changes; fixed pages are `/p/{slug}.html`."""

    family = "blogger"
    discovery = ("blogger-feed", "sitemap")
    ways: ClassVar[dict[str, Way]] = {**PortalSpider.ways, "blogger-feed": by_blogger_feed}
    article = r"^https?://[^/]+/\d{4}/\d\d/[^/?#]+\.html$"
    identity = r"/(\d{4}/\d\d/[^/?#]+)\.html"
    layouts = ("blogger",)
