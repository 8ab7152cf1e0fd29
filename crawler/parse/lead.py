"""The top of a text: what repeats headline and date, what stands above the dateline, and the dateline itself."""

import re
from collections.abc import Sequence

from crawler.items import Dateline
from crawler.parse.dateline import find_dateline
from crawler.parse.dates import find_dates
from crawler.parse.reader import Block

# "Jakarta - " may stand in a line of its own above the first paragraph.
_SHORT_LINE = 70
_TOP = 3
_CLOCK = re.compile(r"[\s,|–-]*\d\d[:.]\d\d\b")
_WORDS_BESIDE_DATE = re.compile(
    r"\b(?!(?:wi(?:b|ta|t)|pukul|jam|pada|on|at|am|pm|senin|selasa|rabu|kamis|jum|at|sabtu|minggu)\b)[^\W\d]+", re.I
)
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\Z")


def drop_repeats(blocks: list[Block], headline: str) -> None:
    """Takes out headline and date line where the body prints them once more on top."""
    folded = headline.casefold()
    blocks[:_TOP] = [b for b in blocks[:_TOP] if b.text.casefold() != folded and not _is_date_line(b.text)]


def _is_date_line(text: str) -> bool:
    """Whether a short line holds a date and its clock, or a date alone: `Kamis, 05 November 2015 | 11:13 WIB`."""
    dates = find_dates(text) if len(text) < _SHORT_LINE else []
    if dates and _CLOCK.match(text, dates[0].end):
        return True
    return bool(dates) and not _WORDS_BESIDE_DATE.search(text[: dates[0].start] + text[dates[0].end :])


def take_dateline(blocks: list[Block]) -> Dateline | None:
    """Cuts the dateline off the first paragraph; `dateline.raw` and what is left are the paragraph as printed."""
    if not blocks:
        return None
    first = blocks[0].text
    if len(first) < _SHORT_LINE and len(blocks) > 1:
        found = find_dateline(f"{first} {blocks[1].text}")
        if found and len(found.raw.strip()) == len(first):
            del blocks[0]
            return found
    if found := find_dateline(first) or _find_below(blocks):
        blocks[0].text = blocks[0].text[len(found.raw) :]
        if not blocks[0].text:
            del blocks[0]
    return found


def _find_below(blocks: list[Block]) -> Dateline | None:
    """The dateline of a later paragraph, where only headings, quotations and words without a full stop stand above."""
    for number, block in enumerate(blocks[: _TOP - 1], start=1):
        sentence = block.kind != "subhead" and _ENDED.search(block.text)
        if number == len(blocks) or (sentence and not any(block.text in other.text for other in blocks[number:])):
            return None
        if found := find_dateline(blocks[number].text):
            del blocks[:number]
            return found
    return None


def lead_date(blocks: Sequence[Block], dateline: Dateline | None) -> str | None:
    """The first calendar date of the lead, ISO; the dateline is part of it."""
    lead = (dateline.raw if dateline else "") + blocks[0].text
    return next((found.date.isoformat() for found in find_dates(lead) if found.date), None)
