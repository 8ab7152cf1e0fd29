"""Looks at known pages: what a crawl's state knew of a page, kept before its fetch, for a replay has no state."""

from crawler.archive.archived import Record
from crawler.seen.pages import STORED, Page


def look_fields(page: Page) -> dict[str, str]:
    """The fields of a metadata record that tells of a look."""
    article = page.detail if page.outcome == STORED else None
    fields = {"look": page.outcome, "page": page.url, "article": article, "gone": page.gone, "said": page.said}
    return {name: value for name, value in fields.items() if value}


def look_of(record: Record) -> Page | None:
    """The page as it was known at a look; None where a record tells of none."""
    fields = record.fields
    if "look" not in fields:
        return None
    return Page(fields["page"], fields["look"], fields.get("article"), gone=fields.get("gone"), said=fields.get("said"))
