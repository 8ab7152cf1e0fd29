"""HTML text to a tree as browsers build it, and the small helpers by which every page rule reads it."""

import html
import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborCSSSelector, LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

Node = LexborNode
"""An element or a text. Which one it is, `mem_id` tells: `==` and `in` would compare the HTML of whole subtrees."""

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b-\u200f\u2060\ufeff]")
# An entity that is still there after parsing was encoded twice: "&amp;#8220;".
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);")
_UNREAD = frozenset(("script", "style", "noscript"))
_NO_TEXT = _UNREAD | {"title"}
# One for all pages: each page would else make its own, which takes longer than to ask it two questions.
_SELECTOR = LexborCSSSelector()  # type: ignore[no-untyped-call]
# Until glibc has seen a large block freed, it gives the memory of every page's tree back to the system and asks for it
# anew, which takes as long as parsing. Then it keeps up to twice such a block.
_BLOCK = bytearray(8 * 1024 * 1024)
del _BLOCK


def parse_tree(page: str | bytes) -> Node:
    """The html element of a page, which every text has; bytes are UTF-8.

    >>> parse_tree("Tanpa unsur html").tag
    'html'
    """
    # Nobody changes the tree, so nothing needs to be told of changes.
    utf8 = page if isinstance(page, bytes) else page.encode("utf-8", "ignore")
    root = LexborHTMLParser(utf8, options=LexborDocumentOptions.WO_EVENTS).root
    assert root is not None
    return root


def ask(root: Node, css: str) -> list[Node]:
    """What CSS selects at and below a node, in the order of the page; twice what two of its alternatives select."""
    return _SELECTOR.find(css, root)


def has(root: Node, css: str) -> bool:
    """Whether CSS selects anything at or below a node."""
    return _SELECTOR.any_matches(css, root)


def select(root: Node, css: str) -> list[Node]:
    """What CSS selects below a node, in the order of the page."""
    found = ask(root, css)
    if "," in css:  # what two alternatives select is found twice
        found = list({node.mem_id: node for node in found}.values())
    return found[1:] if found and found[0].mem_id == root.mem_id else found


def select_first(root: Node, selectors: Iterable[str]) -> list[Node]:
    """What the first of several selectors finds that finds anything at all."""
    return next(filter(None, (select(root, css) for css in selectors)), [])


def check_css(css: str) -> None:
    """Raises ValueError on a selector that is not understood."""
    try:
        ask(parse_tree(""), css)
    except SelectolaxError as error:
        raise ValueError(f"no selector: {css!r}") from error


def box_names(root: Node) -> set[str]:
    """Every class name and id of the elements below a node that may hold an article."""
    names = set[str | None]()
    for box in ask(root, "article, div, main, section, td"):
        said = box.attributes
        if "class" in said:
            names.add(said["class"])
        if "id" in said:
            names.add(said["id"])
    return set(" ".join(filter(None, names)).split())


def body_of(root: Node) -> Node | None:
    """The body element of a page, which one of frames has not."""
    child = root.last_child
    while child is not None and child.tag != "body":
        child = child.prev
    return child


def ancestors(node: Node, within: Node | None = None) -> Iterator[Node]:
    """The elements around a node, the nearest first; only those that stand inside `within` where that is given."""
    top = within.mem_id if within is not None else None
    above = node.parent
    while above is not None and above.is_element_node and above.mem_id != top:
        yield above
        above = above.parent


def is_inside(node: Node, other: Node) -> bool:
    """Whether a node stands below another."""
    return any(above.mem_id == other.mem_id for above in ancestors(node))


def attribute(node: Node, name: str) -> str:
    """The value of an attribute, empty where there is none."""
    return node.attrs.sget(name)


def depth_of_end(root: Node) -> int:
    """How many elements are open at the end of a page: one that nobody closes holds all that follows.

    >>> depth_of_end(parse_tree("<p>Palu <b>ramai"))
    4
    """
    depth = 0
    node = root
    while (last := node.last_child) is not None:
        node, depth = last, depth + 1
    return depth


def texts_in(root: Node) -> Iterator[str]:
    """Texts outside scripts, styles and the title."""
    for node in root.traverse(include_text=True):
        if node.is_text_node and (node.parent is None or node.parent.tag not in _NO_TEXT):
            yield node.text_content or ""


def squash(text: str | None) -> str:
    """Text as a reader sees it: single spaces, no invisible characters, no twice encoded entities.

    >>> squash("Pasar\\u00a0 Sentral &quot;Palu&quot;\\u200b ")
    'Pasar Sentral "Palu"'
    """
    if not text or text.isspace():
        return ""
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    squashed = " ".join(text.split())
    return squashed if squashed.isprintable() else " ".join(_INVISIBLE.sub("", text).split())


def plain_text(node: Node) -> str:
    """All text inside an element as it stands in the source, scripts too."""
    return node.text_lexbor()


def text_length(element: Node) -> int:
    """Letters of all text inside an element."""
    return len(plain_text(element).strip())


def text_of(node: Node) -> str:
    """All text inside an element, squashed, without scripts."""
    texts: list[str] = []
    unread: set[int] = set()
    for part in node.traverse(include_text=True):
        if part.is_text_node:
            if part.mem_id not in unread:
                texts.append(part.text_content or "")
        elif part.tag in _UNREAD:
            unread.update(inner.mem_id for inner in part.traverse(include_text=True))
    return squash("".join(texts))
