"""Listing pages: front pages, indexes by day, sections."""

from functools import cache
from typing import cast
from urllib.parse import urldefrag, urljoin

from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.discover.found import Found
from crawler.parse.tree import parse_tree


def read_listing(page: str, url: str, links: str) -> list[Found]:
    """The articles that a page links through the CSS selector `links`, absolute, in its order, once each."""
    root = parse_tree(page)
    anchors = cast("list[etree._Element]", _selector(links)(root) if root is not None else [])
    targets = (anchor.get("href", "").strip() for anchor in anchors)
    addresses = (_joined(url, target) for target in targets if target)
    return [Found(address, source="listing") for address in dict.fromkeys(addresses) if address.startswith("http")]


def _joined(url: str, target: str) -> str:
    """The whole address of a link; empty where it is none, such as `http://[nama-situs]/`."""
    try:
        return urldefrag(urljoin(url, target)).url
    except ValueError:
        return ""


@cache
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")
