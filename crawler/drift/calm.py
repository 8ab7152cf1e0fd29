"""Tells a newsroom that has fallen silent from one that rests."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import median

from crawler.drift.chance import poisson_at_most
from crawler.runs.history import Night
from crawler.runs.outcome import Finding
from crawler.seen.plan import OVERLAP

_WITA = timezone(timedelta(hours=8))
_WEEK = timedelta(days=7)
_RARE = 1e-4
"""a chance that a portal meets once in decades of nights"""


def is_quiet(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Fewer new articles than the portal's own weeks allow; a run bounded by --until or broken off cannot tell."""
    nights = [*past, tonight]
    today, first = _day(tonight.at), _day(nights[0].at)
    if tonight.until or tonight.outcome.held or not tonight.outcome.complete or today - first < _WEEK:
        return None
    days = articles_by_day(nights)
    newest = max((day for day, n in days.items() if n), default=first)
    reason = (
        _below_minimum(days, today, tonight.outcome.weekly_minimum)
        or _below_own_weeks(days, first, today)
        or _longest_silence(days, first, today, newest)
    )
    return Finding("articles", "newsroom quiet", newest.isoformat(), reason) if reason else None


def must_show(past: Sequence[Night]) -> bool:
    """Whether a list of what came since the last discovery that showed something must show an article that is known."""
    newest = max((day for day, n in articles_by_day(past).items() if n), default=date.min)
    last = max((_day(night.at) for night in past if night.outcome.complete and night.outcome.found), default=date.max)
    return newest >= last - OVERLAP


def articles_by_day(nights: Sequence[Night]) -> Counter[date]:
    """New articles by day of publication: a night that was missed and caught up with leaves no trace in it."""
    days: Counter[date] = Counter()
    for night in nights:
        days.update({date.fromisoformat(day): n for day, n in night.outcome.days.items()})
    return days


def _below_minimum(days: Counter[date], today: date, minimum: int) -> str:
    last = _within(days, today - _WEEK, today)
    return f"{last} new articles in seven days, the portal's weekly minimum is {minimum}" if last < minimum else ""


def _below_own_weeks(days: Counter[date], first: date, today: date) -> str:
    """None after weeks that all had some, or fewer than a quarter of the usual and too few for half of it."""
    weeks = _earlier_weeks(days, first, today)
    if len(weeks) < 4:
        return ""
    last, usual = _within(days, today - _WEEK, today), median(weeks)
    is_over = last == 0 and min(weeks) > 0 and poisson_at_most(0, usual) < _RARE
    has_shrunk = last < usual / 4 and poisson_at_most(last, usual / 2) < _RARE
    return f"{last} new articles in seven days, usual are {usual:.0f}" if is_over or has_shrunk else ""


def _earlier_weeks(days: Counter[date], first: date, today: date) -> list[int]:
    """Articles of the weeks before the last one, as far as the portal was watched, newest first."""
    ends = [today - n * _WEEK for n in range(1, 13) if today - (n + 1) * _WEEK >= first]
    return [_within(days, end - _WEEK, end - timedelta(days=1)) for end in ends]


def _longest_silence(days: Counter[date], first: date, today: date, newest: date) -> str:
    """Longer than any before, and too long for half of the usual pace; two nights without news are none."""
    watched = sorted(day for day, n in days.items() if n and first <= day <= today)
    silence = (today - newest).days
    if len(watched) < 2 or silence < 3:
        return ""
    pace = sum(days[day] for day in watched) / ((watched[-1] - watched[0]).days + 1)
    longest = max((later - earlier).days for earlier, later in pairwise(watched))
    if silence <= longest or poisson_at_most(0, pace / 2 * (silence - 1)) >= _RARE:
        return ""
    return f"nothing new for {silence} days, usual are {pace:.1f} articles a day"


def _within(days: Counter[date], first: date, last: date) -> int:
    return sum(n for day, n in days.items() if first <= day <= last)


def _day(at: str) -> date:
    """The day in Sulawesi, as most portals count it."""
    return datetime.fromisoformat(at).astimezone(_WITA).date()
