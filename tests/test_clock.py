"""A clock that jumps, between two runs or within one: nothing is fetched in vain for ever, and nothing is skipped."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.articles import FIRST, made_articles
from tests.support.newsroom import Newsroom
from tests.support.warta import FAST, Done, warta

JUMPING = ("-s", "SPIDER_MODULES=tests.support.jumping")


def crawl(room: Newsroom, day: float, clock: float | None = None, **environment: str) -> Done:
    """A crawl on a day of the portal, while the machine believes that it is another one."""
    room.now = FIRST + timedelta(days=day)
    today = FIRST + timedelta(days=day if clock is None else clock)
    words = ("-a", f"url={room.portal.home}", *FAST, *JUMPING, "--today", today.isoformat())
    return warta(room.data, "crawl", "jumping", *words, **environment)


def numbers(done: Done) -> list[int]:
    return sorted(int(item["id"].rpartition(":")[2]) for item in done.items)


def published(room: Newsroom) -> list[int]:
    return sorted(article.number for article in room.published())


@pytest.mark.parametrize("wrong", [400, 20, -300, 2])
def test_a_night_under_a_wrong_clock_loses_nothing(tmp_path: Path, wrong: int) -> None:
    with Newsroom(made_articles(60), tmp_path) as room:
        crawl(room, 4)
        crawl(room, 5, clock=wrong)
        after = crawl(room, 9)
        assert numbers(after) == published(room)
        assert after.code == 0
        tomorrow = crawl(room, 10)
        assert (tomorrow.code, numbers(tomorrow)) == (0, published(room))
        assert len(tomorrow.warcs) == len({path.name for path in tomorrow.warcs})


def test_what_was_looked_at_in_the_future_is_looked_at_again(tmp_path: Path) -> None:
    articles = made_articles(3)
    with Newsroom(articles, tmp_path) as room:
        crawl(room, 1, clock=400)
        seen = len(room.portal.requests)
        back = crawl(room, 1.1)
        asked = [request.path for request in room.portal.requests[seen:] if request.path.startswith("/20")]
        assert sorted(asked) == sorted(article.path for article in room.published())
        assert (back.code, back.outcome["unchanged"]) == (0, len(asked))
        again = len(room.portal.requests)
        crawl(room, 1.15)
        assert not [request for request in room.portal.requests[again:] if request.path.startswith("/20")]


def test_a_report_of_the_future_is_no_past(tmp_path: Path) -> None:
    with Newsroom(made_articles(20), tmp_path) as room:
        crawl(room, 2, clock=400)
        today = crawl(room, 3)
        assert (today.code, today.outcome["findings"]) == (0, [])
        assert "which is to come" in (tmp_path / "logs" / "warta.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("to", ["2023-04-01T00:00:00+00:00", "2024-06-01T00:00:00+00:00", "1999-12-31T23:59:00+00:00"])
def test_a_jump_within_a_run(tmp_path: Path, to: str) -> None:
    with Newsroom(made_articles(40), tmp_path / "live") as room:
        done = crawl(room, 6, MADE_JUMP=to)
        assert (done.code, numbers(done)) == (0, published(room))
        next_day = crawl(room, 7)
        assert (next_day.code, numbers(next_day)) == (0, published(room))
        assert not list((tmp_path / "live" / "warc").rglob("*.open"))
    replayed = warta(tmp_path / "again", "replay", str(tmp_path / "live" / "warc"), *JUMPING)
    assert numbers(replayed) == numbers(next_day)
