"""What has been stored, in SQLite: a memory that is rebuilt from the items whenever it lags behind them."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.lines import read_lines, repair_tail

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revisions (
    portal TEXT, id TEXT, number INTEGER, record_id TEXT, fetched_at TEXT, fields TEXT NOT NULL,
    PRIMARY KEY (portal, id, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
    portal TEXT, digest TEXT, id TEXT NOT NULL, PRIMARY KEY (portal, digest)
) WITHOUT ROWID;
"""

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
        database.parent.mkdir(parents=True, exist_ok=True)
        self._items = items
        self._db = sqlite3.connect(database, timeout=60)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_TABLES)

    def catch_up(self, portal: str) -> None:
        """Takes in what a portal's files hold beyond what is known; forgets the portal first if they have shrunk."""
        files = sorted((self._items / portal).glob("*.jsonl"))
        for path in files:
            repair_tail(path)
        known = {path: self._known_size(path) for path in files}
        if any(path.stat().st_size < size for path, size in known.items()):
            self._forget(portal)
            known = dict.fromkeys(files, 0)
        with self._db:
            for path, size in known.items():
                for line, end in read_lines(path, size):
                    self._note(line, path, end)

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
        """Notes a stored line, given as the object it holds, and the size its file has with it."""
        with self._db:
            self._note(item, path, size)

    def _note(self, item: Mapping[str, Any], path: Path, size: int) -> None:
        portal, article_id, source = item["portal"], item["id"], item["source"]
        revision = (portal, article_id, item["revision"]["number"], source["record_id"], source["fetched_at"])
        fields = json.dumps(field_digests(item))
        self._db.execute("INSERT OR REPLACE INTO revisions VALUES (?, ?, ?, ?, ?, ?)", (*revision, fields))
        self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (portal, text_digest(item), article_id))
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (self._name(path), size))

    def close(self) -> None:
        self._db.close()

    def _forget(self, portal: str) -> None:
        with self._db:
            self._db.execute("DELETE FROM revisions WHERE portal = ?", (portal,))
            self._db.execute("DELETE FROM texts WHERE portal = ?", (portal,))
            self._db.execute("DELETE FROM files WHERE path LIKE ? || '/%'", (portal,))

    def _known_size(self, path: Path) -> int:
        row = self._db.execute("SELECT size FROM files WHERE path = ?", (self._name(path),)).fetchone()
        return row[0] if row else 0

    def _name(self, path: Path) -> str:
        return path.relative_to(self._items).as_posix()


def text_digest(item: Mapping[str, Any]) -> str:
    """The digest of a body without regard to case and white space."""
    return _digest(" ".join(" ".join(item["body"]).casefold().split()))


def field_digests(item: Mapping[str, Any]) -> dict[str, str]:
    """A digest for every field whose change makes a new revision: of what it says, not of where that was read."""
    return {name: _digest(json.dumps(_said(item[name]), sort_keys=True)) for name in _CONTENT}


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
