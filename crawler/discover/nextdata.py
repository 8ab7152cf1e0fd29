"""Lists of articles in the JSON that Next.js puts into its pages."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from crawler.discover.feed import feed_time
from crawler.discover.found import Found, NotUnderstood
from crawler.parse.size import excess_of_text
from crawler.parse.tree import parse_tree, plain_text


def read_next_data(page: str, home: str) -> list[Found]:
    """The articles of a page's `script#__NEXT_DATA__` in its order, at `home/{category}/{number}/{slug}`.

    An article is an object with `article_id`, `slug` and a category; `title` and `published_at` may stand beside them.
    Raises NotUnderstood where a page has no such script, or one that is no JSON, or would take too long to parse.
    """
    if excess := excess_of_text(page):
        raise NotUnderstood(f"too large: {excess}")
    script = parse_tree(page).css_first("script#__NEXT_DATA__")
    if script is None:
        raise NotUnderstood("no script __NEXT_DATA__")
    try:
        data = json.loads(plain_text(script))
    except ValueError as error:
        raise NotUnderstood(f"no JSON in __NEXT_DATA__: {error}") from error
    return [found for found in (_found(article, home) for article in _articles(data)) if found is not None]


def _articles(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object with a number and a slug, wherever it stands: the lists of a page change their names."""
    if isinstance(data, dict):
        if data.get("article_id") and data.get("slug"):
            yield data
        else:
            yield from (article for value in data.values() for article in _articles(value))
    elif isinstance(data, list):
        yield from (article for value in data for article in _articles(value))


def _found(article: Mapping[str, Any], home: str) -> Found | None:
    category = article.get("category")
    section = category.get("slug") or category.get("name") if isinstance(category, dict) else category
    if not isinstance(section, str) or not section:
        return None
    step = "-".join(section.lower().split())
    title = article.get("title")
    return Found(
        url=urljoin(home, f"{step}/{article['article_id']}/{article['slug']}"),
        published=feed_time(str(article.get("published_at") or "")),
        headline=title if isinstance(title, str) else None,
        source="listing",
    )
