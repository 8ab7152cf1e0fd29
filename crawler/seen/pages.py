"""What is known of every address of a portal: found, looked at, what came of it, and when it is due again."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from crawler.clock import instant_of, iso
from crawler.parse.identity import bare_address
from crawler.seen.plan import is_lasting, next_look, next_try

STORED, REFUSED, FAILED, FILTERED = "stored", "refused", "failed", "filtered"
FOUND, QUEUED, MOVED = "found", "queued", "moved"
"""outcomes; `found` and `queued` were not fetched yet, `moved` leads to the address in `detail`"""

PAGES = """
CREATE TABLE IF NOT EXISTS pages (
    portal TEXT, key TEXT, url TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT, tries INTEGER NOT NULL,
    first TEXT, looked TEXT, published TEXT, modified TEXT, due TEXT, gone TEXT, said TEXT,
    PRIMARY KEY (portal, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_due ON pages (portal, due) WHERE due IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One address; times are UTC to the second, `published` and `modified` are as they were said."""

    url: str
    outcome: str = FOUND
    detail: str | None = None
    """the article's id, the reason of a refusal or failure, or where it moved"""
    tries: int = 0
    """failures in a row"""
    first: str | None = None
    looked: str | None = None
    published: str | None = None
    modified: str | None = None
    due: str | None = None
    gone: str | None = None
    """when it was first seen gone"""
    said: str | None = None
    """what discovery said of it, as JSON; a later look must know it too"""

    def is_due(self, now: str) -> bool:
        """Whether it is time for a look; one of the future was made under a wrong clock, and counts for nothing."""
        return (self.due is not None and self.due <= now) or (self.looked is not None and self.looked > now)


_COLUMNS = ", ".join(field.name for field in fields(Page))
_MARKS = ", ".join("?" for _ in fields(Page))


class Pages:
    """The pages of all portals in one database."""

    def __init__(self, db: sqlite3.Connection):
        self._db = db

    def get(self, portal: str, url: str) -> Page | None:
        """What is known of an address, under whatever scheme; one that moved is known as where it leads."""
        page = self._get(portal, bare_address(url))
        if page and page.outcome == MOVED:
            return self._get(portal, page.detail or "") or page
        return page

    def put(self, portal: str, page: Page) -> None:
        values = [getattr(page, field.name) for field in fields(Page)]
        self._db.execute(
            f"INSERT OR REPLACE INTO pages (portal, key, {_COLUMNS}) VALUES (?, ?, {_MARKS})",
            (portal, bare_address(page.url), *values),
        )

    def due(self, portal: str, now: str, outcomes: Iterable[str]) -> list[Page]:
        """What is due, longest due first."""
        wanted = tuple(outcomes)
        query = f"SELECT {_COLUMNS} FROM pages WHERE portal = ? AND (due <= ? OR looked > ?) AND outcome IN ({', '.join('?' * len(wanted))}) ORDER BY due, key"  # noqa: E501
        return [Page(*row) for row in self._db.execute(query, (portal, now, now, *wanted))]

    def all(self, portal: str) -> list[Page]:
        query = f"SELECT {_COLUMNS} FROM pages WHERE portal = ? ORDER BY key"
        return [Page(*row) for row in self._db.execute(query, (portal,))]

    def forget(self, portal: str) -> None:
        self._db.execute("DELETE FROM pages WHERE portal = ?", (portal,))

    def _get(self, portal: str, key: str) -> Page | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM pages WHERE portal = ? AND key = ?", (portal, key)).fetchone()
        return Page(*row) if row else None


def stored(page: Page | None, item: Mapping[str, Any]) -> Page:
    """A page after its article was stored, given as the object of its line."""
    looked = instant_of(item["source"]["fetched_at"])
    published, modified = ((item[name] or {}).get("at") for name in ("published", "modified"))
    page = page or Page(item["url"])
    page = replace(page, outcome=STORED, detail=item["id"], published=published, modified=page.modified or modified)
    page = looked_at(page, looked) if looked else page
    return replace(page, due=None) if item["source"]["layout"] == "wp-json" else page


def looked_at(page: Page, looked: datetime) -> Page:
    """A stored page after a look that showed its article, changed or not; its next look is planned."""
    due = next_look(instant_of(page.published) or looked, looked)
    at = iso(looked)
    return replace(page, first=page.first or at, looked=at, tries=0, gone=None, due=iso(due) if due else None)


def refused(page: Page | None, refusal: Mapping[str, Any], failed: datetime) -> Page:
    """A page after a refusal or failure, given as the object of its line; a stored article stays stored."""
    reason, at = refusal["reason"], iso(failed)
    page = page or Page(refusal["url"])
    page = replace(page, first=page.first or at, looked=at, tries=page.tries + 1)
    again = next_try(reason, page.tries, failed)
    if page.outcome == STORED:
        gone = page.gone or at if reason == "gone" else page.gone
        planned = next_look(instant_of(page.published) or failed, failed)
        again = planned if is_lasting(reason) or again is None else again
        return replace(page, gone=gone, due=iso(again) if again else None)
    outcome = REFUSED if is_lasting(reason) else FAILED
    return replace(page, outcome=outcome, detail=reason, due=iso(again) if again else None)
