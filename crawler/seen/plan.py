"""When a page is looked at again: pure rules of time. A page is young and changes, grows old, and is left in peace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

AGES = (timedelta(hours=3), timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""how long after its publication an article is looked at again"""

_ENOUGH = 0.75
"""a look made at this part of an age counts as the look of that age: runs are not on the minute"""

WAITS = (timedelta(), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""how long a page rests after its first failure, its second ...; after one more it is given up"""

OVERLAP = timedelta(days=1)
"""how far before the end of the last complete discovery the next one begins: portals publish with earlier times"""

FIRST_DAYS = 7
"""how many days back the first crawl of a portal goes by itself"""

_LONGEST_WINDOW = 62
"""days that are discovered at once; longer spans go by months"""

_SETTLING = timedelta(days=2)
"""after its last day a month may still get articles: zones, and clocks that are behind"""

_NO_ARTICLE = frozenset(("listing", "gallery", "video", "static", "amp", "print", "not-html", "empty"))
_NO_TEXT = frozenset(("no-headline", "no-body", "too-large"))
_ELSEWHERE = frozenset(("gone", "offsite", "unsupported-scheme"))
_LASTING = _NO_ARTICLE | _NO_TEXT | _ELSEWHERE
_OF_THE_PORTAL = frozenset(("robots-unreachable", "asked-to-wait", "dns", "connection-refused"))


def next_look(published: datetime, looked: datetime) -> datetime | None:
    """When an article is due again after a look; None when it is old enough to be left.

    A time of publication that lies after the look is wrong, and the look itself is taken for it.
    """
    begun = min(published, looked)
    return next((begun + age for age in AGES if looked - begun < age * _ENOUGH), None)


def next_try(reason: str, tries: int, failed: datetime) -> datetime | None:
    """When a page that was refused or failed for the n-th time is due again; None for never.

    What says nothing of the page, such as a host that does not answer, is tried in every run.
    """
    if reason in _LASTING:
        return None
    if reason in _OF_THE_PORTAL:
        return failed
    return failed + WAITS[tries - 1] if tries <= len(WAITS) else None


def is_lasting(reason: str) -> bool:
    """Whether a refusal will be the same tomorrow: the page is no article."""
    return reason in _LASTING


def is_of_the_portal(reason: str) -> bool:
    """Whether a failure would have met every other page too."""
    return reason in _OF_THE_PORTAL


@dataclass(frozen=True, slots=True)
class Window:
    """Days that are discovered at once, both included; None is open."""

    since: date | None
    until: date | None

    @property
    def month(self) -> str | None:
        """The month that this window holds from its first to its last day, as 2026-11."""
        if not self.since or not self.until or self.since.day != 1 or self.until != _last_day(self.since):
            return None
        return f"{self.since:%Y-%m}"


def windows(since: date | None, until: date | None, finished: frozenset[str]) -> list[Window]:
    """The days to discover, newest first: at once where they are few or without a beginning, else by months.

    `finished` are months that need no second walk.
    """
    if since is None or until is None or (until - since).days <= _LONGEST_WINDOW:
        return [Window(since, until)]
    return [window for window in _months(since, until) if window.month not in finished]


def _months(since: date, until: date) -> Iterator[Window]:
    last = until
    while last >= since:
        first = max(last.replace(day=1), since)
        yield Window(first, last)
        last = first - timedelta(days=1)


def is_settled(window: Window, today: date) -> bool:
    """Whether nothing more will be published in the month that a window holds."""
    return window.month is not None and window.until is not None and window.until + _SETTLING < today


def _last_day(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
