"""Sitemaps and sitemap indexes (Yoast, RankMath, WordPress core, news sitemaps), plain or gzip."""

import zlib
from dataclasses import dataclass, field

from lxml import etree

from crawler.discover.feed import feed_time
from crawler.discover.found import Found, NotUnderstood
from crawler.discover.xml import child_text, local_name, read_xml, walk_xml

_LARGEST = 64 * 1024 * 1024
"""bytes after unpacking; the sitemap protocol allows 50 MiB"""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap file holds: further sitemaps, or articles; in the file's own order."""

    sitemaps: list[Found] = field(default_factory=list)
    articles: list[Found] = field(default_factory=list)


def read_sitemap(body: bytes) -> Sitemap:
    """A sitemap or index file; raises NotUnderstood when the bytes are neither."""
    body = _unpacked(body)
    sitemap = Sitemap()
    for element in walk_xml(body, "sitemap", "url"):
        entries = sitemap.sitemaps if local_name(element) == "sitemap" else sitemap.articles
        if found := _entry(element):
            entries.append(found)
    if not sitemap.sitemaps and not sitemap.articles:
        kind = local_name(read_xml(body)).lower()
        if kind not in ("sitemapindex", "urlset"):
            raise NotUnderstood(f"XML, but no sitemap: <{kind}>")
    return sitemap


def _entry(element: etree._Element) -> Found | None:
    url = child_text(element, "loc")
    if not url:
        return None
    news = next((child for child in element if local_name(child) == "news"), None)
    return Found(
        url=url,
        modified=feed_time(child_text(element, "lastmod")),
        published=feed_time(child_text(news, "publication_date")) if news is not None else None,
        headline=child_text(news, "title") if news is not None else None,
        source="sitemap",
    )


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacking.decompress(body, _LARGEST)
    except zlib.error as error:
        raise NotUnderstood(f"broken gzip: {error}") from error
    if unpacking.unconsumed_tail:
        raise NotUnderstood(f"more than {_LARGEST} bytes when unpacked")
    return unpacked
