"""One SQLite connection a process and file: a hundred portals in one process need no three hundred."""

import sqlite3
from collections import Counter
from pathlib import Path

VERSION = 3
"""of the tables; a memory of another version is emptied, and filled again from what lies on disk"""

_open: dict[Path, sqlite3.Connection] = {}
_users: Counter[Path] = Counter()


def connect(path: Path, tables: str) -> sqlite3.Connection:
    """The connection to a database that has these tables; every `connect` wants one `disconnect`."""
    if path not in _open:
        _open[path] = _opened(path, tables)
    _users[path] += 1
    return _open[path]


def disconnect(path: Path) -> None:
    """Closes the connection when its last user has gone."""
    _users[path] -= 1
    if _users[path] == 0:
        _open.pop(path).close()


def _opened(path: Path, tables: str) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=60)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        _drop_all(db)
        db.execute(f"PRAGMA user_version={VERSION}")
    db.executescript(tables)
    return db


def _drop_all(db: sqlite3.Connection) -> None:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        db.execute(f"DROP TABLE {name}")
