"""Boxes that hold a picture and its caption, and announce neither by a name."""

import re

from crawler.parse.tree import Node, ask, attribute, has, text_length

_BOXES = frozenset(("figure", "div", "center", "table", "p"))
_LONGEST = 300
# Beside the picture of the author stand name and date.
_FACE = re.compile(r"avatar|author|profil|circle|penulis|user", re.IGNORECASE)
_BYLINE = "time, abbr, [rel~='author'], [itemprop~='author']"


def is_caption(box: Node, picture: int, may_credit: bool) -> bool:
    """Whether a box shows its picture, given by `mem_id`, first and then only some words.

    A paragraph that begins with a picture is text, unless all its words are slanted. Where a byline may stand, the
    name and the date beside the picture of the author are no caption.
    """
    if box.tag not in _BOXES or "dir" in box.attrs or (box.tag == "p" and not _is_slanted(box)):
        return False
    if box.tag == "figure":
        return True
    for node in box.traverse(include_text=True):
        if node.mem_id == picture:
            return 0 < text_length(box) <= _LONGEST and not (may_credit and _is_byline(box, node))
        if node.is_text_node and not (node.text_content or "").isspace():
            return False
    return False


def _is_byline(box: Node, picture: Node) -> bool:
    """Whether a box with a picture is the author's, by its names or its markup."""
    boxes = (picture, picture.parent, box)
    named = any(one is not None and _FACE.search(attribute(one, "class")) for one in boxes)
    return named or has(box, _BYLINE)


def _is_slanted(box: Node) -> bool:
    slanted = sum(map(text_length, ask(box, "i, em")))
    return 0 < text_length(box) <= slanted
