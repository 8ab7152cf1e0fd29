"""Crawls day after day: each goes on where the last complete one ended, and fetches nothing twice without a reason."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import FIRST, made_articles
from tests.support.faults import On
from tests.support.newsroom import Newsroom, stop_at
from tests.support.warta import Done

REST_CLOSED = On("^/wp-json/", faults.status(404))
LISTS_ONLY = [REST_CLOSED, On("sitemap", faults.status(404))]


def numbers(done: Done) -> list[int]:
    return sorted(int(item["id"].rpartition(":")[2]) for item in done.items)


def made(room: Newsroom) -> list[int]:
    return sorted(article.number for article in room.published())


def test_each_run_goes_on_where_the_last_complete_one_ended(tmp_path: Path) -> None:
    with Newsroom(made_articles(60), tmp_path) as room:
        first = room.crawl(8)
        before = {article.slug for article in room.published()}
        second = room.crawl(9)
        new = {article.slug for article in room.published()} - before
        assert (first.code, second.code) == (0, 0)
        assert numbers(second) == made(room)
        assert "since" not in first.report["arguments"]
        (rest,) = [request for request in room.requests if "wp-json" in request.path]
        assert rest.query["after"].startswith("2023-04-07")  # a day of overlap, and one for zones
        assert 0 < len(new) < len(before) / 5
        assert new <= set(room.asked)
        assert second.counts["known"] > 0


def test_what_was_published_behind_an_empty_list_is_found_when_the_list_is_back(tmp_path: Path) -> None:
    with Newsroom(made_articles(60), tmp_path) as room:
        before = numbers(room.crawl(3))
        room.portal.faults = [On("^/wp-json/", faults.says("[]", "application/json"))]
        for day in (4, 5, 6, 7):
            assert numbers(room.crawl(day)) == before
        room.portal.faults = []
        back = room.crawl(8)
        assert (back.code, numbers(back)) == (0, made(room))


def test_nothing_new_is_a_good_night(tmp_path: Path) -> None:
    with Newsroom(made_articles(10), tmp_path) as room:
        room.crawl(100)
        quiet = room.crawl(101)
        assert room.asked == []
        assert (quiet.code, quiet.counts.get("articles")) == (0, None)


def test_articles_are_looked_at_again_by_their_age_and_never_after(tmp_path: Path) -> None:
    with Newsroom(made_articles(1), tmp_path) as room:
        looks = {hours: Counter(room.crawl(hours / 24) and room.asked)
                 for hours in (1, 2, 4, 20, 30, 100, 200, 400, 720, 800, 2000)}  # fmt: skip
        assert {hours: sum(asked.values()) for hours, asked in looks.items()} == {
            1: 1, 2: 0, 4: 1, 20: 0, 30: 1, 100: 0, 200: 1, 400: 0, 720: 1, 800: 0, 2000: 0,
        }  # fmt: skip


def test_a_changed_article_is_a_new_revision_and_is_seen_at_its_look(tmp_path: Path) -> None:
    articles = made_articles(2)
    with Newsroom(articles, tmp_path) as room:
        room.crawl(0.4)
        articles[0] = replace(articles[0], headline=f"Ralat: {articles[0].headline}")  # nobody tells of the change
        done = room.crawl(2.2)
        revised = [item for item in done.items if item["revision"]["number"] == 2]
        assert [item["headline"] for item in revised] == [articles[0].headline]
        assert done.outcome["unchanged"] == 1


def test_discovery_that_tells_of_a_change_brings_an_old_article_back(tmp_path: Path) -> None:
    articles = made_articles(5)
    with Newsroom(articles, tmp_path) as room:
        room.crawl(200)
        changed = FIRST + timedelta(days=201)
        articles[2] = replace(articles[2], headline="Ralat", modified=changed)
        done = room.crawl(202, "--since", "2023-04-01", "--until", "2023-04-30")
        assert room.asked == [articles[2].slug]
        assert [item["headline"] for item in done.items if item["revision"]["number"] == 2] == ["Ralat"]
        assert room.crawl(203, "--since", "2023-04-01", "--until", "2023-04-30").counts["known"] == 5
        assert room.asked == []


GONE: dict[str, faults.Fault] = {
    "HTTP 404": faults.status(404),
    "HTTP 410": faults.status(410),
    "front page": faults.redirect("/", 302),
}


@pytest.mark.parametrize(("how", "fault"), GONE.items())
def test_an_article_that_is_gone_is_told_once_with_its_time_and_its_text_stays(
    tmp_path: Path, how: str, fault: faults.Fault
) -> None:
    articles = made_articles(2)
    with Newsroom(articles, tmp_path) as room:
        room.crawl(0.5)
        room.portal.faults.append(On(f"^{articles[1].path}", fault))
        done = room.crawl(2.5)
        again = room.crawl(8)
        assert len(done.items) == 2
        first, second = again.refused
        assert {first["reason"], second["reason"]} == {"gone"}
        assert first["url"] == second["url"] == f"{room.portal.home}{articles[1].path}"
        assert how in first["detail"]
        since = first["detail"].rpartition(" gone ")[2]
        assert since.startswith("2023-04-03")
        assert second["detail"].endswith(since)
        assert done.code == 0
        room.portal.faults.clear()
        assert room.crawl(31).outcome["unchanged"] == 2


def test_a_gap_longer_than_the_feed_is_closed_by_the_next_way(tmp_path: Path) -> None:
    with Newsroom(made_articles(80), tmp_path, [REST_CLOSED, On("paged=", faults.status(404))]) as room:
        room.crawl(2)
        done = room.crawl(12)
        assert numbers(done) == made(room)
        assert len(room.published()) > 30


def test_lists_end_where_they_meet_what_is_known(tmp_path: Path) -> None:
    with Newsroom(made_articles(150), tmp_path, [*LISTS_ONLY, On("^/(?:feed/|20../../$)", faults.status(404))]) as room:
        room.crawl(30)
        assert len([request for request in room.requests if request.path.startswith("/page/")]) > 10
        done = room.crawl(31)
        assert len([request for request in room.requests if request.path.startswith("/page/")]) == 2
        assert numbers(done) == made(room)


def test_a_page_that_failed_is_tried_in_the_next_runs_with_growing_distance(tmp_path: Path) -> None:
    articles = made_articles(4)
    with Newsroom(articles, tmp_path, [On(f"^{articles[1].path}", faults.status(500))]) as room:
        tries = {}
        for hours in (800, 801, 802, 808, 812, 840, 850, 960, 1200, 2000, 3000):
            done = room.crawl(hours / 24, "-s", "RETRY_TIMES=0")
            tries[hours] = room.asked.count(articles[1].slug)
        assert tries == {800: 1, 801: 1, 802: 0, 808: 1, 812: 0, 840: 1, 850: 0, 960: 1, 1200: 1, 2000: 0, 3000: 0}
        assert len(done.refused) == 6
        assert numbers(done) == [101, 103, 104]


def test_a_page_that_recovers_is_stored(tmp_path: Path) -> None:
    articles = made_articles(4)
    with Newsroom(articles, tmp_path, [On(f"^{articles[1].path}", faults.status(500), first=3)]) as room:
        assert numbers(room.crawl(40)) == [101, 103, 104]
        assert numbers(room.crawl(40.1)) == [101, 102, 103, 104]


def test_a_page_that_is_no_article_is_fetched_once(tmp_path: Path) -> None:
    articles = made_articles(4)
    page = faults.says("<html><head><title>Video</title></head><body><p>x</p></body></html>", "text/html")
    with Newsroom(articles, tmp_path, [On(f"^{articles[1].path}", page)]) as room:
        assert len(room.crawl(40).refused) == 1
        done = room.crawl(41, "--since", "2023-04-01", "--until", "2023-04-30")
        assert (len(done.refused), room.asked) == (1, [])
        assert done.counts["known"] == 4


def test_a_long_backfill_is_walked_by_months_and_none_is_walked_twice(tmp_path: Path) -> None:
    with Newsroom(made_articles(300), tmp_path) as room:
        since = ("--since", "2023-04-01")
        assert numbers(room.crawl(100, *since)) == made(room)
        lists = [request.query["after"][:7] for request in room.requests if "wp-json" in request.path]
        assert list(dict.fromkeys(lists)) == ["2023-06", "2023-05", "2023-04", "2023-03"]  # each a day before its month
        again = room.crawl(101, *since)
        assert [request.query["after"][:7] for request in room.requests if "wp-json" in request.path] == ["2023-06"]
        assert (again.code, again.report["outcomes"][0]["counts"].get("stored")) == (0, None)


def test_no_second_walk_before_the_first_has_read_everything(tmp_path: Path) -> None:
    """SIGTERM in the middle of a month: what was found and not fetched is told, and the next run fetches only that."""

    with Newsroom(made_articles(300), tmp_path) as room:
        stop_at(room, 150)
        first = room.crawl(100, "--since", "2023-04-01")
        assert first.code == 1
        assert "SIGTERM" in first.outcome["problem"]
        assert "pages found and not fetched" in first.outcome["problem"]
        read = set(room.asked)
        assert 100 < len(first.items) < 200
        assert not list(tmp_path.rglob("*.open"))
        second = room.crawl(100.1, "--since", "2023-04-01")
        assert (second.code, numbers(second)) == (0, made(room))
        assert not read & set(room.asked)


def test_deadline_finishes_what_is_in_flight_and_says_what_is_left(tmp_path: Path) -> None:
    with Newsroom(made_articles(60), tmp_path, [On("^/20", faults.slow(0.2))]) as room:
        done = room.crawl(100, "--deadline", "2s")
        assert done.code == 1
        assert "did not finish (deadline; " in done.outcome["problem"]
        assert done.counts["left"] + len(done.items) == 60
        assert done.refused == []
        assert numbers(room.crawl(100.1)) == made(room)
