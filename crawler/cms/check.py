"""Cross-check: what discovery said of an article against what its page says."""

from datetime import datetime, timezone

from crawler.discover.found import Found
from crawler.items import Article, Claim, Instant

_SAME_TIME = 60
"""seconds; pages print minutes"""


def add_what_discovery_said(article: Article, found: Found, zone: timezone) -> list[str]:
    """Fills what the page left open, records what disagrees, and returns the names of the disagreements."""
    checks = (_check_published(article, found, zone), _check_headline(article, found), _check_number(article, found))
    if article.byline.uploader is None:
        article.byline.uploader = author_of(found)
    return [name for name in checks if name]


def author_of(found: Found) -> str | None:
    """The account that published a post, as REST embeds it."""
    authors = (found.post or {}).get("_embedded", {}).get("author") or [{}]
    return authors[0].get("name") or None


def _check_published(article: Article, found: Found, zone: timezone) -> str | None:
    if found.published is None:
        return None
    if _is_day(found.published):
        article.published = article.published or Instant(found.published, found.published, found.source, "portal")
        return None
    said = datetime.fromisoformat(found.published).astimezone(zone).isoformat()
    if article.published is None or _is_day(article.published.at):
        article.published = Instant(said, found.published, found.source, "offset")
        return None
    gap = datetime.fromisoformat(article.published.at) - datetime.fromisoformat(said)
    if abs(gap.total_seconds()) < _SAME_TIME:
        return None
    article.published.conflict.append(Claim(found.source, found.published, said))
    return "published-differs"


def _is_day(iso: str) -> bool:
    return len(iso) == len("2023-04-11")


def _check_headline(article: Article, found: Found) -> str | None:
    said = _plain(found.headline)
    return "headline-differs" if said and said != _plain(article.headline) else None


def _check_number(article: Article, found: Found) -> str | None:
    """REST knows the post's number even where the theme hides it."""
    if not found.post or "id" not in found.post:
        return None
    said = f"{article.portal}:{found.post['id']}"
    if article.id == said:
        return None
    numbered = article.id.removeprefix(f"{article.portal}:").isdigit()
    article.id = said
    return "number-differs" if numbered else None


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
