"""What other tools archive gives the articles that a crawl of ours gives, source apart."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import faults, recorders
from tests.support.articles import made_articles
from tests.support.families import MadePortals, made_portals
from tests.support.faults import On
from tests.support.foreign import gzipped, wacz
from tests.support.rewritten import FORMS, Sent, browser, heritrix, sent
from tests.support.warta import Done, warta

SPAN = ("--since", "2023-04-01", "--until", "2023-04-10")
RULES = {
    "made_blogger": [On("", faults.chunked)],
    "made_promedia": [On("", faults.encoded("gzip"))],
    "made_suara": [On("", faults.chunked), On("", faults.encoded("gzip"))],
}
"""some chunked, some packed, some both"""
ARTICLES = 4 * len(RULES)


@dataclass
class Crawled:
    """A crawl of ours over portals that still answer."""

    portals: MadePortals
    done: Done

    @property
    def urls(self) -> list[str]:
        """What it asked for."""
        return list(dict.fromkeys(f"http://{one.headers['host']}{one.target}" for one in self.portals.requests))

    @property
    def exchanges(self) -> list[Sent]:
        return sent(self.done.warcs)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with made_portals(made_articles(4), RULES) as portals:
        done = portals.crawl(tmp_path_factory.mktemp("ours"), *SPAN)
        assert (done.code, len(done.items)) == (0, ARTICLES)
        yield Crawled(portals, done)


def said(done: Done) -> list[str]:
    """The items without what is true of the archive alone, sorted."""
    return sorted(json.dumps(_said(item), sort_keys=True) for item in done.items)


def _said(item: dict[str, Any]) -> dict[str, Any]:
    source = item["source"]
    return {**item, "source": [source["status"], source["layout"], source["version"]]}


def assert_the_same(crawled: Crawled, source: Path, data: Path) -> None:
    again = crawled.portals.replay(source, data)
    assert (again.code, again.err) == (0, "")
    assert said(again) == said(crawled.done)
    assert "no portal for host" not in again.out


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_of_other_tools(crawled: Crawled, name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(FORMS[name](crawled.exchanges))
    assert_the_same(crawled, source, tmp_path / "again")


def test_packages_of_other_tools(crawled: Crawled, tmp_path: Path) -> None:
    half = len(crawled.exchanges) // 2
    parts = {"rec-0.warc.gz": crawled.exchanges[:half], "rec-1.warc.gz": crawled.exchanges[half:]}
    wacz(tmp_path / "kabar.wacz", {name: gzipped(browser(part)) for name, part in parts.items()})
    assert_the_same(crawled, tmp_path / "kabar.wacz", tmp_path / "again")


@pytest.mark.parametrize("words", [(), ("--stream",)], ids=["by the spiders", "streamed"])
def test_packages_of_ours(crawled: Crawled, words: tuple[str, ...], tmp_path: Path) -> None:
    """Their files keep their names, so that the lines are the same with their sources."""
    packaged = warta(crawled.done.data, "wacz", *RULES, "-o", str(tmp_path / "kabar.wacz"))
    assert packaged.code == 0
    again = crawled.portals.replay(tmp_path / "kabar.wacz", tmp_path / "again", *words)
    assert (again.code, sorted(again.lines)) == (0, sorted(crawled.done.lines))


WGET = {
    "packed": [],
    "plain": ["--no-warc-compression", "--compression=none"],
    "in many files, with an index": ["--warc-cdx", "--warc-max-size=50k"],
}


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not on this machine")
@pytest.mark.parametrize("options", WGET.values(), ids=WGET)
def test_what_wget_recorded(crawled: Crawled, options: list[str], tmp_path: Path) -> None:
    source = tmp_path / "wget"
    source.mkdir()
    recorders.wget(crawled.urls, source, *options)
    assert_the_same(crawled, source, tmp_path / "again")


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not on this machine")
def test_what_wget_did_not_record_twice(crawled: Crawled, tmp_path: Path) -> None:
    """Its revisits name their originals by record only, and call themselves cut short."""
    source = tmp_path / "wget"
    source.mkdir()
    recorders.wget(crawled.urls, source, "--warc-cdx")
    again = ("--warc-cdx", f"--warc-dedup={source / 'kabar.cdx'}", f"--warc-file={source / 'zweite'}")
    recorders.wget(crawled.urls, source, *again)
    done = crawled.portals.replay(source, tmp_path / "again")
    assert (done.code, said(done)) == (0, said(crawled.done))
    outcomes = done.report["outcomes"]
    assert {(outcome["stored"], outcome["unchanged"]) for outcome in outcomes} == {(4, 4)}
    alone = crawled.portals.replay(source / "zweite.warc.gz", tmp_path / "alone")
    assert (alone.code, alone.items) == (1, [])
    assert alone.out.count("refused original-missing 4") == len(RULES)


def test_what_warcio_recorded(crawled: Crawled, tmp_path: Path) -> None:
    recorders.warcio(crawled.urls, tmp_path / "capture.warc.gz")
    assert_the_same(crawled, tmp_path / "capture.warc.gz", tmp_path / "again")


def test_a_damaged_member_costs_its_page_and_is_named(crawled: Crawled, tmp_path: Path) -> None:
    parts = [gzipped([one]) for one in heritrix(crawled.exchanges)]
    lost = crawled.done.items[0]
    number = next(at for at, one in enumerate(heritrix(crawled.exchanges)) if lost["url"].encode() in one[:400])
    offset = sum(map(len, parts[:number]))
    content = bytearray(b"".join(parts))
    content[offset + len(parts[number]) // 2] ^= 1
    source = tmp_path / "kabar.warc.gz"
    source.write_bytes(content)
    again = crawled.portals.replay(source, tmp_path / "again")
    assert again.code == 1
    assert f"{source}, byte {offset}: " in again.out
    assert {item["id"] for item in again.items} == {item["id"] for item in crawled.done.items} - {lost["id"]}


def test_a_page_that_the_recorder_cut_is_refused(crawled: Crawled, tmp_path: Path) -> None:
    cut = crawled.done.items[0]
    records = [
        one.replace(b"\r\nContent-Length", b"\r\nWARC-Truncated: length\r\nContent-Length", 1)
        if cut["url"].encode() in one[:400]
        else one
        for one in heritrix(crawled.exchanges)
    ]
    source = tmp_path / "kabar.warc.gz"
    source.write_bytes(gzipped(records))
    again = crawled.portals.replay(source, tmp_path / "again")
    assert [item["reason"] for item in again.refused] == ["too-large"]
    assert {item["id"] for item in again.items} == {item["id"] for item in crawled.done.items} - {cut["id"]}
