"""Releases articles from quarantine: what the archive gives of them by the rules of today, where it looks right."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.derive.pool import Result
from crawler.derive.tasks import Place, Task
from crawler.drift.findings import unremarkable
from crawler.drift.look import Measured, look_of
from crawler.drift.quarantine import held_files
from crawler.drift.usual import usual_of
from crawler.folders import Folders
from crawler.lines import article_of, read_lines
from crawler.runs.history import history
from crawler.runs.outcome import Outcome
from crawler.runs.report import write_whole
from crawler.store import Shelf

_CHANCE = 0.1
"""by which an article may look as it does; what stays for no good reason can be accepted, what is stored is stored"""

_Item = Mapping[str, Any]


class Release:
    """What becomes of a portal's held articles."""

    def __init__(self, folders: Folders, portal: str) -> None:
        self._folders, self._portal = folders, portal
        self._files = held_files(folders.quarantine, portal)
        self._places = {_place(item) for path in self._files for item, _ in read_lines(path)}
        self._read: dict[str, list[_Item]] = defaultdict(list)
        """articles by the layout that reads them now"""
        self.problems: list[str] = []

    def tasks(self, tasks: Sequence[Task]) -> list[Task]:
        """Those in whose files held articles lie, of which alone the pages are read."""
        for task in tasks:
            names = {file.name for file in task.files}
            task.wanted = frozenset(place for place in self._places if place[0] in names)
        return [task for task in tasks if task.wanted]

    def take(self, result: Result) -> None:
        """Notes what is read from where a held article was read."""
        for item in map(json.loads, result.lines()):
            if "reason" not in item and _place(item) in self._places:
                self._read[item["source"]["layout"]].append(item)
        self.problems += result.lost
        result.drop()

    def settle(self, accept: bool) -> Outcome:
        """Stores what looks like the portal's usual, or all where a person accepts it; the others stay held."""
        good = [item for items in self._read.values() if accept or self._looks_right(items) for item in items]
        outcome = self._store(sorted(good, key=lambda item: str(item["source"]["fetched_at"])))
        outcome.held = self._drop({_place(item) for item in good})
        if outcome.held:
            self.problems.append(f"{self._portal}: {outcome.held} articles stay in quarantine")
        return outcome

    def _looks_right(self, items: Sequence[_Item]) -> bool:
        usual = usual_of(unremarkable(history(self._folders.runs).of(self._portal)))
        found = usual.strange(look_of(map(article_of, items)), _CHANCE) if usual else {}
        if found:
            fell = ", ".join(f"{what} {change}" for what, change in found.items())
            layout = items[0]["source"]["layout"]
            self.problems.append(f"{self._portal}: {len(items)} held articles, read by {layout}, look strange: {fell}")
        return not found

    def _store(self, items: Sequence[_Item]) -> Outcome:
        """What is stored is part of the portal's past as if it had been when it was fetched."""
        counts: Counter[str] = Counter()
        measured = Measured(history(self._folders.runs).newest_day(self._portal))
        with Shelf(self._folders) as shelf:
            stored = shelf.put(json.dumps(item, ensure_ascii=False) for item in items)
            for item, (_, happened) in zip(items, stored, strict=True):
                counts.update(happened)
                measured.take(article_of(item))
                if happened == ["articles", "stored"]:
                    measured.stored(article_of(item))
        outcome = Outcome.of_counts(self._portal, counts)
        outcome.look, outcome.recent, outcome.days = measured.all.look(), measured.recent.look(), measured.recent_days()
        return outcome

    def _drop(self, places: set[Place]) -> int:
        """Takes the lines out of quarantine that lie on the shelf by now; returns how many articles are left."""
        left: set[str] = set()
        for path in self._files:
            staying = [item for item, _ in read_lines(path) if _place(item) not in places]
            left.update(item["id"] for item in staying)
            _write(path, staying)
        return len(left)


def _place(item: _Item) -> Place:
    return item["source"]["warc"], item["source"]["offset"]


def _write(path: Path, items: Sequence[_Item]) -> None:
    if items:
        write_whole(path, "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in items))
    else:
        path.unlink()
