"""WordPress REST: lists of posts, newest first, a hundred a page."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.discover.found import Found, NotUnderstood

PAGE_SIZE = 100
"""posts a page; WordPress allows no more"""

_PAST_THE_END = "rest_post_invalid_page_number"


def posts_url(home: str, page: int, since: date | None = None, until: date | None = None) -> str:
    """The address of a page of posts.

    The bounds are a day wider on both sides, for WordPress takes them in the zone its owner set; whoever reads the
    posts still compares each time of publication.
    """
    query: dict[str, str | int] = {"per_page": PAGE_SIZE, "page": page, "orderby": "date", "order": "desc", "_embed": 1}
    if since:
        query["after"] = f"{since - timedelta(days=1)}T00:00:00"
    if until:
        query["before"] = f"{until + timedelta(days=2)}T00:00:00"
    return urljoin(home, "wp-json/wp/v2/posts") + "?" + urlencode(query)


def read_posts(body: bytes) -> list[Found]:
    """The posts of one page, in its order; raises NotUnderstood when the answer is no list of posts."""
    posts = _json(body)
    if not isinstance(posts, list):
        raise NotUnderstood(f"no list of posts: {_message(posts)}")
    return [_found(post) for post in posts if isinstance(post, dict) and isinstance(post.get("link"), str)]


def pages_of(post: Mapping[str, Any]) -> int:
    """How many pages a post's text is divided into.

    >>> pages_of({"content": {"rendered": "<p>Satu</p> <p><!--nextpage--></p> <p>Dua</p>"}})
    2
    """
    content = post.get("content")
    return 1 + str(content.get("rendered")).count("<!--nextpage-->") if isinstance(content, dict) else 1


def is_past_the_end(status: int, body: bytes) -> bool:
    """WordPress answers a page past the last one with HTTP 400 and a code of its own."""
    return status == 400 and _PAST_THE_END.encode() in body


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except ValueError as error:
        start = body[:200].lstrip().lower()
        seen = "a web page" if start.startswith((b"<!doctype", b"<html")) else repr(body[:40])
        raise NotUnderstood(f"no JSON: {seen}") from error


def _message(answer: Any) -> str:
    if isinstance(answer, dict):
        return str(answer.get("code") or answer.get("message") or "an object")
    return type(answer).__name__


def _found(post: Mapping[str, Any]) -> Found:
    title = post.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else None
    return Found(
        url=post["link"],
        published=_utc(post.get("date_gmt")),
        modified=_utc(post.get("modified_gmt")),
        headline=unescape(rendered) if isinstance(rendered, str) else None,
        source="wp-json",
        post=post,
    )


def _utc(text: object) -> str | None:
    """`date_gmt` is UTC and written without a zone."""
    return f"{text}+00:00" if isinstance(text, str) and text else None
