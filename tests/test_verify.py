"""`warta verify`: stored lines are read again from the archive, and each that cannot be is named with its cause."""

import gzip
import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.newsroom import Newsroom
from tests.support.scenarios import Crawled
from tests.support.warta import Done, warta


def verdicts(done: Done) -> list[dict[str, Any]]:
    """The lines that differ, of a run with `--json`."""
    return [said for said in map(json.loads, done.out.splitlines()) if "cause" in said]


def tally(done: Done) -> dict[str, Any]:
    """What `--json` says of the last portal."""
    last: dict[str, Any] = json.loads(done.out.splitlines()[-1])
    return last


@pytest.mark.parametrize("scenario", ["whole", "faulty", "walled", "edited"])
def test_what_was_stored_is_read_again_as_it_stands(scenario: str, request: pytest.FixtureRequest) -> None:
    """Articles on several pages, texts from REST, what only discovery knew, revisions and copies among them."""
    crawled: Crawled = request.getfixturevalue(scenario)
    before = sorted(crawled.done.data.rglob("*"))
    done = warta(crawled.done.data, "verify", "--json")
    assert (done.code, verdicts(done)) == (0, []), done.out
    assert tally(done)["checked"] == tally(done)["equal"] == len(crawled.done.lines)
    assert sorted(crawled.done.data.rglob("*")) == before


def test_looks_at_known_pages_are_read_again_as_they_stand(tmp_path: Path) -> None:
    articles = made_articles(12)
    with Newsroom(articles, tmp_path, [On(f"^{articles[1].path}", faults.status(500), first=3)]) as room:
        for day in (2, 3, 9):
            room.crawl(day)
            articles[2].headline = f"Ralat {day}: {articles[2].headline}"
        stored = len(room.crawl(30).lines)
    assert stored > len(articles)
    done = warta(tmp_path, "verify")
    assert (done.code, done.out.split()[-2:]) == (0, [str(stored), str(stored)])


@pytest.fixture
def kept(edited: Crawled, tmp_path: Path) -> Path:
    """A data folder that may be spoilt."""
    return shutil.copytree(edited.done.data, tmp_path / "kept")


