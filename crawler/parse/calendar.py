"""What a date looks like in Indonesian news: words of days and months, and the shapes they are written in."""

import datetime as dt
import re
from collections.abc import Iterable
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


def one_of(names: Iterable[str]) -> str:
    """A pattern for any of some words, longest first and apart by first letter, so that re tries few of them."""
    initials = sorted({name[0] for name in names})
    tails = {
        initial: sorted((name[1:] for name in names if name[0] == initial), key=len, reverse=True)
        for initial in initials
    }
    return "|".join(f"{initial}(?:{'|'.join(tails[initial])})" for initial in initials)


# The patterns read small letters, which is five times as fast as ignoring case, and begin with what re can skip to.
_MONTH = rf"(?:{one_of(MONTHS)})(?![^\W\d_])\.?"
_GAP = r"\s{0,3}[/.\-–]\s{0,3}"
_TO = r"\s{0,3}(?:[-–—&]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s{0,3}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
    (\d(?<![\d/]\d)(?<!\d[.,\-–]\d)(?:\d{{3}}|\d)?)(?!\d)
    (?: (?<!\d{{3}})
        (?:(?:/(\d{{1,2}}))?{_TO}\d{{1,2}}(?=\s?/))?
        ({_GAP})(\d{{1,2}})(?:({_GAP})(\d{{2,4}})|(?!\s?{_MONTH}))(?!\d|[/.\-–]\d)
      | (?<!\d{{3}})
        (?:(?:\s{{1,3}}({_MONTH}))?{_TO}\d{{1,2}})?{_ORDINAL}[\s./-]{{0,3}}({_MONTH})
        (?:(?:[\s,./-]{{0,3}}|\s{{1,3}}tahun\s{{1,3}})
           (\d{{4}}(?!\d)|['’]\d\d(?!\d)|\d\d(?=\s*(?:[,|)\]]|$|\d?\d[:.]\d\d))))?
      | (?<!\d{{3}}){_ORDINAL}(?:,\s{{0,3}}|\s{{1,3}})(\d{{4}})(?!\d)
      | (?<=\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d/])
    )(\s{{0,3}}[)\]])?""",
    re.VERBOSE,
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_])({one_of(MONTHS)})\.?\s{{0,3}}\Z")

_PART = r"(?:pagi|siang|sore|petang|malam|dini\s?hari|subuh|tadi|ini|itu|lalu|kemarin|kemaren|wita|wib|wit|yang|hari)"
_CLOCK = r"(?:seki(?:ra|tar)\s+)?(?:pukul|jam|pkl\.?)?\s*\d{1,2}[.:]\d\d(?:\s+wi(?:ta|b|t))?"
_LEAD = re.compile(
    # The apostrophe of Jum'at is typed in many ways.
    rf"(jum\W\s?at|tanggal|tgl|{one_of(WEEKDAYS)})(?![^\W\d_])\.?(?:{_TO}(?:{one_of(WEEKDAYS)}))?"
    rf"(?:[\s,/]{{1,3}}{_PART}){{0,3}}(?:[\s,]{{1,3}}{_CLOCK})?"
    r"[\s,;:|/-]{0,4}(?:(?:tanggal|tgl\.?)\s{0,3})?[(\[]?\s{0,3}\Z"
)
_NOT_LETTERS = re.compile(r"\W")
_LOOK_BACK = 64
"""characters in front of a date in which its weekday may stand"""


class FoundDate(NamedTuple):
    """A date in a text: `date` where it is full and right, `month_day` (`MM-DD`) where no year is written."""

    raw: str
    date: dt.date | None
    month_day: str | None
    conflict: bool
    """the weekday beside it is another day's"""
    start: int
    end: int


def find_dates(text: str, near: dt.date | None = None) -> list[FoundDate]:
    """All dates of a text, day before month; `near` lends its year to those without one (the nearest such day).

    A date that contradicts its weekday is marked, one that no calendar has is left out, a range gives its first day.

    >>> [found.date.isoformat() for found in find_dates("di Kendari, Jum’at malam (14/04/23) dan 1 Nopember 2023")]
    ['2023-04-14', '2023-11-01']
    >>> find_dates("Kamis (30/11)")[0].month_day, find_dates("Ahad (11/4/2023)")[0].conflict
    ('11-30', True)
    """
    small = _lower(text)
    found: list[FoundDate] = []
    floor = 0
    for match in _DATE.finditer(small):
        if date := _read(text, small, match, floor, near):
            found.append(date)
            floor = date.end
    return found


def _lower(text: str) -> str:
    """Small letters at their old offsets; a few capitals, such as the dotted İ, would grow."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _read(text: str, small: str, match: re.Match[str], floor: int, near: dt.date | None) -> FoundDate | None:
    first, from_number, gap, number, year_gap, year, from_word, word, word_year, late_year, month, day, closing = (
        match.groups()
    )
    start, end = match.span()
    base = start - _LOOK_BACK if start - floor > _LOOK_BACK else floor
    head = small[base:start]
    if number:
        month, day = from_number or number, first
    elif word:
        year, month, day = word_year, MONTHS[(from_word or word).rstrip(".")], first
    elif month:
        year = first
    elif name := _MONTH_BEFORE.search(head):
        head = head[: name.start()]
        year, month, day = late_year, MONTHS[name[1]], first
    else:
        return None
    bare = head.rstrip()
    bracketed = bare.endswith(("(", "["))
    lead = _lead(text, head, base) if bare else None
    if number and not _is_meant(gap, year_gap, year, lead is not None, bracketed):
        return None
    start = base + len(head)
    if closing and bracketed:
        start = base + len(bare) - 1
    elif closing:
        end -= len(closing)
    if lead:
        start = base + lead.start()
    weekday = WEEKDAYS.get(_NOT_LETTERS.sub("", lead[1])) if lead else None
    return _judge((text[start:end], start, end), _year(year), int(month), int(day), weekday, near)


def _lead(text: str, head: str, base: int) -> re.Match[str] | None:
    """The weekday, or the word `tanggal`, that leads up to a date; a small "minggu" is a week ("dua minggu")."""
    lead = _LEAD.search(head)
    if not lead or (lead.start() and head[lead.start() - 1].isalnum()):
        return None
    return None if text.startswith("minggu", base + lead.start()) else lead


def _is_meant(gap: str, year_gap: str | None, year: str | None, led: bool, bracketed: bool) -> bool:
    """Whether numbers are a date: `3/4` may be a share, `3-2` a score, `10.30` a time."""
    if year and len(year) == 4:
        return True
    if year:
        return led or bracketed or gap == year_gap == "/"
    return (led or bracketed) if "/" in gap else led and bracketed and "." not in gap


def _judge(
    where: tuple[str, int, int], year: int | None, month: int, day: int, weekday: int | None, near: dt.date | None
) -> FoundDate | None:
    """The date, unless no calendar has it."""
    raw, start, end = where
    month_day = None
    if year is not None:
        date = calendar_day(year, month, day)
    elif date := calendar_day(2000, month, day):
        month_day = date.isoformat()[5:]
        date = _nearest(month, day, near) if near else None
    if date is None and month_day is None:
        return None
    conflict = date is not None and weekday is not None and weekday != date.weekday()
    return FoundDate(raw, None if conflict else date, month_day, conflict, start, end)


def _nearest(month: int, day: int, near: dt.date) -> dt.date | None:
    years = range(near.year - 1, near.year + 2)
    days = [date for year in years if (date := calendar_day(year, month, day))]
    return min(days, key=lambda date: abs(date - near), default=None)


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
