"""Calls a second of the text rules, and of dateparser on the same dates: `python benchmarks/text.py`, from anywhere."""

import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.parse.byline import parse_byline
from crawler.parse.dateline import find_dateline
from crawler.parse.dates import find_dates, parse_instant
from crawler.places.gazetteer import find_place
from tests.gold.score import rows

ROUNDS, SECONDS = 5, 0.3
PRINTED = (
    "Senin, 10 April 2023 13:14 WITA",
    "14 Mei 2025 | 07.14 WIB",
    "Mei 5, 2019 @10:30",
    "Kompas.com - 21/08/2024, 07:14 WIB",
    "Jum'at, 17 Februari 2017 - 13:30 wib",
    "Dipublikasikan 14 Mei 2025, 07:00 WITA",
    "2023-11-02T20:59:53+07:00",
    "Tue, 11 Apr 2023 10:22:00 +0000",
)


def calls_a_second(rule: Callable[[str], object], texts: Sequence[str]) -> float:
    """Over all texts in turn, of processor time: the best of some rounds, after one to warm up what is loaded late."""
    for text in texts:
        rule(text)
    return max(_round(rule, texts) for _ in range(ROUNDS))


def _round(rule: Callable[[str], object], texts: Sequence[str]) -> float:
    calls, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS:
        for text in texts:
            rule(text)
        calls += len(texts)
    return calls / spent


def with_dateparser(text: str) -> object:
    """What the general library makes of a date, told that it is Indonesian or English and that the day comes first."""
    import dateparser

    return dateparser.parse(text, languages=["id", "en"], settings={"DATE_ORDER": "DMY"})


def show(name: str, speed: float, note: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(f"{name:34} {speed:>10,.0f} calls/s {1e6 / speed:>10.1f} µs {note}\n")


def compare(name: str, rule: Callable[[str], object], texts: Sequence[str]) -> None:
    """A rule of ours and dateparser on the same strings, how many times faster ours is, and how many each can read."""
    ours, theirs = calls_a_second(rule, texts), calls_a_second(with_dateparser, texts)
    show(name, ours, f"{ours / theirs:,.0f} times dateparser")
    read = sum(with_dateparser(text) is not None for text in texts)
    show("  dateparser on the same", theirs, f"reads {read} of {len(texts)}")


def main() -> None:
    """Prints the table."""
    warnings.simplefilter("ignore")
    datelines, dates = [row["text"] for row in rows("datelines")], [row["raw"] for row in rows("dates") if row["date"]]
    show("find_dateline", calls_a_second(find_dateline, datelines))
    show("find_place", calls_a_second(find_place, [row["place"] for row in rows("datelines") if row["place"]]))
    show("parse_byline", calls_a_second(parse_byline, [row["raw"] for row in rows("bylines")]))
    compare("find_dates", find_dates, dates)
    compare("parse_instant", parse_instant, PRINTED)


if __name__ == "__main__":
    main()
