"""What printed lines say of times, and which of them tell a change."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from crawler.items import Instant
from crawler.parse.instants import read_instant
from crawler.parse.tree import Node

_LONGEST_LINE = 120
_UPDATED = re.compile(r"\b(?:last\s+)?updat|diperbarui|diperbaharui|diubah|perubahan|modified", re.IGNORECASE)
# Where in a line begins what happened at the next time: "Terbit 1 Mei 2023, 14:25 WIBDiperbarui 2 Mei 2023".
_STATES = re.compile(
    r"[\s|•·,(–-]*(?-i:(?<![a-z]))(?=(?:last\s+)?updat|di(?:per|ubah|terbit|publikasi)|terbit\b|tayang\b|publish)", re.I
)
_HAPPENINGS = ("updat", "diper", "diubah", "terbit", "publi", "tayang")
_CLOCK_ALONE = re.compile(r"\W*(?:pukul|jam)?\s*\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:wib|wita|wit)?\W*", re.IGNORECASE)


def times_of(element: Node, statements: list[str], zone: str, now: dt.datetime | None) -> Iterator[Instant]:
    """The printed times of an element, and the one in its attribute."""
    for statement in statements:
        if printed := read_instant(statement, "visible", zone, now):
            yield printed
    said = element.attributes
    machine = said.get("datetime") or said.get("content") or said.get("title")
    if machine and (told := read_instant(machine, "meta", zone, now)):
        yield told


def times_in(lines: Iterable[str], zone: str, now: dt.datetime | None) -> Iterator[tuple[str, Instant]]:
    """The times of short lines, each with the statement that holds it."""
    for line in lines:
        if len(line) < _LONGEST_LINE and any(map(str.isdigit, line)):
            for statement in statements_of(line):
                if instant := read_instant(statement, "visible", zone, now):
                    yield statement, instant


def statements_of(line: str) -> list[str]:
    """What a line says of its times, each with the words before it, that of a change last.

    >>> statements_of("Diperbarui: 2 Mei 2023 | Terbit: 1 Mei 2023 14:25")
    ['Terbit: 1 Mei 2023 14:25', 'Diperbarui: 2 Mei 2023']
    """
    small = line.lower()
    if not any(word in small for word in _HAPPENINGS):
        return [line]
    parts = [part for part in _STATES.split(line) if any(map(str.isdigit, part))]
    return sorted(parts, key=tells_change) if len(parts) > 1 else [line]


def tells_change(text: str) -> bool:
    """Whether a statement is of the last change: `Diperbarui: 2 Mei 2023`."""
    return _UPDATED.search(text) is not None


def with_clocks(lines: list[str]) -> list[str]:
    """The lines, each with the clock that is all of the next: `Senin, 12 Maret 2018`, `14:25 WIB`."""
    return [
        f"{line} {clock}" if _CLOCK_ALONE.fullmatch(clock) else line
        for line, clock in zip(lines, [*lines[1:], ""], strict=False)
    ]
