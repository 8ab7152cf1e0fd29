"""WordPress's REST interface: the list of posts, with the parameters a crawler uses."""

import json
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from tests.support.articles import MAKASSAR, MadeArticle
from tests.support.messages import Reply, Request
from tests.support.writing import slug, text

JSON = "application/json; charset=UTF-8"


def posts(articles: list[MadeArticle], request: Request) -> Reply:
    """One page of posts with the totals in the head; a page past the end is an error 400."""
    query = request.query
    per_page, page = int(query.get("per_page", 10)), int(query.get("page", 1))
    if not 1 <= per_page <= 100:
        return _error("rest_invalid_param", "Invalid parameter(s): per_page")
    found = _chosen(articles, query)
    total_pages = -(-len(found) // per_page)
    if page > max(total_pages, 1):
        return _error("rest_post_invalid_page_number", "The page number requested is larger than the number of pages")
    batch = [_post(a, request.home, "_embed" in query) for a in found[(page - 1) * per_page :][:per_page]]
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(total_pages)}
    if links := _links(request, page, total_pages):
        headers["Link"] = links
    return Reply(json.dumps(batch).encode(), JSON, headers=headers)


def _links(request: Request, page: int, total_pages: int) -> str:
    """The `Link` header to the pages before and after."""
    targets = {"prev": page - 1, "next": page + 1}
    base = f"{request.home}{request.path}?"
    return ", ".join(
        f'<{base}{urlencode({**request.query, "page": number})}>; rel="{name}"'
        for name, number in targets.items()
        if 1 <= number <= total_pages
    )


def _error(code: str, message: str) -> Reply:
    return Reply(json.dumps({"code": code, "message": message, "data": {"status": 400}}).encode(), JSON, 400)


def _chosen(articles: list[MadeArticle], query: dict[str, str]) -> list[MadeArticle]:
    moment = attrgetter({"date": "published", "modified": "last_change"}[query.get("orderby", "date")])
    chosen = [
        a
        for a in articles
        if query.get("slug", a.slug) == a.slug
        and ("after" not in query or a.published > _instant(query["after"]))
        and ("before" not in query or a.published < _instant(query["before"]))
        and ("modified_after" not in query or a.last_change > _instant(query["modified_after"]))
    ]
    return sorted(chosen, key=moment, reverse=query.get("order", "desc") == "desc")


def _instant(written: str) -> datetime:
    """WordPress reads a time without a zone as the site's local time."""
    instant = datetime.fromisoformat(written)
    return instant if instant.tzinfo else instant.replace(tzinfo=MAKASSAR)


def _post(article: MadeArticle, home: str, embed: bool) -> dict[str, Any]:
    content = "\n<p><!--nextpage--></p>\n".join("\n".join(page) for page in article.pages) + "\n"
    post: dict[str, Any] = {
        "id": article.number,
        "date": _local(article.published),
        "date_gmt": _utc(article.published),
        "guid": {"rendered": f"{home}/?p={article.number}"},
        "modified": _local(article.last_change),
        "modified_gmt": _utc(article.last_change),
        "slug": article.slug,
        "status": "publish",
        "type": "post",
        "link": home + article.path,
        "title": {"rendered": text(article.headline)},
        "content": {"rendered": content, "protected": False},
        "excerpt": {"rendered": article.pages[0][0] + "\n", "protected": False},
        "author": 1,
        "featured_media": 0,
        "format": "standard",
        "categories": [1],
        "tags": list(range(2, 2 + len(article.tags))),
        "_links": {"self": [{"href": f"{home}/wp-json/wp/v2/posts/{article.number}"}]},
    }
    return {**post, "_embedded": _embedded(article, home)} if embed else post


def _embedded(article: MadeArticle, home: str) -> dict[str, Any]:
    author = {"id": 1, "name": article.author, "link": f"{home}/author/{slug(article.author)}/"}
    tags = [_term(number, name, "post_tag", home) for number, name in enumerate(article.tags, 2)]
    return {"author": [author], "wp:term": [[_term(1, article.section, "category", home)], tags]}


def _term(number: int, name: str, taxonomy: str, home: str) -> dict[str, Any]:
    link = f"{home}/{'tag' if taxonomy == 'post_tag' else taxonomy}/{slug(name)}/"
    return {"id": number, "link": link, "name": name, "slug": slug(name), "taxonomy": taxonomy}


def _local(instant: datetime) -> str:
    return f"{instant.astimezone(MAKASSAR):%Y-%m-%dT%H:%M:%S}"


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
