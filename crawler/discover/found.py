"""What discovery says of an article before its page is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One article address, with what its source told of it; `published` and `modified` are ISO 8601 or None."""

    url: str
    published: str | None = None
    source: str = "listing"
    """wp-json, feed, sitemap or listing"""
    modified: str | None = None
    headline: str | None = None
    post: Mapping[str, Any] | None = None
    """the whole WordPress post where REST gave it"""


class NotUnderstood(ValueError):
    """Bytes that are not what was asked for: a web page in place of a feed, broken JSON, an empty answer."""
