"""WARC files and their index, checked by the field's own tools."""

import gzip
import hashlib
import json
import subprocess
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import manifest
from crawler.archive.exchange import Exchange, Failure, request_head, response_head
from crawler.archive.index import Index, add_to_index, index_lines
from crawler.archive.manifest import NAME
from crawler.archive.read import read_records, read_response, warc_files
from crawler.archive.repair import repair, whole_records
from crawler.archive.writer import WarcWriter

BIN = Path(sys.executable).parent
INFO = {"software": "Warta", "isPartOf": "run-1"}
HEADERS = [(b"Content-Type", b"text/html; charset=UTF-8"), (b"X-A", b"1"), (b"X-A", b"2")]
DATE = "2026-11-24T16:20:05.426188Z"


def exchange(
    number: int = 1,
    body: bytes = b"<p>Kendari</p>",
    truncated: str | None = None,
    date: str = DATE,
    url: str | None = None,
) -> Exchange:
    return Exchange(
        url=url or f"http://kabar.example/{number}",
        request=request_head("GET", f"/{number}", [(b"Host", b"kabar.example")]),
        response_head=response_head(200, HEADERS),
        body=body,
        payload=body,
        date=date,
        ip="127.0.0.1",
        truncated=truncated,
    )


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def writer(request, tmp_path):
    return WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO, compress=request.param)


def test_what_was_written_is_read_again(writer, tmp_path):
    captures = [writer.write_exchange(exchange(n, body=b"isi %d" % n)) for n in range(3)]
    writer.write_failure(Failure("http://kabar.example/9", "DownloadTimeoutError", "took\nlonger", DATE))
    writer.close()
    (path,) = warc_files(tmp_path / "warc")
    records = list(read_records(path))
    assert [record.kind for record in records] == ["warcinfo", *["response", "request"] * 3, "metadata"]
    assert records[0].fields == INFO
    assert records[-1].fields == {"error": "DownloadTimeoutError", "message": "took longer"}
    assert sum(record.length for record in records) == path.stat().st_size
    for number, capture in enumerate(captures):
        record, body = read_response(path, capture.offset)
        assert body == b"isi %d" % number
        assert (record.id, record.digest, record.date) == (capture.record_id, capture.digest, capture.fetched_at)
        assert record.headers == [("Content-Type", "text/html; charset=UTF-8"), ("X-A", "1"), ("X-A", "2")]
        assert record.mime == "text/html"


def test_the_reference_tools_accept_the_file(writer, tmp_path):
    for number in range(3):
        writer.write_exchange(exchange(number, body="Jum’at".encode() * number))
    writer.close()
    (path,) = warc_files(tmp_path / "warc")
    check = subprocess.run([BIN / "warcio", "check", "-v", path], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout
    assert check.stdout.count("digest pass") == 7
    theirs = subprocess.run([BIN / "cdxj-indexer", path], capture_output=True, text=True, check=True).stdout
    ours = (tmp_path / "kabar.cdxj").read_text(encoding="utf-8")
    assert keys(ours) == keys(theirs)


def keys(cdxj: str) -> list[tuple[str, str, str, str]]:
    lines = [line.split(" ", 2) for line in cdxj.splitlines()]
    return sorted((key, stamp, json.loads(rest)["offset"], json.loads(rest)["digest"]) for key, stamp, rest in lines)


def test_one_gzip_member_a_record(tmp_path):
    writer = WarcWriter(tmp_path, tmp_path / "kabar.cdxj", "kabar", INFO)
    writer.write_exchange(exchange(1))
    writer.close()
    (path,) = warc_files(tmp_path)
    data, members = path.read_bytes(), 0
    while data:
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        assert member.decompress(data).startswith(b"WARC/1.1\r\n")
        data, members = member.unused_data, members + 1
    assert members == 3
    assert gzip.decompress(path.read_bytes()).count(b"WARC/1.1\r\n") == 3


def test_a_file_is_open_until_it_is_sealed(writer, tmp_path):
    writer.write_exchange(exchange(1))
    (path,) = (tmp_path / "warc").iterdir()
    assert path.name.endswith(".open")
    assert not (tmp_path / "kabar.cdxj").exists()
    writer.close()
    assert {p.name for p in (tmp_path / "warc").iterdir()} == {path.name.removesuffix(".open"), NAME}


def test_nothing_written_leaves_nothing(writer, tmp_path):
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_file_is_followed_by_another(tmp_path):
    writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO, largest=2000)
    captures = [writer.write_exchange(exchange(n, body=bytes(range(256)) * 20)) for n in range(3)]
    writer.close()
    assert len({capture.warc for capture in captures}) > 1
    indexed = [json.loads(line.split(" ", 2)[2]) for line in (tmp_path / "kabar.cdxj").read_text("utf-8").splitlines()]
    assert {(entry["filename"], int(entry["offset"])) for entry in indexed} == {(c.warc, c.offset) for c in captures}


def test_a_truncated_body_is_marked(writer, tmp_path):
    capture = writer.write_exchange(exchange(1, truncated="disconnect"))
    writer.close()
    record, _ = read_response(tmp_path / "warc" / capture.warc, capture.offset)
    assert record.truncated == "disconnect"


