"""HTML text to a tree, and the small helpers by which every page rule reads it."""

import html
import re

from lxml import etree

# Plain lxml elements cost half of lxml.html's; comments and instructions carry nothing that an item needs.
PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# An entity that is still there after parsing was encoded twice: "&amp;#8220;".
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);")
_UNREAD = ("script", "style", "noscript")
_READ = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::noscript)]", smart_strings=False
)
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])


def parse_tree(text: str) -> etree._Element | None:
    """The root of the page, or None where there is nothing to parse.

    >>> parse_tree("Tanpa unsur html").tag
    'html'
    """
    try:
        return etree.fromstring(text.encode("utf-8", "ignore").translate(None, CONTROLS), PARSER)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def squash(text: str | None) -> str:
    """Text as a reader sees it: single spaces, no invisible characters, no twice encoded entities.

    >>> squash("Pasar\\u00a0 Sentral &quot;Palu&quot;\\u200b ")
    'Pasar Sentral "Palu"'
    """
    if not text or text.isspace():
        return ""
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    if not text.isascii():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split())


def plain_text(element: etree._Element) -> str:
    """All text inside an element as it stands in the source, scripts too."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def text_of(element: etree._Element) -> str:
    """All text inside an element, squashed, without scripts."""
    if next(element.iter(*_UNREAD), None) is None:
        return squash(plain_text(element))
    pieces = _READ(element)
    return squash("".join(map(str, pieces))) if isinstance(pieces, list) else ""


def tokens(element: etree._Element) -> list[str]:
    """Class names and id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}".split()
