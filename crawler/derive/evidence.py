"""What an archive says of pages beside the pages themselves: its feeds, sitemaps, REST answers and listings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from crawler.cms.base import PortalSpider
from crawler.cms.fetch import EXPECTED, Fetched
from crawler.derive.reading import Archive
from crawler.derive.trace import Exchange
from crawler.discover.address import tidied
from crawler.discover.feed import read_feed
from crawler.discover.found import Found, NotUnderstood
from crawler.discover.listing import read_listing
from crawler.discover.nextdata import read_next_data
from crawler.discover.sitemap import read_sitemap
from crawler.discover.wpjson import read_posts

_POSTS = re.compile(r"/wp/v2/posts/?(?:[?&]|$)")
_XML = re.compile(r"\.xml(?:\.gz)?(?:\?|$)|/feed/?(?:\?|$)|/rss/?(?:\?|$)|/feeds/posts/")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b|^\x1f\x8b")
_COMMENT = re.compile(r"#(?:comment|respond)")
_NOT_READ: tuple[type[Exception], ...] = (NotUnderstood, *EXPECTED)
_KEPT_DOCUMENTS = 8
"""REST answers whose posts are held at a time; a hundred posts are some megabytes"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document says of one address; a post itself is read again when its turn comes."""

    found: Found
    document: int
    """its place in the trace"""
    post: int | None = None
    """which of the posts of a REST answer"""

    @property
    def is_of_discovery(self) -> bool:
        """Whether a document named the address at all."""
        return self.document >= 0

    @property
    def is_bare(self) -> bool:
        """Whether it tells no more than the address."""
        return self.post is None and not (self.found.published or self.found.headline)


def kind_of(exchange: Exchange) -> str | None:
    """What sort of document an answer of any site is, by its head: `posts`, `xml`, or None for a page."""
    if _POSTS.search(exchange.url):
        return "posts"
    is_xml = "xml" in exchange.mime and "xhtml" not in exchange.mime
    return "xml" if is_xml or _XML.search(exchange.url) else None


class Lists:
    """The pages of a portal that list articles, by its own facts."""

    def __init__(self, spider: PortalSpider) -> None:
        self._listing = [_pattern(spider, spider.listing)] if spider.listing else []
        if "months" in spider.ways:
            self._listing.append(_pattern(spider, "") + r"\d{4}/\d\d/(?:page/\d+/)?")
        self._next_data = _pattern(spider, "?sort=latest&page={page}") if "next-data" in spider.ways else None

    def kind_of(self, url: str) -> str | None:
        """`listing` or `next-data`, or None."""
        if self._next_data and re.fullmatch(self._next_data, url):
            return "next-data"
        return "listing" if any(re.fullmatch(pattern, url) for pattern in self._listing) else None


def _pattern(spider: PortalSpider, template: str) -> str:
    """The addresses that a template with fields gives, under http and https, with and without `www.`."""
    marked = re.sub(r"\{page\}", "PAGE", template)
    url = safe_url_string(urljoin(spider.home, re.sub(r"\{day[^{}]*\}", "DAY", marked)))
    address = re.escape(url.partition("://")[2].removeprefix("www."))
    return r"https?://(?:www\.)?" + address.replace("PAGE", r"\d+").replace("DAY", "[^&]+?")


def read_document(archive: Archive, place: int, kind: str, spider: PortalSpider) -> Iterator[Evidence]:
    """What the document at one place of the trace says, in its order; nothing where it is none after all."""
    exchange = archive.trace[place]
    if exchange.error or exchange.target or not 200 <= exchange.status < 400:
        return
    try:
        entries = _entries(archive.fetched(exchange), kind, spider)
    except _NOT_READ:
        return
    for number, found in enumerate(entries):
        address = replace(found, url=tidied(found.url), post=None)
        yield Evidence(address, place, number if found.post is not None else None)


def _entries(fetched: Fetched, kind: str, spider: PortalSpider) -> list[Found]:
    if kind == "posts":
        return read_posts(fetched.response.body)
    if kind == "next-data":
        return read_next_data(fetched.html, spider.home)
    if kind == "listing":
        return read_listing(fetched.html, fetched.url, spider.listing_links)
    body: bytes = fetched.response.body
    if not _SITEMAP.search(body[:4096]):
        return [found for found in read_feed(body) if not _COMMENT.search(found.url)]
    fresh = [found for found in read_sitemap(body).articles if not spider.bounds.too_old(found.modified)]
    return sorted(fresh, key=lambda found: found.modified or "", reverse=True)


@lru_cache(maxsize=_KEPT_DOCUMENTS)
def posts_at(archive: Archive, place: int) -> tuple[Fetched, list[Found]]:
    """A REST answer and its posts."""
    fetched = archive.fetched(archive.trace[place])
    return fetched, read_posts(fetched.response.body)


def whole(archive: Archive, evidence: Evidence) -> tuple[Found, Fetched | None]:
    """The evidence with its post, and the answer that the post stood in."""
    if evidence.post is None:
        return evidence.found, None
    fetched, posts = posts_at(archive, evidence.document)
    return replace(evidence.found, post=posts[evidence.post].post), fetched
