"""JSON-LD as portals really write it: graphs, lists, comments, raw line breaks, a comma too many."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting")
_WRAPPING = re.compile(r"^\s*(?:<!\[CDATA\[|//\s*<!\[CDATA\[|<!--)|(?:\]\]>|//\s*\]\]>|-->)\s*;?\s*$")
_DECODER = json.JSONDecoder(strict=False)
_SPARE_COMMA = re.compile(r",\s*([}\]])")


def read_nodes(scripts: list[str]) -> list[Node]:
    """Every object of the page's JSON-LD scripts, graphs and lists opened; what is no JSON gives nothing."""
    return [node for script in scripts for node in _open(_load(script))]


def find_article(nodes: list[Node]) -> Node:
    """The node that describes the article, the most telling type first; {} where there is none."""
    for kind in ARTICLE_TYPES:
        for node in nodes:
            if kind in types_of(node):
                return node
    return {}


def types_of(node: Node) -> list[str]:
    """The `@type` of a node as a list."""
    kind = node.get("@type")
    return (
        [kind] if isinstance(kind, str) else [k for k in kind if isinstance(k, str)] if isinstance(kind, list) else []
    )


def names_in(value: object) -> list[str]:
    """Names in a JSON-LD value: a string, an object with `name`, or a list of them.

    >>> names_in([{"@type": "Person", "name": "Andi Amril"}, "Rustam"])
    ['Andi Amril', 'Rustam']
    """
    if isinstance(value, str):
        return [html.unescape(value).strip()] if value.strip() else []
    if isinstance(value, dict):
        return names_in(value.get("name"))
    if isinstance(value, list):
        return [name for entry in value[:20] for name in names_in(entry)]
    return []


def text_in(value: object) -> str | None:
    """The first text of a JSON-LD value, entities resolved."""
    return next(iter(names_in(value)), None)


def _load(script: str) -> object:
    for repair in (str.strip, _unwrapped, _without_spare_commas):
        script = repair(script)
        try:
            return _DECODER.decode(script)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    return _WRAPPING.sub("", script).strip()


def _without_spare_commas(script: str) -> str:
    return _SPARE_COMMA.sub(r"\1", script)


def _open(value: object, depth: int = 0) -> Iterator[Node]:
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _open(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _open(value.get("@graph"), depth + 1)
