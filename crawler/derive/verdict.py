"""Stored lines against their archive: which can be read again as they stand, which cannot, and why."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.derive.pool import Result
from crawler.derive.stored import Change, Line, Stored, differences

MISSING, NO_RECORD, DAMAGED, DIGEST = "archive missing", "no record", "damaged", "digest wrong"
CHANGED, REFUSED, NOT_READ = "code changed", "refused now", "not read now"
BROKEN = "broken line"
CAUSES = (BROKEN, MISSING, NO_RECORD, DAMAGED, DIGEST, CHANGED, REFUSED, NOT_READ)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one line; no `cause` means that it was read again as it stands."""

    line: Line
    cause: str = ""
    detail: str = ""
    changes: dict[str, Change] = field(default_factory=dict)
    """by field"""

    def __str__(self) -> str:
        return f"{self.line.path}:{self.line.number}: {self.line.id}: {self.cause}: {self.detail}"


def broken(line: Line) -> Verdict:
    """The verdict on a line that is no article."""
    return Verdict(line, BROKEN, "no JSON, or none of an article")


def missing(line: Line) -> Verdict:
    """The verdict on a line whose archive is not there."""
    return Verdict(line, MISSING, f"there is no {line.warc}")


def unreadable(line: Line, told: list[str]) -> Verdict:
    """The verdict on a line whose archive is there and is none any more."""
    return Verdict(line, DAMAGED, "; ".join(what for what in told if line.warc in what))


def judged(
    result: Result, stored: Stored, unstored: Callable[[Mapping[str, Any]], None] = lambda item: None
) -> Iterator[Verdict]:
    """The verdicts on all lines that were read from the files of a task; `unstored` is told what else was read."""
    for item in map(json.loads, result.lines()):
        if line := stored.take(item):
            yield _compared(line, item)
        else:
            unstored(item)
    yield from (_unread(line, result) for line in stored.left(result.task.names))


def _compared(line: Line, item: Mapping[str, Any]) -> Verdict:
    if "reason" in item:
        return Verdict(line, REFUSED, f"{item['reason']} ({item['detail']})")
    changed = differences(line.read(), item)
    if "source.digest" in changed:
        said, found = changed["source.digest"]
        return Verdict(line, DIGEST, f"the line says {said}, the record {found}", changed)
    return Verdict(line, CHANGED, ", ".join(changed), changed) if changed else Verdict(line)


def _unread(line: Line, result: Result) -> Verdict:
    """Why no article was read from where a line says."""
    surveyed = result.surveyed
    if surveyed is None:
        return Verdict(line, NOT_READ, "; ".join(result.lost))
    troubles = [trouble for trouble in surveyed.troubles if trouble.path.name == line.warc]
    here = next((trouble for trouble in troubles if trouble.offset == line.offset), None)
    if here:
        return Verdict(line, DAMAGED, str(here))
    if (line.warc, line.offset) in surveyed.absent:
        near = [str(trouble) for trouble in troubles]
        return Verdict(line, NO_RECORD, "; ".join([f"none begins at byte {line.offset} of {line.warc}", *near]))
    faults = [fault for derived in result.derived for fault in derived.faults if f"byte {line.offset} " in fault]
    return Verdict(line, NOT_READ, "; ".join([*faults, *result.lost]) or "its address is not taken for an article's")
