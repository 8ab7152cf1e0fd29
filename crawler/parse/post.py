"""A post of WordPress's REST interface as an item, through the same rules for text as a page."""

import datetime as dt
from collections import Counter
from typing import Any

from crawler.items import Article, Image, Instant, Refusal, Source
from crawler.parse import assemble
from crawler.parse.body import read_blocks
from crawler.parse.byline import parse_byline
from crawler.parse.metadata import Metadata
from crawler.parse.page import as_portal
from crawler.parse.refusals import Reason
from crawler.parse.size import excess_of_text
from crawler.parse.tree import parse_tree, squash, text_of
from crawler.portal import Portal

LAYOUT = "wp-json"


def parse_post(
    post: dict[str, Any], portal: Portal | str | None = None, fetched_at: dt.datetime | str | None = None
) -> Article | Refusal:
    """The item of one REST post, asked for with `_embed`; its times are absolute, so `fetched_at` changes nothing."""
    url = _text(post.get("link")) or ""
    facts = as_portal(portal, url)
    result = _read(post, url, facts)
    if isinstance(result, Reason):
        return Refusal(result.reason, url, result.detail, facts.name, Source(layout=LAYOUT, version=assemble.VERSION))
    result.id = f"{facts.name}:{post['id']}"
    result.canonical_url = url
    return result


def _read(post: dict[str, Any], url: str, portal: Portal) -> Article | Reason:
    if not isinstance(post.get("id"), int) or not url:
        return Reason("not-html", "no post")
    headline = _rendered(post.get("title"))
    if not headline:
        return Reason("no-headline", f"post {post['id']}")
    content = post.get("content")
    html = content.get("rendered") if isinstance(content, dict) else None
    if html and (excess := excess_of_text(html)):
        return Reason("too-large", excess)
    blocks = read_blocks(parse_tree(f"<div>{html}</div>"), Counter()) if html else []
    if not blocks:
        return Reason("no-body", headline[:60])
    reading = assemble.Reading(
        headline=headline,
        blocks=blocks,
        metadata=Metadata(),
        layout=LAYOUT,
        account=True,
        printed=[parse_byline(name) for name in _names(_embedded(post, "author"))],
        published=_instant(post, "date", portal.zone),
        modified=_instant(post, "modified", portal.zone),
        section=next(iter(_terms(post, "category")), None),
        tags=_terms(post, "post_tag"),
        images=_images(post),
        language=portal.language,
    )
    return assemble.to_article([reading], url, portal)


def _instant(post: dict[str, Any], key: str, zone: str) -> Instant | None:
    """`date_gmt` is UTC and `date` the site's clock, both without an offset; their difference is the site's zone."""
    local, universal = _time(post.get(key)), _time(post.get(f"{key}_gmt"))
    if universal is None:
        return Instant(f"{local.isoformat()}{zone}", str(post[key]), LAYOUT, "portal") if local else None
    at = universal.replace(tzinfo=dt.UTC)
    if local and abs(local - universal) <= dt.timedelta(hours=14):
        at = at.astimezone(dt.timezone(local - universal))
    return Instant(at.isoformat(), str(post[f"{key}_gmt"]), LAYOUT, "offset")


def _time(value: object) -> dt.datetime | None:
    """A time of the interface; a draft that was never published has year 0."""
    if not isinstance(value, str):
        return None
    try:
        return dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def _embedded(post: dict[str, Any], key: str) -> list[Any]:
    embedded = post.get("_embedded")
    found = embedded.get(key) if isinstance(embedded, dict) else None
    return found if isinstance(found, list) else []


def _names(entries: list[Any]) -> list[str]:
    return [
        squash(entry["name"]) for entry in entries if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    ]


def _terms(post: dict[str, Any], taxonomy: str) -> list[str]:
    groups = (group for group in _embedded(post, "wp:term") if isinstance(group, list))
    return _names(
        [term for group in groups for term in group if isinstance(term, dict) and term.get("taxonomy") == taxonomy]
    )


def _images(post: dict[str, Any]) -> list[Image]:
    media = next((entry for entry in _embedded(post, "wp:featuredmedia") if isinstance(entry, dict)), {})
    url = _text(media.get("source_url"))
    return [Image(url, _rendered(media.get("caption")) or None)] if url else []


def _rendered(value: object) -> str:
    """Plain text of a `{"rendered": html}` field."""
    html = _text(value.get("rendered")) if isinstance(value, dict) else None
    return text_of(parse_tree(html)) if html else ""


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
