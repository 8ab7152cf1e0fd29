"""Expected against stored, per portal and day: what discovery has shown and nobody has stored, each with its reason."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from crawler.clock import WITA, instant_of
from crawler.discover.address import day_in_address
from crawler.seen.pages import FAILED, FILTERED, FOUND, QUEUED, REFUSED, STORED, Page

_DATED = r"/(?P<year>20\d\d)/(?P<month>\d\d)/(?P<day>\d\d)/"
_NOT_YET = {FOUND: "not yet", QUEUED: "queued"}
_MAY_BE_ARTICLES = ("no-body", "no-headline", "too-large", "empty")
"""reasons of refused pages that may be articles all the same; the others are lists, galleries and the like"""

NUMBERED = {"tribun": re.compile(r"/[\w-]+/(\d{4,9})/[\w-]+"), "antara": re.compile(r"/berita/(\d+)/")}
"""families whose articles are numbered in a row"""

_LONGEST_JUMP = 50
"""numbers; what is farther apart belongs to another series"""


@dataclass(slots=True)
class Day:
    """A day of a portal: `missing` are expected articles by the reason why they are not stored."""

    portal: str
    day: str
    stored: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    skipped_numbers: int | None = None
    """numbers between those of stored articles that no stored one has: an estimate, where articles are numbered"""

    @property
    def expected(self) -> int:
        return self.stored + sum(self.missing.values())


def days_of(portal: str, pages: Iterable[Page], family: str = "") -> list[Day]:
    """The days of a portal on which something was published, oldest first."""
    days: dict[str, Day] = {}
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for page in pages:
        if not (why := reason(page)) and page.outcome != STORED:
            continue
        on = day_of(page).isoformat()
        day = days.setdefault(on, Day(portal, on))
        if why:
            day.missing[why] = day.missing.get(why, 0) + 1
        else:
            day.stored += 1
            numbers[on].update(_number(page.url, family))
    for on, found in numbers.items():
        days[on].skipped_numbers = _skipped(found) if family in NUMBERED else None
    return [days[on] for on in sorted(days)]


def reason(page: Page) -> str | None:
    """Why a page that was expected is not stored; None where it is, or where it is no article."""
    if page.outcome in _NOT_YET:
        return _NOT_YET[page.outcome]
    if page.outcome == FAILED:
        return "robots" if page.detail == "robots" else f"failed: {page.detail}"
    if page.outcome == REFUSED and page.detail in _MAY_BE_ARTICLES:
        return f"refused: {page.detail}"
    return "filtered" if page.outcome == FILTERED else None


def day_of(page: Page) -> date:
    """The day of publication in WITA: as it was said, else as the address has it, else when the page was first seen."""
    if page.published is None and (day := day_in_address(page.url, _DATED)):
        return day
    at = instant_of(page.published or page.first or page.looked)
    return at.astimezone(WITA).date() if at else date.min


def fixable(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages that may give an article when they are asked for once more."""
    return (page for page in pages if page.outcome in (FOUND, FAILED) or (page.outcome == REFUSED and reason(page)))


def total(days: Iterable[Day]) -> dict[str, int]:
    """All that is missing, by reason."""
    missing: Counter[str] = Counter()
    for day in days:
        missing.update(day.missing)
    return dict(sorted(missing.items()))


def _number(url: str, family: str) -> list[int]:
    found = NUMBERED[family].search(url) if family in NUMBERED else None
    return [int(found.group(1))] if found else []


def _skipped(numbers: set[int]) -> int:
    """How many numbers lie between neighbours.

    >>> _skipped({81001, 81002, 81005, 90000})
    2
    """
    return sum(gap - 1 for a, b in pairwise(sorted(numbers)) if (gap := b - a) <= _LONGEST_JUMP)
