"""Times of publication: the instant in a visible line, a feed or a meta tag, in all the forms of the field."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.items import Instant
from crawler.parse.calendar import FULL_YEAR, MONTHS, FoundDate, calendar_day, find_dates
from crawler.parse.elapsed import find_elapsed

INDONESIAN_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}

_NAMED = r"(?:WITA|WIB|WIT)(?![^\W_])"
_GREENWICH = r"(?:GMT|UTC|UT)(?:\s?[+\-−]\s?\d{1,2}(?:[:.]?\d\d)?)?(?![^\W_])|Z(?![^\W_])"
_ISO = re.compile(
    r"\s*(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:T|\s{1,2}|(?<=\d{8}))(?P<hour>\d\d)(?P<colon>[:.-]?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)(?:[.,]\d+)?)?"
    # A plus that went through an address comes out as a space.
    rf"\s{{0,2}}(?P<zone>{_NAMED}|{_GREENWICH}|[+\-−]\d{{1,2}}(?:[:.]?\d\d)?(?!\d)|(?<=\s)\d\d:\d\d(?!\d))?"
    r"(?!\s?[ap]\.?m|[.:]?\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d.,:/])(?P<hour>\d{1,2})\s?[:.]\s?(?P<minute>\d\d)(?:\s?[:.]\s?(?P<second>\d\d))?(?![\d/]|[.,:]\d)"
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    rf"(?:[\s(,]{{0,3}}(?P<zone>{_NAMED}|{_GREENWICH}|[+\-−]\d{{4}}(?!\d)|\+\d\d(?::\d\d)?(?!\d))\)?)?",
    re.IGNORECASE,
)
# What most portals print, from its first letter to its last: read in a third of the time that the grammar takes.
_PLAIN = re.compile(
    r"\D{0,40}(?:(\d{1,2})[ /-]([^\W\d_]{3,9}|\d\d?)[ /-]|(?<![^\W\d_])([^\W\d_]{3,9}) (\d{1,2}), )(\d{4})[ ,|@-]{1,4}"
    r"(\d\d)[:.](\d\d)(?::(\d\d))? ?((?i:WITA|WIB|WIT)|GMT|[+-]\d{4})?\Z"
)
# "Sen, 04/17/2023" and, where only so the weekday is right, "Sen, 04/10/2023": nobody told Drupal the country.
_MONTH_FIRST = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)(?=/\d{4}(?!\d))")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
_REACH = 48
"""characters between a date and its time"""
_FALLBACK_LENGTH = 60
_HALF_A_YEAR = dt.timedelta(days=182)
"""what is printed without a year lies in the year before the fetch"""


class _Reading(NamedTuple):
    """`at` is a date where no time is written; start and end are offsets in the text."""

    at: dt.datetime | dt.date
    zone: str
    start: int
    end: int


def parse_instant(text: str, zone: str | dt.tzinfo = "+08:00", now: dt.datetime | None = None) -> dt.datetime:
    """The aware time that a text names; `zone` (offset, WIB/WITA/WIT or IANA name) holds where none is written.

    `now`, the time of the fetch, gives "3 jam lalu" its meaning. A day without a time is its midnight.
    Raises ValueError where no day is named.

    >>> parse_instant("Selasa, 11 April 2023 | 18:22 WITA").isoformat()
    '2023-04-11T18:22:00+08:00'
    >>> parse_instant("Kompas.com - 21/08/2024, 07.14 WIB | Editor: A").isoformat()
    '2024-08-21T07:14:00+07:00'
    """
    offset = _tzinfo(zone)
    if plain := _read_plain(text, offset):
        return plain
    if (reading := _read(text, offset, now)) is None:
        raise ValueError(f"no date or time found in {text[:80]!r}")
    if isinstance(reading.at, dt.datetime):
        return reading.at
    return dt.datetime.combine(reading.at, dt.time(), offset)


def read_instant(text: str, source: str, portal_zone: str, now: dt.datetime | None = None) -> Instant | None:
    """The instant a source names with its evidence, or None; `at` is a bare date where no time is written.

    >>> found = read_instant("Dipublikasikan 14 Mei 2025, 07:00 WITA", "visible", "+08:00")
    >>> found.at, found.raw, found.zone
    ('2025-05-14T07:00:00+08:00', '14 Mei 2025, 07:00 WITA', 'written')
    """
    if (reading := _read(text, _tzinfo(portal_zone), now)) is None:
        return None
    at, zone, start, end = reading
    if isinstance(at, dt.datetime):
        return Instant(at.isoformat(timespec="seconds"), text[start:end], source, zone)
    return Instant(at.isoformat(), text[start:end], source, "portal")


def _read(text: str, portal: dt.tzinfo, now: dt.datetime | None) -> _Reading | None:
    if iso := _ISO.match(text):
        return _read_iso(iso, portal)
    if reading := _read_written(text, portal, now):
        return reading
    if now and (reading := _read_elapsed(text, portal, now)):
        return reading
    if _EPOCH.match(stamp := text.strip()):
        at = dt.datetime.fromtimestamp(int(stamp[:10]), portal)
        return _Reading(at, "offset", 0, len(text))
    return _read_unknown(text, portal, now)


def _read_iso(match: re.Match[str], portal: dt.tzinfo) -> _Reading | None:
    """`2023-11-02T20-59-53Z` is local time with a letter behind it: what writes its time so knows no zone."""
    year, _dash, month, day, hour, colon, minute, second, zone = match.groups()
    date = calendar_day(int(year), int(month), int(day))
    clock = int(hour), int(minute), int(second or 0)
    return (
        _at(date, clock, None if colon == "-" else zone, portal, (match.start("year"), match.end())) if date else None
    )


def _read_plain(text: str, portal: dt.tzinfo) -> dt.datetime | None:
    if not (match := _PLAIN.match(text)):
        return None
    day, name, name_before, day_behind, year, hour, minute, second, zone = match.groups()
    name, day = name or name_before, day or day_behind
    month = MONTHS.get(name.lower()) or (int(name) if name.isdecimal() else None)
    # Which of two numbers is the month, a weekday in front may tell.
    if name.isdecimal() and int(day) <= 12 and text[0].isalpha():
        return None
    date = calendar_day(int(year), month, int(day)) if month else None
    if date is None or hour > "23" or minute > "59" or (second and second > "59"):
        return None
    offset = _zone(zone, portal)[0] if zone else portal
    return dt.datetime(date.year, date.month, date.day, int(hour), int(minute), int(second or 0), tzinfo=offset)


def _read_written(text: str, portal: dt.tzinfo, now: dt.datetime | None) -> _Reading | None:
    near = (now - _HALF_A_YEAR).date() if now else None
    dates = find_dates(text, near) or find_dates(_day_first(text), near)
    for index, found in enumerate(dates):
        # A time is printed by a program: where its weekday is wrong, that is what the program got wrong.
        if day := found.date or _without_weekday(found, near):
            before = dates[index - 1].end if index else 0
            after = dates[index + 1].start if index + 1 < len(dates) else len(text)
            return _with_clock(text, day, (found.start, found.end), (before, after), portal)
    return None


def _day_first(text: str) -> str:
    """The text with numbers of day and month exchanged, at the same offsets."""
    return _MONTH_FIRST.sub(r"\2/\1", text)


def _without_weekday(found: FoundDate, near: dt.date | None) -> dt.date | None:
    """The day of a date whose weekday is another's: the month stands first, or the weekday is wrong."""
    exchanged = find_dates(_day_first(found.raw), near) if found.conflict else []
    if exchanged and exchanged[0].date:
        return exchanged[0].date
    digits = re.search(r"\d", found.raw)
    dates = find_dates(found.raw[digits.start() :], near) if found.conflict and digits else []
    return dates[0].date if dates else None


