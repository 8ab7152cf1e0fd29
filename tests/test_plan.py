"""When a page is looked at again, as tables; and how long spans of days are cut into windows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.seen.plan import AGES, WAITS, Window, is_settled, next_look, next_try, windows

BORN = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (hours(0), hours(3)),
        (hours(1), hours(3)),
        (hours(2.5), hours(24)),  # near enough to three hours
        (hours(3), hours(24)),
        (hours(17), hours(24)),
        (hours(19), hours(7 * 24)),
        (hours(5 * 24), hours(7 * 24)),
        (hours(6 * 24), hours(30 * 24)),
        (hours(22 * 24), hours(30 * 24)),
        (hours(23 * 24), None),
        (hours(400 * 24), None),
    ],
)
def test_next_look_by_age(age: timedelta, due: timedelta | None) -> None:
    assert next_look(BORN, BORN + age) == (BORN + due if due is not None else None)


def test_a_time_of_publication_in_the_future_is_not_believed() -> None:
    assert next_look(BORN + timedelta(days=9000), BORN) == BORN + AGES[0]


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=60)))
def test_looks_go_forward_and_end(age: timedelta) -> None:
    looked, looks = BORN + age, 0
    while due := next_look(BORN, looked):
        assert due > looked
        looked, looks = due, looks + 1
    assert looks <= len(AGES)
    assert looked >= BORN + AGES[-1] * 0.75


@pytest.mark.parametrize(
    ("reason", "tries", "wait"),
    [
        ("timeout", 1, timedelta()),
        ("timeout", 2, hours(6)),
        ("http-500", 3, timedelta(days=1)),
        ("challenge", 5, timedelta(days=7)),
        ("challenge", 6, None),
        ("http-404", 1, timedelta()),
        ("robots-unreachable", 40, timedelta()),
        ("dns", 40, timedelta()),
        ("listing", 1, None),
        ("gallery", 1, None),
        ("offsite", 1, None),
        ("a reason of tomorrow", 1, timedelta()),
    ],
)
def test_next_try_by_reason_and_number(reason: str, tries: int, wait: timedelta | None) -> None:
    assert next_try(reason, tries, BORN) == (BORN + wait if wait is not None else None)


def test_tries_grow_apart() -> None:
    assert list(WAITS) == sorted(WAITS)


@pytest.mark.parametrize(
    ("since", "until", "finished", "expected"),
    [
        (None, "2026-11-24", "", [(None, "2026-11-24")]),
        ("2026-11-01", None, "", [("2026-11-01", None)]),
        ("2026-09-25", "2026-11-24", "", [("2026-09-25", "2026-11-24")]),
        ("2026-08-20", "2026-11-24", "",
         [("2026-11-01", "2026-11-24"), ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30"),
          ("2026-08-20", "2026-08-31")]),
        ("2026-08-20", "2026-11-24", "2026-09 2026-10", [("2026-11-01", "2026-11-24"), ("2026-08-20", "2026-08-31")]),
        ("2026-08-20", "2026-11-24", "2026-08 2026-11",  # nobody has walked all of these
         [("2026-11-01", "2026-11-24"), ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30"),
          ("2026-08-20", "2026-08-31")]),
        ("2023-12-15", "2024-03-01", "",
         [("2024-03-01", "2024-03-01"), ("2024-02-01", "2024-02-29"), ("2024-01-01", "2024-01-31"),
          ("2023-12-15", "2023-12-31")]),
    ],
)  # fmt: skip
def test_windows_newest_first(since, until, finished, expected) -> None:
    found = windows(day(since), day(until), frozenset(finished.split()))
    assert [(window.since, window.until) for window in found] == [(day(a), day(b)) for a, b in expected]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@given(st.dates(date(1999, 1, 1), date(2035, 1, 1)), st.integers(0, 3000))
def test_windows_hold_every_day_once(since: date, length: int) -> None:
    until = since + timedelta(days=length)
    held = [
        window.since + timedelta(days=number)
        for window in windows(since, until, frozenset())
        if window.since and window.until
        for number in range((window.until - window.since).days + 1)
    ]
    assert sorted(held) == [since + timedelta(days=number) for number in range(length + 1)]


@pytest.mark.parametrize(
    ("window", "today", "settled"),
    [
        (Window(date(2026, 10, 1), date(2026, 10, 31)), date(2026, 11, 2), False),
        (Window(date(2026, 10, 1), date(2026, 10, 31)), date(2026, 11, 3), True),
        (Window(date(2026, 10, 2), date(2026, 10, 31)), date(2026, 11, 24), False),
        (Window(date(2026, 10, 1), None), date(2026, 11, 24), False),
        (Window(None, None), date(2026, 11, 24), False),
    ],
)
def test_only_a_whole_month_that_is_over_is_settled(window: Window, today: date, settled: bool) -> None:
    assert is_settled(window, today) is settled
