"""`warta record`: a page becomes a fixture whose replay gives the drafted item."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.record import add_expected
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.warta import FAST, Done, replay, warta
from tests.support.wordpress import WordPress


def record(portal: Portal, path: str, folder: Path, *words: str) -> Done:
    return warta(folder / "data", "record", portal.home + path, "--into", str(folder / "fixtures"), *FAST, *words)


def expected(folder: Path, name: str) -> list[dict[str, Any]]:
    lines = (folder / "fixtures" / name / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def without_version(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "source": {**item["source"], "version": None}}


def test_a_page_is_fetched_once_and_its_replay_gives_the_draft(tmp_path: Path) -> None:
    articles = made_articles(8)
    with Portal(WordPress(articles)) as portal:
        done = record(portal, articles[2].path, tmp_path)
    name = portal.home.removeprefix("http://").replace(":", "-")
    assert (done.code, done.err) == (0, "")
    assert [request.path for request in portal.requests] == ["/robots.txt", articles[2].path]
    (warc,) = (tmp_path / "fixtures" / name).glob("*.warc")
    assert articles[2].headline.encode() in warc.read_bytes()
    (draft,) = expected(tmp_path, name)
    assert draft["headline"] == articles[2].headline
    again = replay(tmp_path / "fixtures" / name, tmp_path / "again")
    assert again.code == 0
    assert [without_version(item) for item in again.items] == [draft]


def test_every_page_of_an_article_is_kept_and_a_second_article_joins(tmp_path: Path) -> None:
    articles = made_articles(8)
    two_pages = next(article for article in articles if len(article.pages) == 2)
    with Portal(WordPress(articles)) as portal:
        for article in (two_pages, articles[0]):
            assert record(portal, article.path, tmp_path).code == 0
    name = portal.home.removeprefix("http://").replace(":", "-")
    drafts = expected(tmp_path, name)
    assert [draft["id"] for draft in drafts] == sorted(f"{name}:{a.number}" for a in (two_pages, articles[0]))
    assert {draft["pages"]["fetched"] for draft in drafts} == {1, 2}
    again = replay(tmp_path / "fixtures", tmp_path / "again")
    assert sorted((without_version(i) for i in again.items), key=lambda item: item["id"]) == drafts


def test_a_page_is_read_as_the_named_portal_reads_it(tmp_path: Path) -> None:
    articles = made_articles(1)
    with Portal(WordPress(articles)) as portal:
        done = record(portal, articles[0].path, tmp_path, "--portal", "gopos")
    assert done.code == 0
    (draft,) = expected(tmp_path, "gopos")
    assert draft["portal"] == "gopos"
    assert draft["id"] == f"gopos:{articles[0].number}"
    assert [item["portal"] for item in replay(tmp_path / "fixtures" / "gopos", tmp_path / "again").items] == ["gopos"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (On("^/2023/", faults.status(404)), "http-404"),
        (On("robots", faults.says("User-agent: *\nDisallow: /2023/")), "robots"),
    ],
)
def test_a_page_without_an_article_is_told_and_not_saved(tmp_path: Path, rule: On, said: str) -> None:
    articles = made_articles(1)
    with Portal(WordPress(articles), [rule]) as portal:
        done = record(portal, articles[0].path, tmp_path)
    assert done.code == 1
    assert said in done.out
    assert "nothing was saved" in done.out
    assert not (tmp_path / "fixtures").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name one page"),
        (("gopos.id/banjir",), "by its whole address"),
        (("https://gopos.id/banjir-di-limboto/", "--portal", "gopo"), "did you mean gopos"),
        (("https://sulteng.antaranews.com/berita/309027/vibi",), "left out"),
    ],
)
def test_wrong_use_fetches_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = warta(tmp_path, "record", *words, "--into", str(tmp_path / "fixtures"))
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "fixtures").exists()


def test_a_contact_is_needed(tmp_path: Path) -> None:
    done = warta(tmp_path, "record", "https://gopos.id/banjir-di-limboto/", WARTA_CONTACT="")
    assert done.code == 2
    assert "CONTACT" in done.err


def test_expected_items_stand_by_id_and_the_newer_reading_counts(tmp_path: Path) -> None:
    file = tmp_path / "expected.jsonl"

    def item(number: int, headline: str) -> dict[str, Any]:
        return {"id": f"kabar:{number}", "headline": headline, "source": {"version": "0.1.0"}}

    add_expected(file, [item(2, "Banjir")])
    add_expected(file, [item(1, "Gempa"), item(2, "Banjir Surut")])
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(i["id"], i["headline"]) for i in found] == [("kabar:1", "Gempa"), ("kabar:2", "Banjir Surut")]
    assert {i["source"]["version"] for i in found} == {None}