def _with_clock(text: str, day: dt.date, span: tuple[int, int], room: tuple[int, int], portal: dt.tzinfo) -> _Reading:
    """The time beside a day, behind it before in front of it; `room` ends where other dates begin."""
    start, end = span
    behind = _CLOCK.search(text, end, min(room[1], end + _REACH))
    if behind and (reading := _read_clock(day, behind, portal, (start, behind.end()))):
        return reading
    clocks = list(_CLOCK.finditer(text, max(room[0], start - _REACH), start))
    if clocks and (reading := _read_clock(day, clocks[-1], portal, (clocks[-1].start(), end))):
        return reading
    return _Reading(day, "portal", start, end)


def _read_clock(day: dt.date, match: re.Match[str], portal: dt.tzinfo, span: tuple[int, int]) -> _Reading | None:
    hour, minute, second, half, zone = match.groups()
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half in "pP" else 0)
    return _at(day, (hours, int(minute), int(second or 0)), zone, portal, span)


def _at(
    day: dt.date, clock: tuple[int, int, int], zone: str | None, portal: dt.tzinfo, span: tuple[int, int]
) -> _Reading | None:
    hour, minute, second = clock
    if minute > 59 or second > 59 or hour > 24:
        return None
    offset, evidence = _zone(zone, portal)
    at = dt.datetime(day.year, day.month, day.day, hour % 24, minute, second, tzinfo=offset)
    return _Reading(at + dt.timedelta(days=1) if hour == 24 else at, evidence, *span)


