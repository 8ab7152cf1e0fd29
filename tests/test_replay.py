"""Replays of the recorded crawls: the same lines, byte for byte, without a network and with the portal gone."""

import shutil
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from crawler.archive.read import read_records
from tests.support import faults
from tests.support.archives import header, members
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.newsroom import Newsroom, stop_at
from tests.support.portal import Portal
from tests.support.scenarios import Crawled, edit
from tests.support.validated import with_etags
from tests.support.warta import Done, crawl, finish, replay, start, warta
from tests.support.wordpress import WordPress

OFFLINE = """
import sys
from tests.support.sockets import no_sockets
from crawler.cli import main
with no_sockets():
    main()
"""
"""the command, in a process in which every look-up and connection raises"""


def replay_offline(sources: Path, data: Path, *words: str) -> Done:
    """Replays where a network would be an error."""
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", OFFLINE, "replay", str(sources), *words]
    return finish(start([*command, "--data", str(data)], {}), data)


@pytest.mark.parametrize("scenario", ["whole", "faulty", "walled", "edited"])
def test_replay_gives_the_same_lines(scenario: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    crawled: Crawled = request.getfixturevalue(scenario)
    again = replay_offline(crawled.done.data / "warc", tmp_path)
    assert "NetworkTouched" not in again.err
    assert again.code == code_of_a_replay(crawled.done)
    assert again.lines == crawled.done.lines
    assert again.refused_lines == crawled.done.refused_lines
    assert again.outcome["refused"] == crawled.done.outcome["refused"]
    assert again.counts == counts_of_a_replay(crawled.done)
    assert not (tmp_path / "warc").exists()


def code_of_a_replay(live: Done) -> int:
    """An archive is not held against the portal's past: what only that showed is no trouble of the replay."""
    found = live.outcome["findings"]
    return 0 if found and live.outcome["problem"].startswith(found[0]["cause"]) else live.code


def counts_of_a_replay(live: Done) -> dict[str, int]:
    """What the crawl knew, and had no need to fetch, is not in the archive."""
    return {"not-archived" if name == "known" else name: n for name, n in live.counts.items()}


def test_second_replay_into_the_same_folder_adds_nothing(walled: Crawled, tmp_path: Path) -> None:
    once = replay(walled.done.data / "warc", tmp_path)
    lines = once.lines
    again = replay(walled.done.data / "warc", tmp_path)
    assert once.code == again.code == code_of_a_replay(walled.done)
    assert again.lines == lines
    assert (again.outcome["stored"], again.outcome["unchanged"]) == (0, 7)


def test_order_of_the_sources_and_a_second_replay_change_nothing_in_revisions(edited: Crawled, tmp_path: Path) -> None:
    newest, oldest = map(str, reversed(edited.done.warcs))
    once = warta(tmp_path, "replay", newest, oldest)
    assert once.lines == edited.done.lines
    assert warta(tmp_path, "replay", newest, oldest).lines == edited.done.lines


def test_page_that_was_never_fetched_is_counted(walled: Crawled, tmp_path: Path) -> None:
    lost = walled.home + walled.articles[2].path
    drop(walled.done.warcs[0], lost, tmp_path / "part.warc.gz")
    again = replay(tmp_path / "part.warc.gz", tmp_path / "data")
    assert (again.code, again.refused, again.counts["not-archived"]) == (0, [], 1)
    assert len(again.items) == len(walled.articles) - 1


def test_archive_without_its_discovery_gives_no_article_and_fails(walled: Crawled, tmp_path: Path) -> None:
    rest = next(walled.home + request.target for request in walled.requests if "wp-json" in request.target)
    drop(walled.done.warcs[0], rest, tmp_path / "part.warc.gz")
    again = replay(tmp_path / "part.warc.gz", tmp_path / "data")
    assert (again.code, again.items) == (1, [])
    assert again.outcome["problem"] == "no article at all"
    assert again.counts["discovery/wp-json/not-archived"] == 1


def drop(warc: Path, url: str, part: Path) -> None:
    """Copies a WARC without the records of an address."""
    kept = [member for member in members(warc) if header(member, "WARC-Target-URI") != url]
    part.write_bytes(b"".join(kept))


NIGHTS = ("2023-04-05", "2023-04-12", "2023-05-29")
"""days on which articles of the first of April are due for a look"""


def test_replay_of_nights_on_which_little_changed_gives_the_same_lines(tmp_path: Path) -> None:
    """On the second night all is 304; on the third every page is another, one article is edited and one is new."""
    site, counts = WordPress(made_articles(5)), []
    sent = partial(On("-[12]/$", faults.encoded("gzip")), answer=partial(On("-[23]/$", faults.chunked), answer=site))
    with Portal(with_etags(sent)) as portal:
        for day in NIGHTS:
            if day == NIGHTS[2]:
                edit(site)
            live = crawl(portal, tmp_path / "live", "--since", "2023-04-01", "--until", "2023-05-31", "--today", day)
            assert live.code == 0, live.out
            counts.append(live.counts)
    answers = Counter(request.status for request in portal.requests)
    kinds = Counter(record.kind for warc in live.warcs for record in read_records(warc))
    assert kinds["revisit"] > answers[304] > 5
    again = replay_offline(tmp_path / "live" / "warc", tmp_path / "again")
    assert again.lines == live.lines
    assert len(again.lines) == 7
    assert [outcome["counts"] for outcome in again.report["outcomes"]] == counts


@pytest.mark.parametrize("indexed", [True, False], ids=["beside-its-index", "alone"])
def test_the_newest_file_alone_needs_the_older_ones(edited: Crawled, tmp_path: Path, indexed: bool) -> None:
    """Where it lies in a data folder, what it refers to is found by the index; elsewhere the lack is named."""
    newest = edited.done.warcs[-1]
    if not indexed:
        newest = shutil.copy(newest, tmp_path)
    again = replay_offline(newest, tmp_path / "again")
    assert bool(again.items) is indexed
    assert ("robots.txt" in again.err and "which" in again.err) is not indexed


def test_replay_of_looks_that_no_discovery_asked_for(tmp_path: Path) -> None:
    """Pages that a stop left, that failed, that are due by their age, changed, moved or gone: far from any list."""
    articles = made_articles(40)
    broken, moved, gone, changed = articles[3], articles[5], articles[7], articles[9]
    live = tmp_path / "live"
    with Newsroom(articles, live, [On(f"^{broken.path}", faults.status(500), first=3)]) as room:
        stop_at(room, 20)
        room.crawl(20, "--since", "2023-04-01")
        room.crawl(20.1, "--since", "2023-04-01", "--until", "2023-04-02")
        room.portal.faults += [
            On(f"^{gone.path}", faults.status(410)),
            On(f"^{moved.path}", faults.redirect(f"/2023/04/30/{moved.slug}/")),
            On("^/2023/04/30/", lambda request, answer: WordPress([moved])(replace(request, target=moved.path))),
        ]
        changed = articles[9] = replace(changed, headline=f"Ralat: {changed.headline}")
        for day in (24, 25.5, 40):
            done = room.crawl(day)
    assert {item["headline"] for item in done.items if item["revision"]["number"] > 1} >= {changed.headline}
    assert {refusal["reason"] for refusal in done.refused} == {"http-500", "gone"}
    for words in ((), ("--stream",)):
        again = replay_offline(live / "warc", tmp_path / f"again{len(words)}", *words)
        assert again.lines == done.lines
        assert again.refused_lines == done.refused_lines
