"""A table of stored articles, for a person at a terminal."""

from pathlib import Path
from typing import Any, TextIO

from crawler.lines import read_lines
from crawler.table import table

_COLUMNS = ("published", "place", "code", "by", "paragraphs", "headline")


def show_items(folder: Path, out: TextIO) -> None:
    """Writes a line for every article under a folder of items, and where the lines lie."""
    for path in sorted(folder.rglob("*.jsonl")):
        rows = [_row(item) for item, _ in read_lines(path)]
        out.write(f"{path}\n{table(_COLUMNS, rows)}\n\n")


def _row(item: dict[str, Any]) -> tuple[object, ...]:
    dateline, byline, published = item["dateline"] or {}, item["byline"], item["published"] or {}
    people = byline["reporters"] or byline["initials"] or ([byline["uploader"]] if byline["uploader"] else [])
    headline = item["headline"]
    return (
        (published.get("at") or "")[:16].replace("T", " "),
        dateline.get("place"),
        dateline.get("place_code"),
        ", ".join(people)[:24],
        len(item["body"]),
        headline if len(headline) <= 60 else f"{headline[:59]}…",
    )
