"""What the page of a stored article gives at a later look: it stays the same article, and it may be gone."""

from crawler import clock
from crawler.clock import instant_of, iso
from crawler.items import Article, Refusal
from crawler.parse.identity import bare_address
from crawler.seen.pages import Page

_GONE = ("http-404", "http-410", "gone")


def as_known(result: Article | Refusal, page: Page, home: str) -> Article | Refusal:
    """A stored article keeps its id, whatever its page shows by now; what is not there any more is refused as gone."""
    is_elsewhere = bare_address(result.url).rstrip("/") == bare_address(home).rstrip("/")
    if isinstance(result, Article) and not is_elsewhere:
        result.id = page.detail or result.id
        return result
    if isinstance(result, Refusal) and not (result.reason in _GONE or is_elsewhere):
        return result
    since = page.gone or iso(instant_of(result.source.fetched_at) or clock.now())
    why = "leads to the front page" if is_elsewhere else getattr(result, "detail", "")
    return Refusal("gone", page.url, f"{why}; first seen gone {since}", result.portal, result.source)
