"""What a date looks like in Indonesian news: words of days and months, and the shapes they are written in."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache, lru_cache
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
_EARLIEST, _LATEST = 1200, 2099

FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
_GAP = r"\s{0,3}[/.\-–]{1,2}\s{0,3}"
_TO = r"\s{0,3}(?:[-–—&]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s{0,3}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
    (\d(?<!\d\d)(?<!\d[.,/\-–]\d)\d?+)(?=[\d\s,/.\-–—&a-z])
    (?: (?=\s{{0,3}}[/.\-–—&shd])
        (?: (?![-–]\d{{1,2}}/\d{{1,2}}(?!\d)) | (?:/(\d{{1,2}}))?{_TO}\d{{1,2}}(?=\s?/) )
        ({_GAP})(\d{{1,2}})(?:({_GAP}|\s(?=\d{{4}}))(\d{{2,4}})|(?!\s?{_MONTH}))(?!\d|[/.\-–]\d)
      | (?:{_TO}\d{{1,2}})?{_ORDINAL}(?:[\s./-]{{0,3}}|\sbulan\s)({_MONTH})(?:{_TO}\d{{1,2}}\s{{1,3}}{_MONTH})?
        (?:(?:[\s,./-]{{0,3}}|\s{{1,3}}tahun\s{{1,3}})
           (\d{{4}}(?!\d)|['’]\d\d(?!\d)|\d\d(?=\s*(?:[,|)\]]|$|\d?\d[:.]\d\d))))?
      | {_ORDINAL}(?:,\s{{0,3}}|\s{{1,3}})(\d{{4}})(?!\d)
      | (\d\d)[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d/])
    )(\s{{0,3}}+[)\]])?+""",
    re.VERBOSE,
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_])({one_of(MONTHS)})\.?\s{{0,3}}\Z")

_PART = (
    r"(?:pagi|siang|sore|petang|malam|dini\s?hari|subuh|tadi|ini|itu|lalu|pekan|kemarin|kemaren|wita|wib|wit|yang|hari)"
)
_CLOCK = r"(?:seki(?:ra|tar)\s+)?(?:pukul|jam|pkl\.?)?\s*\d{1,2}[.:]\d\d(?:\s+wi(?:ta|b|t))?"
_LEAD = re.compile(
    # The apostrophe of Jum'at is typed in many ways.
    rf"(jum\W\s?at|tanggal|tgl|{one_of(WEEKDAYS)})(?![^\W\d_])\.?(?:{_TO}(?:{one_of(WEEKDAYS)}))?"
    rf"(?:[\s,/]{{1,3}}{_PART}){{0,3}}(?:[\s,]{{1,3}}{_CLOCK})?"
    r"[\s,;:|/-]{0,4}(?:(?:tanggal|tgl\.?)\s{0,3})?[(\[]?\s{0,3}\Z"
)
_TIES = ("dan", "hingga", "sampai", "s/d", "-", "–", "/", "&")
_BRACKETS = ("(", "[")
_SHORTEST = len("4/3")
_LOOK_BACK = 64
"""characters in front of a date in which its weekday may stand"""


# Half a microsecond each, of ten: days and months repeat.
_number = cache(int)
_new = tuple.__new__  # a named tuple's own constructor takes twice the time


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
    small = text.lower()
    if len(small) != len(text):
        small = _lower(text)
    found: list[FoundDate] = []
    floor = position = 0
    while len(small) - position >= _SHORTEST and (match := _DATE.search(small, position)):
        position = match.end()
        if date := _read(text, small, match, floor, near):
            found.append(date)
            floor = date.end
    return found


def _lower(text: str) -> str:
    """Small letters at their old offsets; a few capitals, such as the dotted İ, would grow."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _read(text: str, small: str, match: re.Match[str], floor: int, near: dt.date | None) -> FoundDate | None:
    first, from_number, gap, number, year_gap, year, word, word_year, late_year, rest, month, day, closing = (
        match.groups()
    )
    start, end = match.span()
    base = start - _LOOK_BACK if start - _LOOK_BACK > floor else floor
    head = small[base:start]
    if number:
        month, day = _number(from_number or number), first
    elif word:
        year, month, day = word_year, MONTHS[word.rstrip(".")], first
    elif month:
        year, month = first + rest, _number(month)
    elif name := _MONTH_BEFORE.search(head):
        head, year, month, day = head[: name.start()], late_year, MONTHS[name[1]], first
        start = base + len(head)
    else:
        return None
    weekday, lead, bracketed = None, -1, False
    if head:
        bare = head.rstrip()
        bracketed = bare[-1:] in _BRACKETS
        weekday, lead = _lead(text, head, base)
    if number and not _is_meant(gap, year_gap, year, lead >= 0, bracketed):
        return None
    if bracketed and (closing or number):
        start = base + len(bare) - 1
    elif closing:
        end -= len(closing)
    if lead >= 0:
        start = base + lead
    if year:
        date, month_day = calendar_day(_year(year), month, _number(day)), None
    else:
        date, month_day = _without_year(month, _number(day), near)
    if not date and not month_day:
        return None
    conflict = weekday is not None and date is not None and date.weekday() != weekday
    return _new(FoundDate, (text[start:end], None if conflict else date, month_day, conflict, start, end))


def _lead(text: str, head: str, base: int) -> tuple[int | None, int]:
    """The weekday that leads up to a date and where it begins in `head`; -1 where nothing does.

    The word `tanggal` leads too; a small "minggu" is a week ("dua minggu").
    """
    word = head.rstrip(" ,([")
    begin = 0
    if (weekday := WEEKDAYS.get(word)) is None and (begin := word.rfind(" ") + 1):
        weekday = WEEKDAYS.get(word[begin:])
    # Nearly always the weekday is the last word, and no other is tied to it; the pattern is for the rest.
    if weekday is None or (begin and word[:begin].rstrip().endswith(_TIES)):
        if not (lead := _LEAD.search(head)):
            return None, -1
        begin = lead.start()
        weekday = WEEKDAYS["jumat"] if lead[1].startswith("jum") else WEEKDAYS.get(lead[1])
    if (weekday == 6 and text.startswith("minggu", base + begin)) or (begin and head[begin - 1].isalnum()):
        return None, -1
    return weekday, begin


def _is_meant(gap: str, year_gap: str | None, year: str | None, led: bool, bracketed: bool) -> bool:
    """Whether numbers are a date: `3/4` may be a share, `3-2` a score, `10.30` a time."""
    if year:
        return led or bracketed or gap == year_gap == "/" or (len(year) == 4 and year_gap != " ")
    return (led or bracketed) if "/" in gap else led and bracketed and "." not in gap


def _without_year(month: int, day: int, near: dt.date | None) -> tuple[dt.date | None, str | None]:
    """The date by `near`, and the month and day; both None where no calendar has it."""
    leap = calendar_day(2000, month, day)
    if leap is None:
        return None, None
    return _nearest(month, day, near) if near else None, leap.isoformat()[5:]


def _nearest(month: int, day: int, near: dt.date) -> dt.date | None:
    years = range(near.year - 1, near.year + 2)
    days = [date for year in years if (date := calendar_day(year, month, day))]
    return min(days, key=lambda date: abs(date - near), default=None)


@cache
def _year(written: str) -> int:
    """Full year; of two digits those to 40 are ours, `17/8/45` is the last century's."""
    if len(written) == 4:
        return int(written)
    digits = written.lstrip("'’")
    return int(digits) + (0 if len(digits) > 2 else 2000 if int(digits) <= 40 else 1900)


@lru_cache(maxsize=4096)
def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where no calendar has it or its year is absurd."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
