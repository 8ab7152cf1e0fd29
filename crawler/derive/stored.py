"""Lines that are stored, by the place of the archive that each was read from; and how a new reading differs."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.derive.tasks import Place
from crawler.lines import read_lines

Change = tuple[Any, Any]
"""what a field said, and what it says now"""

_OF_THE_PIPELINES = ("revision", "duplicate")
_OF_REST = "wp-json"


@dataclass(frozen=True, slots=True)
class Line:
    """Where the line of an article stands, and where that stands which it was read from."""

    path: Path
    number: int
    start: int
    """byte of the file at which it begins"""
    id: str
    url: str
    warc: str
    offset: int
    rank: bytes
    """chance by which it is in a sample, the same every time"""

    def read(self) -> dict[str, Any]:
        """The article."""
        item, _ = next(read_lines(self.path, self.start))
        return item


def stored_lines(folder: Path, seed: str = "") -> Iterator[Line]:
    """The lines of one portal's folder, oldest month first; one that is no article has no id and no place."""
    for path in sorted(folder.glob("*.jsonl")):
        start = 0
        with path.open("rb") as file:
            for number, text in enumerate(file, 1):
                yield _line(path, number, start, text, seed)
                start += len(text)


def _line(path: Path, number: int, start: int, text: bytes, seed: str) -> Line:
    try:
        item = json.loads(text)
        source = item["source"]
        places = (item["id"], item["url"], source["warc"], source["offset"])
        told = f"{seed} {source['record_id']} {item['id']}"
    except (ValueError, KeyError, TypeError):
        places, told = ("", "", "", -1), f"{seed} {path.name} {number}"
    return Line(path, number, start, *places, hashlib.sha256(told.encode()).digest())


class Stored:
    """Lines by their places, each given out once; of lines that read the same address of a record the last counts."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._files: dict[str, dict[int, dict[str, Line]]] = defaultdict(dict)
        for line in lines:
            self._files[line.warc].setdefault(line.offset, {})[line.url] = line

    def places(self, names: Iterable[str]) -> frozenset[Place]:
        """The places in files of these names."""
        return frozenset((name, offset) for name in names for offset in self._files.get(name, ()))

    def take(self, item: Mapping[str, Any]) -> Line | None:
        """The line that was read from where this article or refusal is read from; many posts stand in a REST answer."""
        lines = self._files.get(item["source"]["warc"], {}).get(item["source"]["offset"], {})
        if item["url"] in lines:
            return lines.pop(item["url"])
        return lines.popitem()[1] if lines and item["source"]["layout"] != _OF_REST else None

    def left(self, names: Iterable[str]) -> Iterator[Line]:
        """The lines in files of these names that were not given out, in their order there."""
        for name, offset in sorted(self.places(names)):
            yield from self._files[name][offset].values()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Change]:
    """The fields in which a new reading differs from a line, parts of objects by `field.part`.

    What the pipelines add is no part of a reading, and another version that reads the same is no difference.

    >>> differences({"paid": False, "byline": {"raw": "Oleh A"}}, {"paid": True, "byline": {"raw": "A"}})
    {'paid': (False, True), 'byline.raw': ('Oleh A', 'A')}
    """
    found: dict[str, Change] = {}
    for name in {**old, **new}:
        before, now = old.get(name), new.get(name)
        if name in _OF_THE_PIPELINES or before == now:
            continue
        if isinstance(before, dict) and isinstance(now, dict):
            parts = {f"{name}.{part}": (before.get(part), now.get(part)) for part in {**before, **now}}
            found |= {part: change for part, change in parts.items() if change[0] != change[1]}
        else:
            found[name] = before, now
    found.pop("source.version", None)
    return found
