"""Pages that would cost more than two seconds: too long, too many elements, too deep, too many attributes."""

import re

from crawler.parse.tree import Node, depth_of_end, texts_in

MOST_CHARACTERS = 12_000_000
MOST_TAGS = 25_000
"""Real articles have a fifth of it at the most. The parser takes the square of how many nobody closes."""
MOST_LETTERS = 2_000_000
"""of text outside scripts; no article is a tenth as long"""
DEEPEST = 1000
"""elements in each other, where nobody closes them; browsers cut at 512"""
MOST_ATTRIBUTES = 5000
"""of one element; the parser takes their square"""
_ORDINARY_LENGTH, _ORDINARY_TAG = 500_000, 50_000
"""what is below is not even counted"""
_STRETCH = 20_000
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?")


def excess_of_text(text: str) -> str | None:
    """What there is too much of, as far as it can be told before parsing."""
    if len(text) > MOST_CHARACTERS:
        return f"{len(text)} characters"
    if (tags := _tags(text)) > MOST_TAGS:
        return f"{tags} tags"
    if (attributes := _attributes(_longest_tag(text))) > MOST_ATTRIBUTES:
        return f"{attributes} attributes of one element"
    return None


def excess_of_tree(root: Node, text: str) -> str | None:
    """What there is too much of in the tree of a text."""
    if (depth := depth_of_end(root)) > DEEPEST:
        return f"{depth} elements in each other"
    if len(text) > _ORDINARY_LENGTH and (letters := sum(map(len, texts_in(root)))) > MOST_LETTERS:
        return f"{letters} letters"
    return None


def _tags(text: str) -> int:
    """How many tags a text has, counted only as far as they may become too many."""
    tags = start = 0
    while start < len(text) and tags + (len(text) - start) // len("<b>") > MOST_TAGS:
        tags += text.count("<", start, start + _STRETCH)
        start += _STRETCH
    return tags


def _longest_tag(text: str) -> str:
    """The first tag that is far longer than any ordinary one; empty where there is none."""
    start = 0
    while len(text) - start > _ORDINARY_TAG:
        end = text.rfind(">", start, start + _ORDINARY_TAG)
        if end >= 0:
            start = end + 1
            continue
        end = text.find(">", start)
        stretch = text[start : end if end >= 0 else None]
        tag = stretch.rpartition("<")[2] if "<" in stretch else ""
        if len(tag) > _ORDINARY_TAG and tag[0].isalpha():
            return tag
        start += len(stretch)
    return ""


def _attributes(tag: str) -> int:
    """How many words stand in a tag, those between quotes left out."""
    return len(_QUOTED.sub("", tag).split())
