"""How a portal's articles look, in numbers: which fields they fill, which layouts read them, how long they are."""

import math
from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from crawler.items import Article, Refusal

FIELDS = ("byline", "dateline", "published", "section", "tags", "images")
"""fields whose share of filled articles is watched"""

UNREAD = ("no-body", "no-headline", "empty", "incomplete", "listing")
"""reasons of refusals that a changed theme brings forth"""

_MONTH = timedelta(days=30)


@dataclass(slots=True)
class Look:
    """Counts over a number of articles; `unread` are pages that gave none though one may stand there."""

    articles: int = 0
    unread: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    layouts: dict[str, int] = field(default_factory=dict)
    body_length: int | None = None
    """median, in characters"""
    lengths: dict[str, int] = field(default_factory=dict)
    """how many bodies have so many characters or more, and less than half as many again"""


class Gauge:
    """Measures articles and refusals as they pass."""

    def __init__(self) -> None:
        self._filled: Counter[str] = Counter()
        self._layouts: Counter[str] = Counter()
        self._lengths: list[int] = []
        self._unread = 0

    def take(self, item: Article | Refusal) -> None:
        if isinstance(item, Refusal):
            self._unread += item.reason in UNREAD
            return
        self._filled.update(filled_fields(item))
        self._layouts[item.source.layout or "none"] += 1
        insort(self._lengths, sum(map(len, item.body)))

    def look(self) -> Look:
        """What was measured so far."""
        lengths = self._lengths
        return Look(
            articles=len(lengths),
            unread=self._unread,
            filled={name: self._filled[name] for name in FIELDS},
            layouts=dict(sorted(self._layouts.items())),
            body_length=lengths[len(lengths) // 2] if lengths else None,
            lengths=dict(Counter(str(step_of(length)) for length in lengths)),
        )


def look_of(items: Iterable[Article | Refusal]) -> Look:
    """How these look."""
    gauge = Gauge()
    for item in items:
        gauge.take(item)
    return gauge.look()


def joined(looks: Iterable[Look]) -> Look:
    """Several looks as one, whose median length is not known any more."""
    looks = list(looks)
    return Look(
        articles=sum(look.articles for look in looks),
        unread=sum(look.unread for look in looks),
        filled=_added(look.filled for look in looks),
        layouts=_added(look.layouts for look in looks),
        lengths=_added(look.lengths for look in looks),
    )


def step_of(length: int) -> int:
    """The step at or below a length, on a stair of two steps an octave.

    >>> [step_of(length) for length in (0, 1, 1000, 1500, 2048)]
    [0, 1, 724, 1448, 2048]
    """
    return int(2 ** (math.floor(2 * math.log2(length)) / 2)) if length else 0


def filled_fields(article: Article) -> list[str]:
    """Which of the watched fields say something; a byline says something when it names a person."""
    by = article.byline
    named = by.reporters or by.editors or by.photographers or by.contributors or by.initials
    filled = {"byline": named, **{name: getattr(article, name) for name in FIELDS if name != "byline"}}
    return [name for name, value in filled.items() if value]


def day_of(article: Article) -> str:
    """The day of publication as printed in the portal's own zone, else of capture: `2026-11-24`; empty for neither."""
    at = article.published.at if article.published else article.source.fetched_at
    return (at or "")[: len("2026-11-24")]


class Recent:
    """Tells new articles from those of an archive, whose older themes say nothing of today's."""

    def __init__(self, newest: str = ""):
        self.newest = newest

    def holds(self, article: Article) -> bool:
        """Whether an article is at most a month older than the newest one known; without a date it may be."""
        if article.published is None:
            return True
        day = day_of(article)
        fetched = (article.source.fetched_at or day)[: len(day)]  # a slip of the pen may date an article far ahead
        self.newest = max(self.newest, min(day, fetched))
        return date.fromisoformat(self.newest) - date.fromisoformat(day) <= _MONTH


class Measured:
    """What a run measures of one portal: all of its articles, and apart from them the recent ones."""

    STAT = "measured"
    """where a crawler's stats keep it"""

    def __init__(self, newest: str = ""):
        self.all, self.recent = Gauge(), Gauge()
        self._recent = Recent(newest)
        self._days: Counter[str] = Counter()

    def take(self, item: Article | Refusal) -> None:
        """Measures one item, whatever becomes of it."""
        self.all.take(item)
        if isinstance(item, Refusal) or self._recent.holds(item):
            self.recent.take(item)

    def stored(self, article: Article) -> None:
        """Counts an article that was new."""
        self._days[day_of(article)] += 1

    def recent_days(self) -> dict[str, int]:
        """New articles by day of publication, back to a month before the newest."""
        if not self._recent.newest:
            return {}
        first = (date.fromisoformat(self._recent.newest) - _MONTH).isoformat()
        return {day: n for day, n in sorted(self._days.items()) if first <= day <= self._recent.newest}


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)
