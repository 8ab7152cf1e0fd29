"""Puts items on the shelf: refuses what is incomplete, knows an article again, appends lines, remembers them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crawler.folders import Folders
from crawler.items import Article, Duplicate, Refusal, Revision
from crawler.lines import LineFile
from crawler.seen.state import State, field_digests, text_digest

_AROUND = ("modified", "section", "tags")
_REQUIRED = ("portal", "url", "headline", "body", "source")


@dataclass(slots=True)
class Recognised:
    """What the stored articles say of one more: `happened` are the counters to raise; not `wanted`, it is stored."""

    revision: Revision = field(default_factory=Revision)
    duplicate: Duplicate | None = None
    happened: list[str] = field(default_factory=list)
    wanted: bool = True


def checked(item: Article | Refusal) -> Article | Refusal:
    """The item itself, or the refusal of an article in which something required is missing."""
    if isinstance(item, Refusal):
        return item
    missing = [name for name in _REQUIRED if not getattr(item, name)]
    if item.source.record_id is None:
        missing.append("source.record_id")
    if not missing:
        return item
    return Refusal("incomplete", item.url, f"no {', '.join(missing)}", item.portal, item.source)


def recognise(article: Mapping[str, Any], state: State) -> Recognised:
    """Compares an article, as the object of its line, with what its portal has stored; nothing is changed."""
    seen = _revision(article, state)
    if seen.wanted:
        first = state.first_with_text(article["portal"], text_digest(article))
        if first is not None and first != article["id"]:
            seen.duplicate = Duplicate("exact", first, 1.0)
            seen.happened.append("duplicates")
    return seen


def _revision(article: Mapping[str, Any], state: State) -> Recognised:
    known = state.revisions(article["portal"], article["id"])
    if not known:
        return Recognised()
    digests = field_digests(article)
    last = known[-1]
    is_newer = (article["source"]["fetched_at"] or "") > last.fetched_at
    # A capture that is no newer than the last revision may be the one of any revision: an archive replayed again.
    if any(digests == revision.fields for revision in ([last] if is_newer else known)):
        return Recognised(happened=["unchanged"], wanted=False)
    if article["pages"]["fetched"] < article["pages"]["found"]:
        return Recognised(happened=["incomplete-again"], wanted=False)
    changed = [name for name, digest in digests.items() if last.fields.get(name) != digest]
    if _is_only_poorer(article, changed):
        return Recognised(happened=["unchanged", "poorer"], wanted=False)
    return Recognised(Revision(last.number + 1, last.record_id, changed), happened=["revisions"])


def _is_only_poorer(article: Mapping[str, Any], changed: list[str]) -> bool:
    """Whether nothing but what stands around a text has vanished: a theme's doing, and no editor's."""
    return all(name in _AROUND and not article[name] for name in changed)


class Shelf:
    """The lines of a data folder by portal and month of capture, refusals apart, and the memory of what they hold.

    A line is written, then noted in the state: the state never knows more than the items hold.
    """

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._files: dict[Path, LineFile] = {}
        self._known: set[str] = set()
        self.state = State(folders.state, folders.items)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Stores lines of derived items that are not there; gives the portal of each and the counters that it raises.

        They are noted together: where that fails, the state lags behind, and catches up the next time.
        """
        with self.state.writing():
            yield from map(self._put, lines)

    def append(self, item: Mapping[str, Any], line: str) -> None:
        """Writes a line, given with the object that it holds, and remembers an article."""
        with self.state.writing():
            self._append(item, line)

    def _put(self, line: str) -> tuple[str, list[str]]:
        item = json.loads(line)
        portal = item["portal"] or "unknown"
        if portal not in self._known:
            self._known.add(portal)
            self.state.catch_up(portal)
        if "reason" in item:
            self._append(item, line)
            return portal, [f"refused/{item['reason']}"]
        seen = recognise(item, self.state)
        if not seen.wanted:
            return portal, ["articles", *seen.happened]
        if seen.happened:
            item["revision"], item["duplicate"] = asdict(seen.revision), seen.duplicate and asdict(seen.duplicate)
            line = json.dumps(item, ensure_ascii=False)
        self._append(item, line)
        return portal, ["articles", *seen.happened, "stored"]

    def _append(self, item: Mapping[str, Any], line: str) -> None:
        is_article = "reason" not in item
        folder = self._folders.items if is_article else self._folders.refused
        month = (item["source"]["fetched_at"] or "unfetched")[: len("2023-04")]
        file = self._file(folder / (item["portal"] or "unknown") / f"{month}.jsonl")
        file.append(line)
        if is_article:
            self.state.remember(item, file.path, file.size)

    def close(self) -> None:
        """Makes sure that all lines are on the disk."""
        for file in self._files.values():
            file.close()
        self.state.close()

    def _file(self, path: Path) -> LineFile:
        if path not in self._files:
            self._files[path] = LineFile(path)
        return self._files[path]