def test_the_index_stays_sorted_and_without_repeats(tmp_path):
    for _ in range(2):
        writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO, compress=False)
        captures = [writer.write_exchange(exchange(number)) for number in (2, 10, 1)]
        writer.close()
        add_to_index(tmp_path / "kabar.cdxj", index_lines(tmp_path / "warc" / captures[0].warc))
    lines = (tmp_path / "kabar.cdxj").read_text("utf-8").splitlines()
    assert len(lines) == 6
    assert lines == sorted(set(lines))


@given(st.lists(st.lists(st.text('ab/ "é\U0001f4a7', max_size=5), max_size=6), max_size=5))
def test_lines_are_added_at_their_places(batches):
    with TemporaryDirectory() as folder:
        index = Path(folder) / "kabar.cdxj"
        for batch in batches:
            add_to_index(index, batch)
        expected = sorted({line for batch in batches for line in batch})
        assert index.read_text("utf-8").split("\n")[:-1] == expected if batches else not index.exists()


URLS = [
    *("http://kabar.example/a", "https://www.kabar.example/a", "http://kabar.example/A", "http://kabar.example/a?x=1"),
    *("http://kabar.example/", "http://kabar.example/a/b", "http://kabar.example:8080/a", "http://lain.example/é"),
]


def test_an_address_is_found_in_the_index_exactly_as_written(tmp_path):
    """Some of these share a key, or have one that begins like another's."""
    writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO)
    dates = [f"2026-11-{day}T16:20:05.426188Z" for day in (20, 22, 21)]
    kept = {(url, date): writer.write_exchange(exchange(url=url, date=date)) for date in dates for url in URLS}
    writer.close()
    index = Index(tmp_path / "kabar.cdxj")
    for url in URLS:
        captures = index.captures(url)
        assert [entry.timestamp for entry in captures] == ["20261120162005", "20261121162005", "20261122162005"]
        assert index.latest(url) == captures[-1]
        newest = kept[url, dates[1]]
        assert (captures[-1].filename, captures[-1].offset) == (newest.warc, newest.offset)
        assert (captures[-1].status, captures[-1].digest, captures[-1].mime) == (200, newest.digest, "text/html")
    assert index.latest("http://kabar.example/b") is None
    assert Index(tmp_path / "none.cdxj").latest(URLS[0]) is None


def test_the_manifest_lists_what_coreutils_can_check(writer, tmp_path):
    dates = ["2026-11-24T23:59:59.000001Z", "2026-11-24T23:00:00.000001Z"]
    for number, date in enumerate(dates):
        writer.write_exchange(exchange(number, date=date))
    writer.close()
    folder = tmp_path / "warc"
    (line,) = map(json.loads, (folder / NAME).read_text("utf-8").splitlines())
    (path,) = warc_files(folder)
    assert line == {
        "name": path.name,
        "size": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "records": 5,
        "first": dates[1],
        "last": dates[0],
        "run": "run-1",
        "software": "Warta",
    }
    told = " ".join(manifest.__doc__.split("\n\n")[2].split())
    assert subprocess.run(told, shell=True, cwd=folder, capture_output=True, text=True).stdout == f"{path.name}: OK\n"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert subprocess.run(told, shell=True, cwd=folder, capture_output=True).returncode == 1


def test_a_new_day_begins_a_new_file(tmp_path):
    """Answers to requests of the old day that come late still go into the new file."""
    writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO)
    dates = ["2026-11-24T23:59:58Z", "2026-11-24T23:59:59Z", "2026-11-25T00:00:00Z", "2026-11-24T23:59:59Z"]
    files = [writer.write_exchange(exchange(number, date=date)).warc for number, date in enumerate(dates)]
    writer.close()
    assert files == sorted(files)
    assert [files.count(name) for name in dict.fromkeys(files)] == [2, 2]
    assert len((tmp_path / "warc" / NAME).read_text("utf-8").splitlines()) == 2


def test_missing_sources_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no \.warc"):
        warc_files(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such file"):
        warc_files(tmp_path / "nothing.warc")


@pytest.mark.parametrize("compress", [True, False], ids=["gzip", "plain"])
def test_a_torn_file_is_sealed_at_its_last_whole_record(tmp_path, compress):
    """Cut at every byte of the last exchange: what was whole stays, what was torn lies aside."""
    writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", INFO, compress=compress)
    writer.write_exchange(exchange(1))
    (path,) = (tmp_path / "warc").iterdir()
    before = path.stat().st_size
    writer.write_exchange(exchange(2))
    data = path.read_bytes()
    records = [record.offset for record in read_records(path)]
    ends = [*records[1:], len(data)]
    writer.close()
    for cut in range(before, len(data)):
        folder = tmp_path / f"cut-{cut}"
        folder.mkdir()
        torn = folder / path.name
        torn.write_bytes(data[:cut])
        whole = whole_records(torn)
        assert whole == max(end for end in ends if end <= cut)
    (line,) = repair(folder, folder / "index" / "kabar.cdxj")
    sealed = folder / path.name.removesuffix(".open")
    assert sealed.read_bytes() == data[:whole]
    assert (folder / f"{sealed.name}.torn").read_bytes() == data[whole:cut]
    assert f"{cut - whole} torn bytes" in line
    assert repair(folder, folder / "index" / "kabar.cdxj") == []
