"""Expected against stored: reasons, days, numbers; and that what is missing can be fetched."""

import json
from pathlib import Path

import pytest

from crawler.seen.gaps import days_of, fixable, reason, total
from crawler.seen.pages import Page
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.newsroom import Newsroom
from tests.support.warta import FAST, Done, warta

AT = "2026-11-20T20:00:00+00:00"  # already the 21st in Makassar


@pytest.mark.parametrize(
    ("outcome", "detail", "expected"),
    [
        ("stored", "kabar:1", None),
        ("found", None, "not yet"),
        ("queued", None, "queued"),
        ("failed", "timeout", "failed: timeout"),
        ("failed", "robots", "robots"),
        ("refused", "no-body", "refused: no-body"),
        ("refused", "listing", None),
        ("refused", "video", None),
        ("filtered", "out-of-bounds", "filtered"),
        ("moved", "kabar.example/2", None),
    ],
)
def test_reasons(outcome: str, detail: str | None, expected: str | None) -> None:
    assert reason(Page("https://kabar.example/1", outcome, detail)) == expected


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (Page("https://kabar.example/1", "found", published=AT), "2026-11-21"),
        (Page("https://kabar.example/1", "found", published="2026-11-20"), "2026-11-20"),
        (Page("https://kabar.example/2026/11/18/banjir/", "failed", "timeout", first=AT), "2026-11-18"),
        (Page("https://kabar.example/1", "failed", "timeout", first=AT), "2026-11-21"),
    ],
)
def test_days_are_those_of_publication_in_makassar(page: Page, day: str) -> None:
    assert [found.day for found in days_of("kabar", [page])] == [day]


def test_skipped_numbers_are_counted_where_articles_are_numbered() -> None:
    pages = [Page(f"https://palu.example/news/{n}/x", "stored", published=AT) for n in (8101, 8102, 8105, 9000)]
    (day,) = days_of("tribun_palu", pages, "tribun")
    assert (day.stored, day.expected, day.skipped_numbers, day.missing) == (4, 4, 2, {})
    assert days_of("kabar", pages, "wordpress")[0].skipped_numbers is None


def test_what_can_be_fixed() -> None:
    pages = [Page("a", "stored"), Page("b", "found"), Page("c", "failed", "robots"), Page("d", "refused", "listing"),
             Page("e", "refused", "no-body"), Page("f", "filtered")]  # fmt: skip
    assert [page.url for page in fixable(pages)] == ["b", "c", "e"]


def gaps(room: Newsroom, *words: str) -> Done:
    return warta(room.data, "gaps", *words)


def test_gaps_are_told_queued_and_fetched(tmp_path: Path) -> None:
    articles = made_articles(40)
    broken = [On(f"^{articles[number].path}", faults.status(500)) for number in (3, 7)]
    with Newsroom(articles, tmp_path, broken) as room:
        for days in (60, 61, 62, 64, 68, 80):
            room.crawl(days, "-s", "RETRY_TIMES=0")
        told = gaps(room)
        assert told.code == 1
        assert "38 of 40 expected articles are stored; missing: failed: http-500 2" in told.out
        days = [json.loads(line) for line in gaps(room, "--json").out.splitlines()]
        assert sum(day["stored"] for day in days) == 38
        assert total([]) == {}
        room.portal.faults.clear()
        room.crawl(81)
        assert room.asked == []  # given up by itself
        assert gaps(room, "--fix").code == 1
        room.crawl(82)
        assert sorted(room.asked) == sorted(articles[number].slug for number in (3, 7))
        assert gaps(room).code == 0


def test_asking_the_portal_finds_what_no_run_has_seen_and_fetches_no_page(tmp_path: Path) -> None:
    with Newsroom(made_articles(40), tmp_path) as room:
        room.crawl(4, "--since", "2023-04-03", "--until", "2023-04-04")
        stored = len(room.asked)
        room.crawl(60)  # plays the time; nothing new since the frontier is looked for further back
        room.portal.requests.clear()
        ask = ("wordpress", "-a", f"url={room.portal.home}", "--since", "2023-04-01", "--until", "2023-05-01", "--ask")
        told = gaps(room, *ask, *FAST, "--json")
        assert not [request for request in room.portal.requests if request.path.startswith("/20")]
        days = [json.loads(line) for line in told.out.splitlines()]
        assert sum(day["expected"] for day in days) == 40
        assert {why for day in days for why in day["missing"]} <= {"not yet", "filtered"}
        assert 0 < stored < 40