@lru_cache
def _zone(written: str | None, portal: dt.tzinfo) -> tuple[dt.tzinfo, str]:
    """The zone and how it is known; an offset of -07:00 to -09:00 is an Indonesian one with the wrong sign."""
    if not written:
        return portal, "portal"
    name = re.sub(r"\s", "", written).upper()
    if name in INDONESIAN_ZONES:
        return _tzinfo(name), "written"
    digits = re.sub(r"\D", "", name)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits or 0), 0)
    if hours > 14 or minutes > 59:
        return portal, "portal"
    west = name.lstrip("GMTUC")[:1] in ("-", "−") and hours not in (7, 8, 9)
    distance = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-distance if west else distance), "offset"


def _read_elapsed(text: str, portal: dt.tzinfo, now: dt.datetime) -> _Reading | None:
    if (elapsed := find_elapsed(text)) is None:
        return None
    at, span = now.astimezone(portal) - elapsed.ago, (elapsed.start, elapsed.end)
    if elapsed.days_only:
        return _with_clock(text, at.date(), span, (0, len(text)), portal)
    return _Reading(at, "portal", *span)


def _read_unknown(text: str, portal: dt.tzinfo, now: dt.datetime | None) -> _Reading | None:
    """What dateparser makes of a short text that names a month or a year; it is slow to load and to answer."""
    if len(text) > _FALLBACK_LENGTH or not _names_a_date(text):
        return None
    import dateparser

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    at = dateparser.parse(text, languages=["id", "en"], settings=settings)
    if at is None:
        return None
    return _Reading(at if at.tzinfo else at.replace(tzinfo=portal), "offset" if at.tzinfo else "portal", 0, len(text))


def _names_a_date(text: str) -> bool:
    if not FULL_YEAR.search(text):
        return False
    words = _LETTERS.findall(text.lower())
    return not MONTHS.keys().isdisjoint(words) and not find_dates(text)


@lru_cache
def _tzinfo(zone: str | dt.tzinfo) -> dt.tzinfo:
    if isinstance(zone, dt.tzinfo):
        return zone
    name = INDONESIAN_ZONES.get(zone.upper(), zone)
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", name):
        distance = dt.timedelta(hours=int(match[2]), minutes=int(match[3]))
        return dt.timezone(-distance if match[1] == "-" else distance)
    return ZoneInfo(name)
