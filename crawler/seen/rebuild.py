"""Makes the state anew from what lies on disk: items, refusals, marks, and what the archive knows beyond them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from crawler.archive.archived import REDIRECTS
from crawler.archive.index import Entry
from crawler.archive.read import read_response
from crawler.clock import iso
from crawler.folders import Folders
from crawler.parse.identity import bare_address
from crawler.seen.pages import MOVED, STORED, Page, looked_at
from crawler.seen.state import State


def portals_on_disk(folders: Folders) -> list[str]:
    """The portals of which items, refusals or captures are kept."""
    kept = [path for kind in ("items", "refused", "warc") for path in (folders.data / kind).glob("*/")]
    return sorted({path.name for path in kept})


def rebuild(folders: Folders, portal: str) -> int:
    """Forgets a portal and learns it again; returns how many of its pages are known then.

    What is only in the state is lost: addresses that were found and never fetched, and those of articles out of bounds.
    """
    state = State(folders.state, folders.items)
    try:
        state.forget(portal)
        state.catch_up(portal)
        with state.writing():
            for entry in _entries(folders.index(portal)):
                _note(state, folders, portal, entry)
        return len(state.pages.all(portal))
    finally:
        state.close()


def _note(state: State, folders: Folders, portal: str, entry: Entry) -> None:
    """A look that changed nothing left no line, and no line tells from where a redirect came: the archive has both."""
    at = datetime.strptime(entry.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    if entry.status in (200, 304):
        page = state.pages.get(portal, entry.url)
        if page and page.outcome == STORED and page.due and iso(at) > (page.looked or ""):
            state.pages.put(portal, looked_at(page, at))
    elif entry.status in REDIRECTS:
        target = state.pages.get(portal, _target(folders.warc(portal) / entry.filename, entry))
        if target and bare_address(target.url) != bare_address(entry.url):
            state.pages.put(portal, Page(entry.url, MOVED, bare_address(target.url), first=target.first))


def _target(warc: Path, entry: Entry) -> str:
    """Where a redirect led."""
    record, _ = read_response(warc, entry.offset)
    return urljoin(entry.url, record.header("location"))


def _entries(index: Path) -> Iterable[Entry]:
    """The captures of a portal, oldest first, but redirects last: what they lead to is known then."""
    lines = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    return sorted(map(Entry.of, lines), key=lambda entry: (entry.status in REDIRECTS, entry.timestamp))
