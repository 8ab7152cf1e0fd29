"""What names an article for good: the number that its content system gave it, else its address."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.parse.metadata import Metadata
from crawler.parse.tree import Node, ask, attribute, body_of

_POST_CLASS = re.compile(r"(?:^|\s)postid-(\d+)(?:\s|$)")
_POST_ID = re.compile(r"^post-(\d+)$")
_SHORT_LINK = re.compile(r"[?&]p=(\d+)")
_POSTS = re.compile(r"/wp/v2/posts/(\d+)")


def wordpress_number(root: Node, metadata: Metadata) -> str | None:
    """The post id of a WordPress page: body class, article id, short link, or REST link."""
    body = body_of(root)
    if body is not None and (found := _POST_CLASS.search(attribute(body, "class"))):
        return found.group(1)
    if found := _SHORT_LINK.search(metadata.links.get("shortlink", "")):
        return found.group(1)
    articles = [match for element in ask(root, "article") if (match := _POST_ID.match(attribute(element, "id")))]
    if len(articles) == 1:
        return articles[0].group(1)
    found = _POSTS.search(metadata.links.get("alternate", ""))
    return found.group(1) if found else None


@lru_cache(maxsize=4096)
def bare_address(url: str) -> str:
    """An address that is the same under http and https, with and without `www.`.

    >>> bare_address("https://www.gopos.id/banjir-di-limboto/?utm_source=wa")
    'gopos.id/banjir-di-limboto/'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece))
    return f"{host}{parts.path}{'?' + query if query else ''}"


def _is_tracking(piece: str) -> bool:
    key = piece.partition("=")[0].lower()
    return key.startswith("utm_") or key in (
        "fbclid",
        "gclid",
        "nocache",
        "m",
        "page",
        "single",
        "i",
        "ref",
        "source",
        "s",
    )


def number_in_address(pattern: str | None, url: str) -> str | None:
    """The article number that a pattern finds in an address; several groups stand side by side."""
    found = re.search(pattern, url) if pattern else None
    return "".join(group or "" for group in found.groups()) or None if found else None
