"""WARC files and their index, checked by the field's own tools."""

import gzip
import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from crawler.archive.exchange import Exchange, Failure, request_head, response_head
from crawler.archive.index import add_to_index
from crawler.archive.read import read_records, read_response, warc_files
from crawler.archive.repair import seal_left_open, whole_records
from crawler.archive.writer import WarcWriter

BIN = Path(sys.executable).parent
INFO = {"software": "Warta", "isPartOf": "run-1"}
HEADERS = [(b"Content-Type", b"text/html; charset=UTF-8"), (b"X-A", b"1"), (b"X-A", b"2")]
DATE = "2026-11-24T16:20:05.426188Z"


def exchange(number: int, body: bytes = b"<p>Kendari</p>", truncated: str | None = None) -> Exchange:
    return Exchange(
        url=f"http://kabar.example/{number}",
        request=request_head("GET", f"/{number}", [(b"Host", b"kabar.example")]),
        response_head=response_head(200, HEADERS),
        body=body,
        payload=body,
        date=DATE,
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
    assert [p.name for p in (tmp_path / "warc").iterdir()] == [path.name.removesuffix(".open")]


def test_nothing_written_leaves_nothing(writer, tmp_path):
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_file_is_followed_by_another(writer, tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.archive.writer.LARGEST_FILE", 2000)
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
        for number in (2, 1):
            writer.write_exchange(exchange(number))
        path = tmp_path / "warc" / writer.write_exchange(exchange(3)).warc
        writer.close()
        add_to_index(tmp_path / "kabar.cdxj", path)
        path.rename(path.with_name(f"older-{path.name}"))
    lines = (tmp_path / "kabar.cdxj").read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))


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
    (line,) = seal_left_open(folder, folder / "index" / "kabar.cdxj")
    sealed = folder / path.name.removesuffix(".open")
    assert sealed.read_bytes() == data[:whole]
    assert (folder / f"{sealed.name}.torn").read_bytes() == data[whole:cut]
    assert f"{cut - whole} torn bytes" in line
    assert seal_left_open(folder, folder / "index" / "kabar.cdxj") == []
