"""WordPress, the system of most portals: by REST first, then by feed, sitemap, month, and the list of all articles."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy.exceptions import UsageError

from crawler.cms.asking import DiscoveryFailed, Lead, look, look_on, understood, unseen
from crawler.cms.base import PortalSpider
from crawler.cms.check import author_of
from crawler.cms.fetch import Fetched
from crawler.cms.single import host_name
from crawler.cms.ways import Way
from crawler.discover.found import Found
from crawler.discover.listing import read_listing
from crawler.discover.wpjson import is_past_the_end, pages_of, posts_url, read_posts
from crawler.items import Article, Refusal
from crawler.parse.page import Page
from crawler.parse.post import parse_post
from crawler.seen.plan import Window

_NO_ARTICLE = re.compile(
    r"""
      /(?:category|kategori|tag|author|topik)/          # lists
    | /page/\d+/?$ | ^/\d{4}(?:/\d\d){0,2}/?$          # pages of lists, archives of a year, month or day
    | /(?:feed|amp|embed)/?$                            # other forms of a page
    | ^/(?:category|tag|author|page|topik|feed|search|indeks|index|redaksi|kontak|pedoman-media-siber|tentang-kami
        |hubungi-kami|disclaimer|kebijakan-privasi|privacy-policy)/?$
    | /wp-(?:admin|content|includes|json|login)\b | \.(?:xml|txt|jpe?g|png|gif|webp|pdf)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_ARTICLE = re.compile(r"(?:^|&)p=\d+(?:&|$)")
"""the address of an article where the site has no other form: `/?p=1688`"""

_WALLS = {"http-401", "http-403", "http-406", "http-429", "http-503", "challenge"}
"""refusals of a page that say nothing of the article"""

_SILENT_MONTHS = 12
"""months in a row without an article, after which an archive by month is at its end"""


def is_article_address(url: str) -> bool:
    """Whether a WordPress address may be an article's, and is no list, fixed page, file or other form of one.

    >>> is_article_address("https://gopos.id/tag/banjir/"), is_article_address("https://metrokendari.com/?p=1688")
    (False, True)
    """
    parts = urlsplit(url)
    if parts.path in ("", "/"):
        return _BARE_ARTICLE.search(parts.query) is not None
    return _NO_ARTICLE.search(parts.path) is None


async def by_wpjson(spider: PortalSpider) -> AsyncIterator[Lead]:
    """REST, a hundred posts a page, newest first."""
    for window in spider.walk.windows():
        async for lead in _posts(spider, window):
            yield lead
        await spider.walk.is_through(window)


async def _posts(spider: PortalSpider, window: Window) -> AsyncIterator[Lead]:
    """The posts of some days, until the promised number of pages or the page past the end."""
    seen: set[str] = set()
    promised = None
    for number in count(1):
        fetched = await _posts_page(spider, number, window)
        if fetched is None:
            spider.count("discovery/wp-json/past-the-end")
            break
        posts = understood(read_posts, fetched)
        promised = _number(fetched, "X-WP-Total")
        new = unseen(posts, seen)
        for found in new:
            yield found, fetched
        if not new and number > 1:
            spider.count("discovery/wp-json/nothing-new")
        if not new or number == _number(fetched, "X-WP-TotalPages"):
            break
    if promised is not None and len(seen) < promised:
        spider.count("discovery/wp-json/fewer-than-promised", promised - len(seen))


async def _posts_page(spider: PortalSpider, number: int, window: Window) -> Fetched | None:
    """One page of posts; None past the last one."""
    try:
        return await look(spider, posts_url(spider.home, number, window.since, window.until))
    except DiscoveryFailed as failure:
        answer = failure.cause.answer if failure.cause else None
        if number > 1 and answer and is_past_the_end(400, answer.response.body):
            return None
        raise


async def by_month(spider: PortalSpider) -> AsyncIterator[Lead]:
    """The archive pages of every wanted month, `/2023/04/page/2/`, newest first, until a year has brought nothing."""
    seen: set[str] = set()
    silent = 0
    for month, window in _months(spider):
        before = len(seen)
        async for lead in _month_pages(spider, month, seen):
            yield lead
        if window.since and month <= window.since:
            await spider.walk.is_through(window)
        silent = 0 if len(seen) > before else silent + 1
        if silent == _SILENT_MONTHS:
            break
    if not seen:
        raise DiscoveryFailed("no-links", f"no article in the archives by month of {spider.home}")


def _months(spider: PortalSpider) -> Iterator[tuple[date, Window]]:
    """The first days of the wanted months, newest first, each with the window that it lies in."""
    for window in spider.walk.windows():
        last = window.until or spider.today
        first = window.since or (date.fromisoformat(spider.begins) if spider.begins else None)
        if last is None or first is None:
            raise DiscoveryFailed("no-beginning", f"say --since, or `begins` in the portal file of {spider.name}")
        for number in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
            yield date(number // 12, number % 12 + 1, 1), window


async def _month_pages(spider: PortalSpider, month: date, seen: set[str]) -> AsyncIterator[Lead]:
    """Until a page is not there or brings nothing new; a month without an article has no page at all."""
    for number in count(1):
        url = urljoin(spider.home, f"{month:%Y/%m}/" + (f"page/{number}/" * (number > 1)))
        fetched = await look_on(spider, url, "http-404", "http-410")
        new = unseen(read_listing(fetched.html, fetched.url, spider.listing_links), seen) if fetched else []
        if fetched is None or not new:
            return
        for found in new:
            yield found, fetched


def _number(fetched: Fetched, header: str) -> int | None:
    text = fetched.response.headers.get(header) or b""
    return int(text) if text.isdigit() else None


class WordPressSpider(PortalSpider):
    """A WordPress site; most portal files need no more than `name`, `home` and `region`."""

    family = "wordpress"
    sitemaps = ("sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml")
    listing = "page/{page}/"
    listing_links = "h1 a, h2 a, h3 a, h4 a, .entry-title a"
    discovery = ("wp-json", "feed", "sitemap", "months", "listing")
    ways: ClassVar[dict[str, Way]] = {**PortalSpider.ways, "wp-json": by_wpjson, "months": by_month}

    def wanted(self, found: Found) -> bool:
        return super().wanted(found) and is_article_address(found.url)

    def other_pages(self, page: Page, found: Found) -> list[str]:
        """Some themes link no second page; REST shows how many there are, and where they stand is WordPress's habit."""
        linked = super().other_pages(page, found)
        parts = pages_of(found.post) if found.post and not urlsplit(page.url).query else 1
        return linked or [f"{page.url.rstrip('/')}/{number}/" for number in range(2, parts + 1)]

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
        self.portal = replace(self.portal, name=host_name(url))
