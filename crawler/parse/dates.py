"""Dates and times in Indonesian news text."""

import datetime as dt
from dataclasses import dataclass

from crawler.parse.calendar import Written, calendar_day, scan
from crawler.parse.instants import parse_instant, read_instant

__all__ = ["FoundDate", "find_dates", "parse_instant", "read_instant"]


@dataclass(frozen=True, slots=True)
class FoundDate:
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
    return [found for written in scan(text) if (found := _judge(text, written, near))]


def _judge(text: str, written: Written, near: dt.date | None) -> FoundDate | None:
    date, month_day = None, None
    if written.year is not None:
        if (date := calendar_day(written.year, written.month, written.day)) is None:
            return None
    elif calendar_day(2000, written.month, written.day) is None:
        return None
    else:
        month_day = f"{written.month:02}-{written.day:02}"
        date = _nearest(written, near) if near else None
    conflict = date is not None and written.weekday not in (None, date.weekday())
    raw = text[written.start : written.end]
    return FoundDate(raw, None if conflict else date, month_day, conflict, written.start, written.end)


def _nearest(written: Written, near: dt.date) -> dt.date | None:
    years = range(near.year - 1, near.year + 2)
    days = [day for year in years if (day := calendar_day(year, written.month, written.day))]
    return min(days, key=lambda day: abs(day - near), default=None)
