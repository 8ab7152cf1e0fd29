"""What is derived together: the files of one crawl of Warta's, or one file or package of anybody else's."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.read import Record, parts_of, size_of, stream
from crawler.derive.hosts import Reader

Place = tuple[str, int]
"""name of a file and the byte at which a record begins in it"""


@dataclass(slots=True)
class Task:
    """Files whose pages explain each other; `reader` is the spider of the crawl that wrote them."""

    files: list[Path]
    began: str
    """run id or date in its form, by which tasks are stored one after another"""
    reader: Reader | None = None
    crawl: str = ""
    """name of the spider of a crawl of Warta's"""
    arguments: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[Place] | None = None
    """where the pages lie that shall be read; None means all"""
    proven: bool = False
    """whether every record is held against its digests"""

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(map(size_of, self.files))

    @property
    def names(self) -> set[str]:
        """What its files are called, as lines name them."""
        return {file.name for file in self.files}

    def __str__(self) -> str:
        first = str(self.files[0])
        return first if len(self.files) == 1 else f"{first} and {len(self.files) - 1} more"


def tasks_of(files: Iterable[Path], trouble: Callable[[str], None]) -> list[Task]:
    """Files grouped by the crawl that wrote them, others alone; in the order of their beginning."""
    crawls: dict[tuple[str, str, str], Task] = {}
    others: dict[Path, Task] = {}
    parts = [(file, part) for file in files for part in parts_of(file, lambda told: trouble(str(told)))]
    for file, part in sorted(parts, key=lambda pair: pair[1].name):
        first = _first_record(part, trouble)
        if first is None:
            continue
        info = first.fields
        try:
            key = info["isPartOf"], info["warta-spider"], info["warta-arguments"]
            task = Task([], key[0], crawl=key[1], arguments=json.loads(key[2]))
        except (KeyError, ValueError):
            others.setdefault(file, Task([], _stamp(first.date))).files.append(part)
        else:
            crawls.setdefault(key, task).files.append(part)
    return sorted([*crawls.values(), *others.values()], key=lambda task: (task.began, task.crawl, task.files[0].name))


def _first_record(file: Path, trouble: Callable[[str], None]) -> Record | None:
    try:
        first = next(stream(file, lambda told: None, digests=False), None)
    except OSError as error:
        trouble(f"{file}: cannot be read, left out ({error})")
        return None
    if first is None:
        trouble(f"{file}: no archive, or none of its records can be read; left out")
    return first.record if first else None


def _stamp(date: str) -> str:
    """A WARC-Date in the form of a run id.

    >>> _stamp("2026-11-24T16:43:15.123Z")
    '20261124T164315Z'
    """
    return date.replace("-", "").replace(":", "").partition(".")[0].removesuffix("Z") + "Z"
