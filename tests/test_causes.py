"""What a crawl says of a portal that fell ill: after ordinary nights each fault is named with its day, and alone."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.drift.findings import COSTLY, DNS, FEED, LISTING, QUIET, ROBOTS, SERVER, THEME, UNREACHABLE, WALL
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request, redirect
from tests.support.newsroom import Newsroom
from tests.support.scenarios import FAULTS
from tests.support.warta import FAST, warta

NIGHTS = 7
"""ordinary nights, four articles each"""
REST, FEEDS, PAGES = "^/wp-json/", "/feed/", r"^/\d{4}/"
NO_REST = On(REST, faults.status(404))
QUICK = ("-s", "DOWNLOAD_TIMEOUT=0.5", "-s", "RETRY_TIMES=1")

empty_list = faults.says("[]", "application/json; charset=UTF-8")
empty_feed = faults.says('<rss version="2.0"><channel><title>Kabar</title></channel></rss>', "application/rss+xml")
waiting_room = faults.says("<!DOCTYPE html><title>Tunggu</title><p>Sebentar</p>", "text/html", 202)


def roundabout(request: Request, answer: Answer) -> Reply:
    """The page, after four redirects."""
    step = int(request.query.get("step", 0))
    return redirect(f"{request.path}?step={step + 1}") if step < 4 else answer(replace(request, target=request.path))


def after_nights(folder: Path, *rules: On) -> Iterator[Newsroom]:
    with Newsroom(made_articles(60), folder, rules) as room:
        for night in range(1, NIGHTS + 1):
            done = room.crawl(night)
            assert (done.code, done.outcome["problem"]) == (0, None)
        yield room


@pytest.fixture(scope="module")
def by_rest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A portal that was well for a week, found by REST."""
    yield from after_nights(tmp_path_factory.mktemp("rest"))


