"""Times told from now: "3 jam lalu", "kemarin"."""

import datetime as dt
import re
from typing import NamedTuple

_UNITS = {
    1: "detik second sec",
    60: "menit mnt minute min",
    3600: "jam hour",
    86_400: "hari day",
    604_800: "minggu pekan week",
    2_592_000: "bulan month",
    31_536_000: "tahun year",
}
_SECONDS = {word: seconds for seconds, words in _UNITS.items() for word in words.split()}
_UNIT = "|".join(sorted(_SECONDS, key=len, reverse=True))
_SPAN = rf"(?:\d{{1,3}}\s?|(?:satu|an?|one)\s|se)(?:{_UNIT})s?"
_AGO = re.compile(
    rf"(?<![^\W_])(?:(?:{_SPAN}[\s,]{{1,3}}){{1,3}}(?:yang\s+)?(?:lalu|ago|silam)|baru saja|just now)(?![^\W_])"
)
# One of them stands in every such expression: a quick look before the patterns.
_SIGNS = ("lalu", "ago", "silam", "baru saja", "just now", "hari ini", "today", "kemarin", "yesterday")
_COUNTED = re.compile(rf"(\d{{0,3}})\D*?({_UNIT})")
_DAYS_BACK = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1}
_NAMED_DAY = re.compile(rf"(?<![^\W_])(?:{'|'.join(_DAYS_BACK)})(?![^\W_])")


class Elapsed(NamedTuple):
    """How long ago; `days_only` where only a day is named; start and end are offsets in the text."""

    ago: dt.timedelta
    days_only: bool
    start: int
    end: int


def find_elapsed(text: str) -> Elapsed | None:
    """The first such expression of a text, or None; a month counts 30 days, a year 365.

    >>> str(find_elapsed("Diterbitkan 1 jam 20 menit yang lalu").ago)
    '1:20:00'
    """
    small = text.lower()
    if not any(sign in small for sign in _SIGNS):
        return None
    if ago := _AGO.search(small):
        seconds = sum(int(count or 1) * _SECONDS[unit] for count, unit in _COUNTED.findall(ago[0]))
        return Elapsed(dt.timedelta(seconds=seconds), False, *ago.span())
    if day := _NAMED_DAY.search(small):
        return Elapsed(dt.timedelta(days=_DAYS_BACK[day[0]]), True, *day.span())
    return None
