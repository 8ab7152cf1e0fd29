"""What a date looks like in Indonesian news: words of days and months, and the shapes they are written in."""

import datetime as dt
import re
from collections.abc import Iterator
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


def _one_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH = rf"(?:{_one_of(MONTHS)})(?![^\W\d_])\.?"
# A small "minggu" is a week ("dua minggu"), and the apostrophe of Jum'at is typed in many ways.
_WEEKDAY = rf"(?:jum\W\s?at|(?!(?-i:m)inggu)(?:{_one_of(WEEKDAYS)}))(?![^\W\d_])\.?"
_GAP = r"\s{0,3}[/.\-–]\s{0,3}"
_TO = r"\s{0,3}(?:[-–—&]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s{0,3}"
_NOT_INSIDE = r"(?<![\d/])(?<!\d[.,\-–])"
_ENDS = r"(?!\d|[/.\-–]\d)"

_NUMBERS = rf"""{_NOT_INSIDE}(?P<day>\d{{1,2}})(?P<gap>{_GAP})(?P<month>\d{{1,2}})(?:(?P<gap2>{_GAP})(?P<year>\d{{2,4}}))?{_ENDS}"""
_NUMBER_RANGE = (
    rf"{_NOT_INSIDE}(?P<day>\d{{1,2}})(?:/(?P<month>\d{{1,2}}))?{_TO}\d{{1,2}}\s?(?P<gap>/)\s?(?P<month2>\d{{1,2}})"
    rf"(?:(?P<gap2>{_GAP})(?P<year>\d{{2,4}}))?{_ENDS}"
)
_YEAR = (
    r"(?:(?:[\s,./-]{0,3}|\s{1,3}tahun\s{1,3})(?P<year>\d{4}(?!\d)|['’]\d\d\b|\d\d(?=\s*(?:[,|)\]]|$|\d?\d[:.]\d\d))))?"
)
_WORDS = rf"{_NOT_INSIDE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]{{0,3}}(?P<month>{_MONTH}){_YEAR}"
_WORD_RANGE = rf"{_NOT_INSIDE}(?P<day>\d{{1,2}})(?:\s{{1,3}}(?P<month>{_MONTH}))?{_TO}\d{{1,2}}[\s./-]{{1,3}}(?P<month2>{_MONTH}){_YEAR}"
_YEAR_FIRST = r"(?<![\d/.\-–])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/])"
_MONTH_FIRST = rf"(?<![^\W\d_])(?P<month>{_MONTH})\s{{0,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})(?P<year>\d{{4}})(?!\d)"

# In this order: where two shapes begin at one place, the earlier one is meant.
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (_WORD_RANGE, _WORDS, _NUMBER_RANGE, _YEAR_FIRST, _NUMBERS, _MONTH_FIRST)
)

_PART = r"(?:pagi|siang|sore|petang|malam|dini\s?hari|subuh|tadi|ini|itu|lalu|kemarin|kemaren|wita|wib|wit|yang|hari)"
_CLOCK = r"(?:seki(?:ra|tar)\s+)?(?:pukul|jam|pkl\.?)?\s*\d{1,2}[.:]\d\d(?:\s+wi(?:ta|b|t))?"
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?P<weekday>{_WEEKDAY})(?:{_TO}{_WEEKDAY})?(?:[\s,/]{{1,3}}{_PART}){{0,3}}(?:[\s,]{{1,3}}{_CLOCK})?"
    r"[\s,;:|/-]{0,4}(?:(?:tanggal|tgl\.?)\s{0,3})?|(?:tanggal|tgl\.?)\s{0,3})[(\[]?\s{0,3}\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[(\[]\s{0,3}\Z")
_CLOSING = re.compile(r"\s{0,3}[)\]]")
_LOOK_BACK = 64


# Towns of Sulawesi count their age from dates as old as 1268; what lies outside is a slip of the pen.
_YEARS = range(1200, 2100)


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
    end = 0
    for match in _candidates(text):
        if match.start() < end:
            continue
        if written := _read(text, match, end):
            yield written
            end = written.end


def _candidates(text: str) -> list[re.Match[str]]:
    if len(text) < 3:
        return []
    found = [match for shape in _SHAPES for match in shape.finditer(text)]
    return sorted(found, key=re.Match.start) if len(found) > 1 else found


def _read(text: str, match: re.Match[str], floor: int) -> Written | None:
    parts = match.groupdict()
    start, end = match.span()
    head = text[max(floor, start - _LOOK_BACK) : start]
    before = _BEFORE.search(head)
    opening = _OPENING.search(head)
    if parts.get("gap") and not _is_meant(parts, bool(before), bool(opening)):
        return None
    if opening and (closing := _CLOSING.match(text, end)):
        end = closing.end()
    lead = before or (opening if text[end - 1] in ")]" else None)
    start -= len(head) - lead.start() if lead else 0
    weekday = before and before["weekday"]
    return Written(
        start,
        end,
        _year(parts["year"]),
        _month(parts.get("month") or parts["month2"]),
        int(parts["day"]),
        _weekday(weekday) if weekday else None,
    )


def _is_meant(parts: dict[str, str | None], led: bool, bracketed: bool) -> bool:
    """Whether numbers are a date: `3/4` may be a share, `3-2` a score, `10.30` a time."""
    gaps = f"{parts['gap']}{parts['gap2'] or ''}".replace(" ", "")
    year = parts["year"]
    if year and len(year) == 4:
        return True
    if not year:
        return (led or bracketed) if gaps == "/" else led and bracketed and gaps in ("-", "–")
    return led or bracketed or gaps == "//"


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else MONTHS[written.rstrip(".").lower()]


def _weekday(written: str) -> int:
    return WEEKDAYS[re.sub(r"[\W_]", "", written).lower()]


def _year(written: str | None) -> int | None:
    """Full year; of two digits those to 40 are ours, `17-8-45` is the last century's."""
    if not written:
        return None
    digits = written.strip("'’")
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