def change(kept: Path, number: int, edit: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Changes the line of that number; returns its article as it was."""
    (path,) = (kept / "items").rglob("*.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    item = json.loads(lines[number - 1])
    before = json.loads(lines[number - 1])
    edit(item)
    lines[number - 1] = json.dumps(item, ensure_ascii=False)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return before


def only_verdict(kept: Path, *words: str) -> dict[str, Any]:
    done = warta(kept, "verify", "--json", *words)
    assert done.code == 1, done.out
    (verdict,) = verdicts(done)
    assert tally(done)["causes"] == {verdict["cause"]: 1}
    return verdict


def test_a_line_that_other_code_wrote_is_named_with_its_fields(kept: Path) -> None:
    def by_other_code(item: dict[str, Any]) -> None:
        item["headline"] += "!"
        item["byline"]["editors"] = ["Sinta"]
        item["dateline"] = None
        item["source"]["version"] = "0.0.1"

    article = change(kept, 3, by_other_code)
    verdict = only_verdict(kept)
    assert (verdict["cause"], verdict["id"], verdict["line"]) == ("code changed", article["id"], 3)
    assert verdict["fields"] == ["headline", "byline.editors", "dateline"]
    told = warta(kept, "verify").out
    assert f"jsonl:3: {article['id']}: code changed: headline, byline.editors, dateline\n" in told
    assert re.search(r"portal +checked +equal +code changed\n\S+ +7 +6 +1\n", told)


def test_another_version_alone_is_no_difference(kept: Path) -> None:
    change(kept, 2, lambda item: item["source"].update(version="0.0.1"))
    assert warta(kept, "verify").code == 0


def test_a_digest_that_is_not_the_record_s(kept: Path) -> None:
    change(kept, 1, lambda item: item["source"].update(digest="sha256:" + 64 * "0"))
    assert only_verdict(kept)["cause"] == "digest wrong"


def test_a_place_at_which_no_record_begins(kept: Path) -> None:
    article = change(kept, 1, lambda item: item["source"].update(offset=item["source"]["offset"] + 1))
    verdict = only_verdict(kept)
    assert verdict["cause"] == "no record"
    assert f"byte {article['source']['offset'] + 1} of {article['source']['warc']}" in verdict["detail"]


@pytest.mark.parametrize("text", ["{", "[]", '{"id": "kabar:1"}', '{"id": 1, "url": "", "source": null}'])
def test_a_line_that_is_no_article_is_named_and_the_others_are_checked(kept: Path, text: str) -> None:
    (path,) = (kept / "items").rglob("*.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in [*lines[:4], text, *lines[5:]]), encoding="utf-8")
    verdict = only_verdict(kept)
    assert (verdict["cause"], verdict["line"]) == ("broken line", 5)


def test_a_page_that_is_refused_now(faulty: Crawled, tmp_path: Path) -> None:
    kept = shutil.copytree(faulty.done.data, tmp_path / "kept")
    refused = next(refusal for refusal in faulty.done.refused if refusal["reason"] == "challenge")
    change(kept, 1, lambda item: item.update(url=refused["url"], source=refused["source"]))
    verdict = only_verdict(kept)
    assert (verdict["cause"], verdict["detail"].split()[0]) == ("refused now", "challenge")


def test_an_archive_that_is_not_there_is_named_for_each_of_its_lines(kept: Path, edited: Crawled) -> None:
    newest = sorted((kept / "warc").rglob("*.warc.gz"))[-1]
    newest.unlink()
    done = warta(kept, "verify", "--json")
    lost = [item["id"] for item in edited.done.items if item["source"]["warc"] == newest.name]
    assert [verdict["id"] for verdict in verdicts(done)] == lost
    assert {verdict["cause"] for verdict in verdicts(done)} == {"archive missing"}
    assert (done.code, tally(done)["equal"]) == (1, len(edited.done.items) - len(lost))


def test_an_archive_that_is_none_any_more(kept: Path, edited: Crawled) -> None:
    oldest = min((kept / "warc").rglob("*.warc.gz"))
    oldest.write_bytes(bytes(1000))
    done = warta(kept, "verify", "--json")
    assert {verdict["cause"] for verdict in verdicts(done)} >= {"damaged"}
    assert len(verdicts(done)) == sum(item["source"]["warc"] == oldest.name for item in edited.done.items)


def test_a_flipped_bit_costs_its_line_alone(kept: Path, edited: Crawled) -> None:
    source = edited.done.items[1]["source"]
    (path,) = (kept / "warc").rglob(source["warc"])
    content = bytearray(path.read_bytes())
    content[source["offset"] + 300] ^= 4
    path.write_bytes(content)
    verdict = only_verdict(kept)
    assert (verdict["cause"], verdict["line"]) == ("damaged", 2)
    assert f"{source['warc']}, byte {source['offset']}: " in verdict["detail"]


def test_a_payload_that_was_exchanged_with_its_block_digest(kept: Path, edited: Crawled) -> None:
    """Whoever tampers with a record so that every reader takes it for whole is told by the payload's digest."""
    source = edited.done.items[1]["source"]
    (path,) = (kept / "warc").rglob(source["warc"])
    packed = path.read_bytes()
    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    other = gzip.compress(tampered(member.decompress(packed[source["offset"] :])))
    path.write_bytes(packed[: source["offset"]] + other + member.unused_data)
    verdict = next(verdict for verdict in verdicts(warta(kept, "verify", "--json")) if verdict["line"] == 2)
    assert verdict["cause"] == "damaged"
    assert verdict["detail"].endswith(f"byte {source['offset']}: a payload is not what its digest says")


def tampered(record: bytes) -> bytes:
    """The record with another text, and the digest of its block that goes with it."""
    head, end, block = record.partition(b"\r\n\r\n")
    block = block.replace(b"</p>", b"</b>")
    digest = hashlib.sha256(block[: -len(b"\r\n\r\n")]).hexdigest().encode()
    return re.sub(rb"(?<=WARC-Block-Digest: sha256:)\w+", digest, head) + end + block


def test_a_file_that_is_still_written_is_left_out(kept: Path) -> None:
    newest = max((kept / "warc").rglob("*.warc.gz"))
    newest.rename(newest.with_name(f"{newest.name}.open"))
    done = warta(kept, "verify")
    assert done.code == 0
    assert "2 lines lie in files that a crawl still writes" in done.out


def test_a_sample_is_the_same_every_time_and_another_with_another_seed(whole: Crawled, tmp_path: Path) -> None:
    kept = shutil.copytree(whole.done.data, tmp_path / "kept")
    for path in (kept / "items").rglob("*.jsonl"):
        path.write_text(re.sub(r'(?<="headline": )"', '"X', path.read_text(encoding="utf-8")), encoding="utf-8")
    samples = [sampled(kept, "--sample", "10"), sampled(kept, "--sample", "10"), sampled(kept, "--sample", "5%")]
    assert samples[0] == samples[1]
    assert len(samples[0]) == 10
    assert 2 < len(samples[2]) < 25
    assert len(samples[0] & samples[2]) == min(len(samples[0]), len(samples[2]))
    assert sampled(kept, "--sample", "10", "--seed", "lain") != samples[0]


def sampled(kept: Path, *words: str) -> set[str]:
    """What differs of a sample of lines that all differ: the sample itself."""
    return {verdict["id"] for verdict in verdicts(warta(kept, "verify", "--json", *words))}


def diff(kept: Path, *words: str) -> Done:
    return warta(kept, "replay", str(kept / "warc"), "--diff", *words)


@pytest.mark.parametrize("scenario", ["whole", "faulty", "walled", "edited"])
def test_diff_of_the_same_code_is_empty(scenario: str, request: pytest.FixtureRequest) -> None:
    crawled: Crawled = request.getfixturevalue(scenario)
    done = diff(crawled.done.data)
    assert (done.code, done.out) == (0, f"{len(crawled.done.lines)} the same\n")


def test_diff_counts_by_field_with_examples_and_writes_nothing(kept: Path) -> None:
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    for number in (1, 2, 3):
        change(kept, number, lambda item: item.update(headline="Dulu", tags=["dulu", *item["tags"]]))
    change(kept, 4, lambda item: item["byline"].update(editors=["Sinta"]))
    spoilt = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    done = diff(kept, "--json", "--examples", "2")
    said = json.loads(done.out)
    assert (done.code, said["lines"]) == (1, {"changed": 4, "the same": 3})
    assert {name: field["lines"] for name, field in said["fields"].items()} == {
        "headline": 3,
        "tags": 3,
        "byline.editors": 1,
    }
    items = [json.loads(line) for line in before[next((kept / "items").rglob("*.jsonl"))].splitlines()]
    shown = said["fields"]["headline"]["examples"]
    assert [(one["id"], one["old"], one["new"]) for one in shown] == [
        (item["id"], "Dulu", item["headline"]) for item in items[:2]
    ]
    assert f'byline.editors\n    {items[3]["id"]}\n      - ["Sinta"]\n      + []\n' in diff(kept).out
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == spoilt


def test_diff_tells_of_articles_that_are_new_and_of_pages_that_are_refused_now(faulty: Crawled, tmp_path: Path) -> None:
    kept = shutil.copytree(faulty.done.data, tmp_path / "kept")
    refused = next(refusal for refusal in faulty.done.refused if refusal["reason"] == "challenge")
    change(kept, 1, lambda item: item.update(id="lain:1", url=refused["url"], source=refused["source"]))
    said = json.loads(diff(kept, "--json").out)
    assert said["lines"] == {"refused now": 1, "new": 1, "the same": len(faulty.done.lines) - 1}


def test_diff_with_an_empty_folder_is_wrong_use(kept: Path, tmp_path: Path) -> None:
    done = warta(tmp_path / "empty", "replay", str(kept / "warc"), "--diff")
    assert (done.code, done.out) == (2, "")
    assert not (tmp_path / "empty").exists()


@pytest.mark.parametrize("words", [["--sample", "0"], ["--sample", "5.5"], ["--sample", "101%"], ["lain"]])
def test_wrong_use(kept: Path, words: list[str]) -> None:
    done = warta(kept, "verify", *words)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
