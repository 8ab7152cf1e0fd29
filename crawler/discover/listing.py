"""Listing pages: front pages, indexes by day, sections."""

from functools import cache
from typing import cast
from urllib.parse import urldefrag, urljoin

from lxml import html
from lxml.cssselect import CSSSelector

from crawler.discover.found import Found


def read_listing(page: str, url: str, links: str) -> list[Found]:
    """The articles that a page links through the CSS selector `links`, absolute, in its order, once each."""
    if not page.strip():
        return []
    anchors = cast("list[html.HtmlElement]", _selector(links)(html.document_fromstring(page)))
    targets = (anchor.get("href", "").strip() for anchor in anchors)
    addresses = (urldefrag(urljoin(url, target)).url for target in targets if target)
    return [Found(address, source="listing") for address in dict.fromkeys(addresses) if address.startswith("http")]


@cache
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")
