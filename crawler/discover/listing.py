"""Listing pages: front pages, indexes by day, sections."""

from urllib.parse import urldefrag, urljoin

from crawler.discover.found import Found
from crawler.parse.size import excess_of_text
from crawler.parse.tree import attribute, parse_tree, select


def read_listing(page: str, url: str, links: str) -> list[Found]:
    """The articles that a page links through the CSS selector `links`, absolute, in its order, once each.

    A page that would take too long to parse has none.
    """
    if excess_of_text(page):
        return []
    targets = (attribute(anchor, "href").strip() for anchor in select(parse_tree(page), links))
    addresses = (_joined(url, target) for target in targets if target)
    return [Found(address, source="listing") for address in dict.fromkeys(addresses) if address.startswith("http")]


def _joined(url: str, target: str) -> str:
    """The whole address of a link; empty where it is none, such as `http://[nama-situs]/`."""
    try:
        return urldefrag(urljoin(url, target)).url
    except ValueError:
        return ""
