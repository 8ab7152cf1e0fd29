"""A theme changes, its articles are held, the layout is mended, and a replay releases them."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.drift.findings import THEME
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.newsroom import Newsroom
from tests.support.warta import Done, warta

ORDINARY, STRANGE = 7, 5
"""nights, four articles each"""
SPIDER = ("-s", "SPIDER_MODULES=tests.support.relaunched")
MENDED = {"MADE_LAYOUTS": "wpberita"}


@pytest.fixture(scope="module")
def relaunched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A portal after its relaunch; the last of its nights was an hour ago, for a replay knows today only."""
    articles = made_articles(60, start=datetime.now(UTC) - timedelta(days=ORDINARY + STRANGE, hours=1))
    with Newsroom(articles, tmp_path_factory.mktemp("relaunched")) as room:
        room.theme = "wpberita"
        for night in range(1, ORDINARY + 1):
            assert crawl(room, night).outcome["problem"] is None
        room.portal.faults = [On(r"^/\d{4}/", faults.unmarked)]
        for night in range(ORDINARY + 1, ORDINARY + STRANGE + 1):
            done = crawl(room, night)
        assert [finding["cause"] for finding in done.outcome["findings"]] == [THEME]
        yield room


@pytest.fixture
def room(relaunched: Newsroom, tmp_path: Path) -> Iterator[Newsroom]:
    """The same with a data folder of its own."""
    shared, now = relaunched.data, relaunched.now
    relaunched.data = tmp_path / "data"
    shutil.copytree(shared, relaunched.data)
    yield relaunched
    relaunched.data, relaunched.now = shared, now


def crawl(room: Newsroom, night: int, **environment: str) -> Done:
    return room.crawl(night, *SPIDER, spider="relaunched", **environment)


def release(room: Newsroom, *words: str, **environment: str) -> Done:
    return warta(room.data, "replay", "--quarantine", room.name, *words, *SPIDER, **environment)


def held(room: Newsroom) -> list[dict[str, Any]]:
    files = sorted((room.data / "quarantine").rglob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def headlines(items: list[dict[str, Any]]) -> list[str]:
    return sorted(item["headline"] for item in items)


def test_without_mended_rules_nothing_is_released(room: Newsroom) -> None:
    before = held(room)
    stored = len(warta(room.data, "status").items)
    done = release(room)
    assert before
    assert (done.code, held(room), len(done.items)) == (1, before, stored)
    assert "look strange: layout wpberita 100% -> 0%" in done.out
    assert f"{len({item['id'] for item in before})} articles stay in quarantine" in done.out


def test_mended_rules_release_what_was_held(room: Newsroom) -> None:
    done = release(room, **MENDED)
    assert (done.code, held(room)) == (0, [])
    assert headlines(done.items) == sorted(article.headline for article in room.published())
    released = {item["source"]["layout"] for item in done.items[-done.outcome["stored"] :]}
    assert released == {"wpberita"}
    assert done.outcome["stored"] > 0


def test_after_the_release_nothing_needs_a_hand(room: Newsroom) -> None:
    troubled = warta(room.data, "status", *SPIDER)
    release(room, **MENDED)
    assert (troubled.code, warta(room.data, "status", *SPIDER).code) == (1, 0)
    tomorrow = crawl(room, ORDINARY + STRANGE + 1, **MENDED)
    assert (tomorrow.code, tomorrow.outcome["problem"]) == (0, None)
    assert headlines(tomorrow.items) == sorted(article.headline for article in room.published())


def test_a_release_that_is_done_twice_stores_nothing_twice(room: Newsroom, tmp_path: Path) -> None:
    quarantine = room.data / "quarantine"
    shutil.copytree(quarantine, tmp_path / "kept")
    first = release(room, **MENDED).lines
    shutil.copytree(tmp_path / "kept", quarantine, dirs_exist_ok=True)  # as if it had been killed before the end
    again = release(room, **MENDED)
    assert (again.code, again.lines, held(room)) == (0, first, [])


def test_a_person_may_accept_what_the_portal_looks_like_now(room: Newsroom) -> None:
    done = release(room, "--accept")
    assert (done.code, held(room)) == (0, [])
    first = [item for item in done.items if item["revision"]["number"] == 1]  # known ones are now read otherwise
    assert headlines(first) == sorted(article.headline for article in room.published())
    for night in range(ORDINARY + STRANGE + 1, ORDINARY + STRANGE + 3):
        later = crawl(room, night)
        assert (later.code, later.outcome["problem"], held(room)) == (0, None, [])


def test_wrong_use_is_told(room: Newsroom) -> None:
    for words, said in (
        (("replay", "--quarantine", "fajar"), f"nothing is held of 'fajar'; held is: {room.name}"),
        (("replay", "--quarantine", room.name, "x.warc"), "takes no source"),
        (("replay", "--accept", str(room.data / "warc")), "--accept needs --quarantine"),
    ):
        done = warta(room.data, *words)
        assert (done.code, said in done.err) == (2, True)
