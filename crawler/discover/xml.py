"""XML as portals really send it: byte-order marks, blank lines ahead, bare ampersands, truncated ends."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from crawler.discover.found import NotUnderstood

_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")
_START = re.compile(rb"<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)

_LENIENT: dict[str, Any] = {"recover": True, "resolve_entities": False, "no_network": True, "huge_tree": True}


def read_xml(body: bytes) -> etree._Element:
    """The root element of a feed or sitemap; entities are not resolved and nothing is fetched.

    Raises NotUnderstood when the bytes hold no XML document, naming what they look like.
    """
    root = etree.fromstring(_repaired(body), etree.XMLParser(**_LENIENT))
    if root is None:
        raise NotUnderstood(f"XML without an element: {_looks_like(body)}")
    return root


def walk_xml(body: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements with these local names, each freed when the next is asked for.

    Raises NotUnderstood as `read_xml` does.
    """
    for _, element in etree.iterparse(BytesIO(_repaired(body)), tag=[f"{{*}}{name}" for name in names], **_LENIENT):
        yield element
        element.clear()
        while (done := element.getprevious()) is not None:
            done.getparent().remove(done)


def _repaired(body: bytes) -> bytes:
    start = _START.search(body, 0, 4096)
    if start is None:
        raise NotUnderstood(f"no XML document: {_looks_like(body)}")
    return _BARE_AMPERSAND.sub(b"&amp;", body[start.start() :])


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; comments and instructions give an empty name."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: etree._Element, *names: str) -> str | None:
    """The text of the first child with one of these local names, tried in their order."""
    children = {local_name(child): child for child in reversed(element)}
    for name in names:
        text = "".join(map(str, children[name].itertext())).strip() if name in children else ""
        if text:
            return text
    return None


def _looks_like(body: bytes) -> str:
    if not body.strip():
        return "an empty answer"
    if b"<html" in body[:4096].lower():
        return "a web page"
    return repr(body[:40])
