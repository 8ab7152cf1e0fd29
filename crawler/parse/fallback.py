"""The last resorts for a body, on pages that call themselves articles: data for machines, and then trafilatura."""

import json
import re

from crawler.parse import jsonld
from crawler.parse.metadata import Metadata
from crawler.parse.tree import Node, parse_tree

_ENOUGH = 300
_NEXT_DATA = re.compile(r'<script[^>]*id="__NEXT_DATA__"[^>]*>(.*?)</script>', re.DOTALL)


def find_elsewhere(source: str, metadata: Metadata, url: str) -> tuple[Node, str] | None:
    """A body that the visible page does not hold, with the name of where it came from."""
    if not metadata.article and metadata.first("og:type") != "article":
        return None
    for name, text in (("json-ld", _article_body(metadata)), ("next-data", _next_data(source))):
        if text and len(text) >= _ENOUGH and (body := _as_element(text)) is not None:
            return body, name
    text = _by_trafilatura(source, url)
    body = _as_element(text) if text and len(text) >= _ENOUGH else None
    return None if body is None else (body, "trafilatura")


def _article_body(metadata: Metadata) -> str | None:
    return jsonld.text_in(metadata.article.get("articleBody"))


def _next_data(source: str) -> str | None:
    """The HTML of an article in the data of a Next.js page, as Jawa Pos has it."""
    found = _NEXT_DATA.search(source)
    if not found:
        return None
    try:
        article = json.loads(found.group(1))["props"]["pageProps"]["article"]
    except (ValueError, KeyError, TypeError):
        return None
    content = article.get("content") if isinstance(article, dict) else None
    return content if isinstance(content, str) else None


def _by_trafilatura(source: str, url: str) -> str | None:
    from trafilatura import extract  # it takes half a second to load

    text = extract(source, url=url, include_comments=False, include_tables=True)
    return text if isinstance(text, str) else None


def _as_element(text: str) -> Node | None:
    if "<p" not in text:
        text = "".join(f"<p>{line}</p>" for line in text.replace("<", "&lt;").splitlines())
    return parse_tree(f"<div>{text}</div>").css_first("div")
