"""What a date looks like in Indonesian news: words of days and months, and the shapes they are written in."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february febuari feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus augustus august agust agus agu agt ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
_DAY_NAMES = (
    "senin monday sen mon",
    "selasa tuesday sel tues tue",
    "rabu wednesday rab wed",
    "kamis thursday kam thurs thur thu",
    "jumat friday jumaat jum fri",
    "sabtu saturday sab sat",
    "minggu ahad sunday min sun",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
# Towns of Sulawesi count their age from dates as old as 1268; what lies outside is a slip of the pen.
_YEARS = range(1200, 2100)


def _one_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


# The patterns read small letters, which is five times as fast as ignoring case, and begin with what re can skip to.
_MONTH = rf"(?:{_one_of(MONTHS)})(?![^\W\d_])\.?"
_GAP = r"\s{0,3}[/.\-–]\s{0,3}"
_TO = r"\s{0,3}(?:[-–—&]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s{0,3}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
    (?P<first>\d(?<![\d/]\d)(?<!\d[.,\-–]\d)(?:\d{{3}}|\d)?)(?!\d)
    (?:
        (?<=\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})(?![\d/])
      | (?<!\d{{3}})(?:
            (?:(?:\s{{1,3}}(?P<from_word>{_MONTH}))?{_TO}\d{{1,2}})?{_ORDINAL}[\s./-]{{0,3}}(?P<word>{_MONTH})
            (?:(?:[\s,./-]{{0,3}}|\s{{1,3}}tahun\s{{1,3}})
               (?P<word_year>\d{{4}}(?!\d)|['’]\d\d(?!\d)|\d\d(?=\s*(?:[,|)\]]|$|\d?\d[:.]\d\d))))?
          | (?:(?:/(?P<from_number>\d{{1,2}}))?{_TO}\d{{1,2}}(?=\s?/))?
            (?P<gap>{_GAP})(?P<number>\d{{1,2}})(?:(?P<year_gap>{_GAP})(?P<number_year>\d{{2,4}}))?(?!\d|[/.\-–]\d)
          | {_ORDINAL}(?:,\s{{0,3}}|\s{{1,3}})(?P<after_month>\d{{4}})(?!\d)
        )
    )""",
    re.VERBOSE,
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_])({_one_of(MONTHS)})\.?\s{{0,3}}\Z")

_PART = r"(?:pagi|siang|sore|petang|malam|dini\s?hari|subuh|tadi|ini|itu|lalu|kemarin|kemaren|wita|wib|wit|yang|hari)"
_CLOCK = r"(?:seki(?:ra|tar)\s+)?(?:pukul|jam|pkl\.?)?\s*\d{1,2}[.:]\d\d(?:\s+wi(?:ta|b|t))?"
_LEAD = re.compile(
    # The apostrophe of Jum'at is typed in many ways.
    rf"(jum\W\s?at|tanggal|tgl|{_one_of(WEEKDAYS)})(?![^\W\d_])\.?(?:{_TO}(?:{_one_of(WEEKDAYS)}))?"
    rf"(?:[\s,/]{{1,3}}{_PART}){{0,3}}(?:[\s,]{{1,3}}{_CLOCK})?"
    r"[\s,;:|/-]{0,4}(?:(?:tanggal|tgl\.?)\s{0,3})?[(\[]?\s{0,3}\Z"
)
_OPENING = re.compile(r"[(\[]\s{0,3}\Z")
_CLOSING = re.compile(r"\s{0,3}[)\]]")
_NOT_LETTERS = re.compile(r"\W")
_LOOK_BACK = 64
"""characters in front of a date in which its weekday may stand"""


class Written(NamedTuple):
    """One date as it stands in a text; `year` is None where none is written, `weekday` counts from Monday as 0."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None


def scan(text: str) -> Iterator[Written]:
    """All that is written like a date, left to right, whether such a day exists or not; of a range its first day."""
    small = _lower(text)
    floor = 0
    for match in _DATE.finditer(small):
        if written := _read(text, small, match, floor):
            yield written
            floor = written.end


def _lower(text: str) -> str:
    """Small letters at their old offsets; a few capitals, such as the dotted İ, would grow."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _read(text: str, small: str, match: re.Match[str], floor: int) -> Written | None:
    start, end = match.span()
    base = max(floor, start - _LOOK_BACK)
    head = small[base:start]
    month_name = None
    if match["after_month"]:
        if not (name := _MONTH_BEFORE.search(head)):
            return None
        month_name, head = name[1], head[: name.start()]
    start = base + len(head)
    lead = _lead(text, head, base)
    opening = _OPENING.search(head)
    if match["gap"] and not _is_meant(match, lead is not None, opening is not None):
        return None
    if opening and (closing := _CLOSING.match(small, end)):
        start, end = base + opening.start(), closing.end()
    if lead:
        start = base + lead.start()
    weekday = WEEKDAYS.get(_NOT_LETTERS.sub("", lead[1])) if lead else None
    return Written(start, end, *_numbers(match, month_name), weekday)


def _lead(text: str, head: str, base: int) -> re.Match[str] | None:
    """The weekday, or the word `tanggal`, that leads up to a date; a small "minggu" is a week ("dua minggu")."""
    lead = _LEAD.search(head)
    if not lead or (lead.start() and head[lead.start() - 1].isalnum()):
        return None
    return None if text.startswith("minggu", base + lead.start()) else lead


def _is_meant(match: re.Match[str], led: bool, bracketed: bool) -> bool:
    """Whether numbers are a date: `3/4` may be a share, `3-2` a score, `10.30` a time."""
    gap, year_gap, year = match.group("gap", "year_gap", "number_year")
    if year and len(year) == 4:
        return True
    if year:
        return led or bracketed or (gap == year_gap == "/")
    return (led or bracketed) if "/" in gap else led and bracketed and "." not in gap


def _numbers(match: re.Match[str], month_name: str | None) -> tuple[int | None, int, int]:
    """Year, month and day of whichever shape matched."""
    first, word, number = match.group("first", "word", "number")
    if word:
        month = MONTHS[(match["from_word"] or word).rstrip(".")]
        return _year(match["word_year"]), month, int(first)
    if number:
        return _year(match["number_year"]), int(match["from_number"] or number), int(first)
    if month_name:
        return int(match["after_month"]), MONTHS[month_name], int(first)
    return int(first), int(match["iso_month"]), int(match["iso_day"])


def _year(written: str | None) -> int | None:
    """Full year; of two digits those to 40 are ours, `17/8/45` is the last century's."""
    if not written:
        return None
    digits = written.lstrip("'’")
    if len(digits) != 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= 40 else 1900)


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where no calendar has it or its year is absurd."""
    if year not in _YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
