"""What has been seen and stored, in SQLite: a memory that is rebuilt from what lies on disk whenever it lags behind."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler import clock
from crawler.clock import instant_of, iso
from crawler.lines import LineFile, read_lines, repair_tail
from crawler.seen.database import connect, disconnect
from crawler.seen.pages import PAGES, Pages, refused, stored

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revisions (
    portal TEXT, id TEXT, number INTEGER, record_id TEXT, fetched_at TEXT, fields TEXT NOT NULL,
    PRIMARY KEY (portal, id, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
    portal TEXT, digest TEXT, id TEXT NOT NULL, PRIMARY KEY (portal, digest)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (
    portal TEXT, name TEXT, value TEXT, PRIMARY KEY (portal, name, value)
) WITHOUT ROWID;
"""
_OF_A_PORTAL = ("revisions", "texts", "marks", "pages")

_CONTENT = (
    "headline",
    "byline",
    "dateline",
    "published",
    "modified",
    "body",
    "subheads",
    "section",
    "tags",
    "images",
    "agency",
    "paid",
    "pages",
)
"""the fields whose change makes a new revision"""
_as_json = json.JSONEncoder(sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Known:
    """A stored revision of an article; `fields` are digests by field name."""

    number: int
    record_id: str | None
    fetched_at: str
    fields: Mapping[str, str]


class State:
    """The memory of one data folder. A portal's part of it is used by one run at a time."""

    def __init__(self, database: Path, items: Path):
        self._data = items.parent
        self._database = database
        self._db = connect(database, _TABLES + PAGES)
        self.pages = Pages(self._db)

    def catch_up(self, portal: str) -> None:
        """Takes in what a portal's files hold beyond what is known; forgets the portal first if they have shrunk."""
        files = list(self._files(portal))
        for path in files:
            repair_tail(path)
        known = {path: self._known_size(path) for path in files}
        if any(path.stat().st_size < size for path, size in known.items()):
            self.forget(portal)
            known = dict.fromkeys(files, 0)
        with self._db:
            for path, size in known.items():
                self._take_in(path, size)

    def revisions(self, portal: str, article_id: str) -> list[Known]:
        """What is stored of an article, by number; nothing for a new one."""
        query = (
            "SELECT number, record_id, fetched_at, fields FROM revisions WHERE portal = ? AND id = ? ORDER BY number"
        )
        rows = self._db.execute(query, (portal, article_id))
        return [Known(number, record_id, fetched, json.loads(fields)) for number, record_id, fetched, fields in rows]

    def first_with_text(self, portal: str, digest: str) -> str | None:
        """The id of the portal's article that first had this text."""
        query = "SELECT id FROM texts WHERE portal = ? AND digest = ?"
        row = self._db.execute(query, (portal, digest)).fetchone()
        return row[0] if row else None

    def remember(self, item: Mapping[str, Any], path: Path, size: int) -> None:
        """Notes a stored line, given as the object it holds, and the size its file has with it; within `writing`."""
        self._note_item(item)
        self._note_size(path, size)

    def mark(self, portal: str, name: str, value: str) -> None:
        """Notes what discovery has come through, on disk first, so that it outlives this memory."""
        file = LineFile(self._data / "walked" / f"{portal}.jsonl")
        file.append(json.dumps({"portal": portal, "name": name, "value": value}))
        file.close()
        self.catch_up(portal)

    def marks(self, portal: str) -> dict[str, str]:
        """All marks of a portal by name, each with its last value; one of the future is of a clock that was wrong."""
        query = "SELECT name, MAX(value) FROM marks WHERE portal = ? AND value <= ? GROUP BY name"
        return dict(self._db.execute(query, (portal, iso(clock.now()))))

    def forget(self, portal: str) -> None:
        """Drops all that is known of a portal; `catch_up` then brings back what lies on disk."""
        with self._db:
            for table in _OF_A_PORTAL:
                self._db.execute(f"DELETE FROM {table} WHERE portal = ?", (portal,))
            for path in self._files(portal):
                self._db.execute("DELETE FROM files WHERE path = ?", (self._name(path),))

    def writing(self) -> sqlite3.Connection:
        """A transaction, for several changes at once: `with state.writing(): ...`."""
        return self._db

    def close(self) -> None:
        disconnect(self._database)

    def _files(self, portal: str) -> Iterator[Path]:
        yield from sorted((self._data / "items" / portal).glob("*.jsonl"))
        yield from sorted((self._data / "refused" / portal).glob("*.jsonl"))
        yield from sorted((self._data / "walked").glob(f"{portal}.jsonl"))

    def _take_in(self, path: Path, size: int) -> None:
        kind = path.relative_to(self._data).parts[0]
        note = {"items": self._note_item, "refused": self._note_refusal, "walked": self._note_mark}[kind]
        for line, end in read_lines(path, size):
            note(line)
            size = end
        self._note_size(path, size)

    def _note_item(self, item: Mapping[str, Any]) -> None:
        portal, article_id, source = item["portal"], item["id"], item["source"]
        revision = (portal, article_id, item["revision"]["number"], source["record_id"], source["fetched_at"])
        fields = json.dumps(field_digests(item))
        self._db.execute("INSERT OR REPLACE INTO revisions VALUES (?, ?, ?, ?, ?, ?)", (*revision, fields))
        self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (portal, text_digest(item), article_id))
        self.pages.put(portal, stored(self.pages.get(portal, item["url"]), item))

    def _note_refusal(self, refusal: Mapping[str, Any]) -> None:
        portal, page = refusal["portal"], self.pages.get(refusal["portal"], refusal["url"])
        failed = instant_of(refusal["source"]["fetched_at"]) or clock.now()  # a lost connection has no capture
        self.pages.put(portal, refused(page, refusal, failed))

    def _note_mark(self, mark: Mapping[str, str]) -> None:
        values = (mark["portal"], mark["name"], mark["value"])
        self._db.execute("INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", values)

    def _note_size(self, path: Path, size: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (self._name(path), size))

    def _known_size(self, path: Path) -> int:
        row = self._db.execute("SELECT size FROM files WHERE path = ?", (self._name(path),)).fetchone()
        return row[0] if row else 0

    def _name(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()


def text_digest(item: Mapping[str, Any]) -> str:
    """The digest of a body without regard to case and white space."""
    return _digest(" ".join(" ".join(item["body"]).casefold().split()))


def field_digests(item: Mapping[str, Any]) -> dict[str, str]:
    """A digest for every field whose change makes a new revision: of what it says, not of where that was read."""
    return {name: _digest(_as_json(_said(item[name]))) for name in _CONTENT}


def _said(value: Any) -> Any:
    """A time as its instant and a byline as its names: the page and REST print both in forms of their own."""
    if not isinstance(value, dict):
        return value
    if "at" in value:
        at = datetime.fromisoformat(value["at"])
        return (at.astimezone(UTC) if at.tzinfo else at).isoformat(timespec="minutes")
    return {name: part for name, part in value.items() if name not in ("raw", "uploader")}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
