"""Scores the text rules on the gold tables beside this file: `python -m tests.gold.score [--misses]`."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from crawler.parse.byline import parse_byline
from crawler.parse.dateline import find_dateline
from crawler.parse.dates import find_dates

GOLD = Path(__file__).parent
Row = dict[str, Any]


class Mark(NamedTuple):
    """One comparison of a label with what the rules give."""

    measure: str
    wanted: object
    got: object
    text: str

    @property
    def hit(self) -> bool:
        return self.wanted == self.got


def marks() -> list[Mark]:
    """Every comparison of all three tables."""
    tables = (("datelines", _dateline), ("dates", _date), ("bylines", _byline))
    return [mark for name, compare in tables for row in rows(name) for mark in compare(row)]


def rows(name: str) -> list[Row]:
    """The labelled cases of a table."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def scores(marks: Iterable[Mark]) -> dict[str, tuple[int, int]]:
    """Hits and cases by measure."""
    counts: dict[str, tuple[int, int]] = {}
    for mark in marks:
        hits, cases = counts.get(mark.measure, (0, 0))
        counts[mark.measure] = hits + mark.hit, cases + 1
    return counts


def _dateline(row: Row) -> Iterator[Mark]:
    text, found = row["text"], find_dateline(row["text"])
    if row["dateline"] is None:
        yield Mark("dateline: none where none is", None, found and found.raw, text)
        return
    for part, label in (("raw", "dateline"), ("place", "place"), ("outlet", "outlet")):
        yield Mark(f"dateline: {part}", _plain(row[label]), _plain(found and getattr(found, part)), text)
    if row["place"]:
        yield _place_code(row, found.place_code if found else None)


def _place_code(row: Row, code: str | None) -> Mark:
    """Where two codes are labelled either is right; where the name is ambiguous none is right too."""
    allowed = [*row["codes"], None] if row["ambiguous"] or not row["codes"] else row["codes"]
    kind = "ambiguous kept open" if row["ambiguous"] else "right" if row["codes"] else "none outside Sulawesi"
    return Mark(f"place code: {kind}", code if code in allowed else allowed[0], code, row["text"])


def _date(row: Row) -> Iterator[Mark]:
    found = find_dates(row["raw"])
    date = next((each.date.isoformat() for each in found if each.date), None)
    month_day = next((f"--{each.month_day}" for each in found if each.month_day), None)
    yield Mark("date" if row["date"] else "date: none where it is not full", row["date"], date, row["raw"])
    yield Mark("date: month and day", row["month_day"], month_day, row["raw"])
    yield Mark("date: conflict", row["conflict"], any(each.conflict for each in found), row["raw"])


def _byline(row: Row) -> Iterator[Mark]:
    credit = parse_byline(row["raw"])
    for role in ("reporters", "editors", "initials"):
        wanted, got = ({_plain(name) for name in names} for names in (row[role], getattr(credit, role)))
        yield Mark(f"byline: {role}", wanted, got, row["raw"])


def _plain(text: str | None) -> str:
    """Neither white space nor case counts, as in the labels."""
    return re.sub(r"\s+", " ", text or "").strip().casefold()


def main() -> None:
    """Prints the score of every measure, and with --misses each case that is wrong."""
    made = marks()
    for measure, (hits, cases) in scores(made).items():
        sys.stdout.write(f"{measure:34} {hits}/{cases} = {hits / cases:.3f}\n")
    for mark in made if "--misses" in sys.argv else []:
        if not mark.hit:
            sys.stdout.write(f"MISS {mark.measure}: wanted {mark.wanted!r}, got {mark.got!r} in {mark.text[:80]!r}\n")


if __name__ == "__main__":
    main()