@pytest.fixture(scope="module")
def by_feed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The same without REST, found by its feed."""
    yield from after_nights(tmp_path_factory.mktemp("feed"), NO_REST)


def nights_with(room: Newsroom, folder: Path, rules: list[On], nights: range, *words: str) -> list[dict[str, Any]]:
    """What the reports say of later nights on which the portal is ill; the ordinary nights stay as they were."""
    ordinary, usual, now = room.data, room.portal.faults, room.now
    room.data, room.portal.faults = folder / "data", [*rules, *usual]
    shutil.copytree(ordinary, room.data)
    try:
        return [room.crawl(night, *QUICK, *words).outcome for night in nights]
    finally:
        room.data, room.portal.faults, room.now = ordinary, usual, now


def day(night: int) -> str:
    """The day on which that crawl ended, in UTC as reports have it."""
    return f"2023-04-{night:02}"


def told(outcome: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["cause"], finding["since"][: len(day(1))]) for finding in outcome["findings"]]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (On("", faults.hang_up), UNREACHABLE),
        (On("", faults.slow(1.0)), UNREACHABLE),
        (On("", faults.challenge), WALL),
        (On("", FAULTS["challenge"]), WALL),
        (On("", faults.html_instead), WALL),
        (On(f"{REST}|{PAGES}|{FEEDS}|sitemap", faults.status(429, retry_after="0")), WALL),
        (On("robots", faults.status(503)), WALL),
        (On(PAGES, faults.challenge), WALL),
        (On(f"{REST}|{PAGES}|{FEEDS}|sitemap|^/", waiting_room), WALL),
        (On("robots", faults.says("User-agent: *\nDisallow: /\n")), ROBOTS),
        (On("robots", faults.says("User-agent: Warta\nDisallow: /2023/\n")), ROBOTS),
        (On("", faults.status(500)), SERVER),
        (On(PAGES, faults.status(502)), SERVER),
        (On(PAGES, faults.cut_short), SERVER),
        (On(REST, faults.html_instead), LISTING),
        (On(REST, faults.status(404)), LISTING),
        (On(REST, empty_list), LISTING),
    ],
)
def test_the_cause_is_named_alone(by_rest: Newsroom, tmp_path: Path, fault: On, cause: str) -> None:
    (outcome,) = nights_with(by_rest, tmp_path, [fault], range(NIGHTS + 1, NIGHTS + 2))
    assert told(outcome) == [(cause, day(NIGHTS + 1))]
    assert f"{cause} since {day(NIGHTS + 1)}: " in outcome["problem"]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [(On("robots", faults.says("User-agent: *\nDisallow: /\n")), ROBOTS), (On(REST, empty_list), LISTING)],
)
def test_since_stays_the_first_night(by_rest: Newsroom, tmp_path: Path, fault: On, cause: str) -> None:
    outcomes = nights_with(by_rest, tmp_path, [fault], range(NIGHTS + 1, NIGHTS + 5))
    assert [told(outcome) for outcome in outcomes] == [[(cause, day(NIGHTS + 1))]] * 4


@pytest.mark.parametrize("fault", [faults.status(404), faults.status(410), faults.html_instead, empty_feed])
def test_a_feed_that_stops(by_feed: Newsroom, tmp_path: Path, fault: faults.Fault) -> None:
    (outcome,) = nights_with(by_feed, tmp_path, [On(FEEDS, fault)], range(NIGHTS + 1, NIGHTS + 2))
    assert told(outcome) == [(FEED, day(NIGHTS + 1))]


def test_a_changed_theme_is_known_after_some_articles(by_rest: Newsroom, tmp_path: Path) -> None:
    outcomes = nights_with(by_rest, tmp_path, [On(PAGES, faults.new_theme)], range(NIGHTS + 1, NIGHTS + 5))
    assert told(outcomes[-1]) == [(THEME, day(NIGHTS + 1))]
    assert {cause for outcome in outcomes for cause, _ in told(outcome)} == {THEME}


def test_pages_without_their_text_are_a_changed_theme(by_rest: Newsroom, tmp_path: Path) -> None:
    blank = On(PAGES, faults.changed(lambda body: body.partition(b"<body")[0] + b"<body></body></html>"))
    outcomes = nights_with(by_rest, tmp_path, [blank], range(NIGHTS + 1, NIGHTS + 5))
    assert told(outcomes[-1]) == [(THEME, day(NIGHTS + 1))]


def test_a_newsroom_that_falls_silent(by_rest: Newsroom, tmp_path: Path) -> None:
    written, by_rest.articles = by_rest.articles, by_rest.published()
    try:
        outcomes = nights_with(by_rest, tmp_path, [], range(NIGHTS + 1, NIGHTS + 9))
    finally:
        by_rest.articles = written
    assert [told(outcome) for outcome in outcomes[:2]] == [[], []]
    assert told(outcomes[-1]) == [(QUIET, day(NIGHTS))]
    assert {cause for outcome in outcomes for cause, _ in told(outcome)} == {QUIET}


def test_more_requests_than_ever(by_rest: Newsroom, tmp_path: Path) -> None:
    caught_up = nights_with(by_rest, tmp_path, [On(PAGES, roundabout)], range(NIGHTS + 5, NIGHTS + 6))
    assert told(caught_up[0]) == [(COSTLY, day(NIGHTS + 5))]


def test_a_night_that_was_broken_off_accuses_nobody(by_rest: Newsroom, tmp_path: Path) -> None:
    slow = On(PAGES, faults.slow(0.3))
    (outcome,) = nights_with(by_rest, tmp_path, [NO_REST, slow], range(NIGHTS + 5, NIGHTS + 6), "--deadline", "2s")
    assert outcome["problem"].startswith("did not finish (deadline; ")
    assert told(outcome) == [(LISTING, day(NIGHTS + 5))]  # of REST alone, which is tried first and used to serve


def test_a_name_that_resolves_no_more(tmp_path: Path) -> None:
    with Newsroom(made_articles(8), tmp_path) as room:
        words = ("crawl", "wordpress", "-a", "url=http://kabar.contoh.invalid", *FAST, "--since", "2023-04-01")
        ordinary = warta(tmp_path, *words, "--today", "2023-04-02", http_proxy=room.portal.home).outcome
        outcomes = [warta(tmp_path, *words, "--today", f"2023-04-0{day}").outcome for day in (3, 4)]
    assert ordinary["problem"] is None
    assert [told(outcome) for outcome in outcomes] == [[(DNS, "2023-04-02")]] * 2


def test_ordinary_nights_go_on_ordinary(by_rest: Newsroom, tmp_path: Path) -> None:
    outcomes = nights_with(by_rest, tmp_path, [], range(NIGHTS + 1, NIGHTS + 5))
    assert [outcome["problem"] for outcome in outcomes] == [None] * 4
