"""Revisits: what is unchanged is not kept twice, is asked for conditionally, and is found again."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.archive.errors import NotArchived
from crawler.archive.exchange import Capture, Exchange, request_head, response_head
from crawler.archive.read import Record, read_response
from crawler.archive.revisit import NOT_MODIFIED, SAME_PAYLOAD, Originals, Sealed
from crawler.archive.writer import WarcWriter
from crawler.politeness.conditional import WHOLE_AFTER, ConditionalMiddleware

BIN = Path(sys.executable).parent
URL = "http://kabar.example/berita/1"
OLD, NEW = b"<p>Kendari</p>" * 9, b"<p>Kolaka</p>" * 9
ETAG = (b"ETag", b'"1"')


class Archive:
    """A portal's archive in which every capture is sealed at once, a day after the one before."""

    def __init__(self, data: Path):
        self.folder, self.index = data / "warc" / "kabar", data / "index" / "kabar.cdxj"
        self.captures: list[Capture] = []

    def add(self, body: bytes, *headers: tuple[bytes, bytes], status: int = 200, **fields: Any) -> Record:
        """An exchange as it would be kept next; what is asked is conditional where the answer is 304."""
        asked = [(b"Host", b"kabar.example"), *([(b"If-None-Match", b'"1"')] if status == 304 else [])]
        exchange = Exchange(
            url=fields.get("url", URL),
            request=request_head("GET", "/berita/1", asked),
            response_head=response_head(status, [(b"Content-Type", b"text/html"), *headers]),
            body=body,
            payload=body,
            date=f"2026-11-{len(self.captures) + 1:02}T16:20:05.426188Z",
            truncated=fields.get("truncated"),
        )
        writer = WarcWriter(self.folder, self.index, "kabar", {"isPartOf": f"run-{len(self.captures)}"})
        self.captures.append(writer.write_exchange(exchange))
        writer.close()
        return self.record(-1)

    def record(self, number: int) -> Record:
        capture = self.captures[number]
        return read_response(self.folder / capture.warc, capture.offset)[0]

    @property
    def files(self) -> list[Path]:
        return [self.folder / capture.warc for capture in self.captures]

    def asked_next(self, url: str = URL, **meta: Any) -> dict[str, str]:
        """The conditional headers of the next request."""
        request = Request(url, headers={"If-None-Match": "of the address that led here"}, meta=meta)
        self.middleware().process_request(request)
        names = ("If-None-Match", "If-Modified-Since")
        return {name: request.headers[name].decode() for name in names if name in request.headers}

    def middleware(self) -> ConditionalMiddleware:
        return ConditionalMiddleware(Sealed(self.folder, self.index))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_an_unchanged_payload_is_a_revisit_of_the_record_that_has_it(archive: Archive) -> None:
    first = archive.add(OLD, (b"X-Run", b"1"))
    again, once_more = archive.add(OLD, (b"X-Run", b"2")), archive.add(OLD)
    changed, back = archive.add(NEW), archive.add(OLD)
    for revisit in (again, once_more, back):
        assert (revisit.kind, revisit.profile, revisit.digest) == ("revisit", SAME_PAYLOAD, first.digest)
        assert (revisit.refers_to, revisit.refers_to_date) == (URL, first.date)
    assert again.headers == [("Content-Type", "text/html"), ("X-Run", "2")]
    assert changed.kind == "response"
    assert archive.captures[1].digest == first.digest
    assert archive.captures[1].record_id == again.id


def test_a_304_is_a_revisit_of_the_newest_capture(archive: Archive) -> None:
    archive.add(OLD, ETAG)
    newest = archive.add(NEW, ETAG)
    for revisit in (archive.add(b"", ETAG, status=304), archive.add(b"", ETAG, status=304)):
        assert (revisit.kind, revisit.profile, revisit.status) == ("revisit", NOT_MODIFIED, 304)
        assert (revisit.refers_to, revisit.refers_to_date, revisit.digest) == (URL, newest.date, newest.digest)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"body": OLD}, {"body": OLD, "url": f"{URL}?m=1"}),
        ({"body": OLD, "truncated": "disconnect"}, {"body": OLD}),
        ({"body": OLD}, {"body": OLD, "truncated": "disconnect"}),
        ({"body": b"", "status": 301}, {"body": b"", "status": 301}),
    ],
    ids=["another-address", "after-a-cut", "cut", "empty"],
)
def test_what_is_kept_whole(archive: Archive, before: dict[str, Any], now: dict[str, Any]) -> None:
    archive.add(**before)
    assert archive.add(**now).kind == "response"


def test_nothing_refers_to_a_file_that_is_open_or_gone(archive: Archive) -> None:
    archive.add(OLD)
    archive.files[0].unlink()
    assert archive.add(OLD).kind == "response"
    writer = WarcWriter(archive.folder, archive.index, "kabar", {})
    other = f"{URL}0"
    exchange = Exchange(other, b"GET / HTTP/1.1\r\n\r\n", response_head(200, []), OLD, OLD, "2026-12-01T00:00:00Z")
    captures = [writer.write_exchange(exchange) for _ in range(2)]
    writer.close()
    records = [read_response(archive.folder / capture.warc, capture.offset)[0] for capture in captures]
    assert [record.kind for record in records] == ["response", "response"]


def test_the_field_s_tools_accept_revisits_and_list_them_as_we_do(archive: Archive) -> None:
    for body, status in ((OLD, 200), (OLD, 200), (b"", 304)):
        archive.add(body, ETAG, status=status)
    check = subprocess.run([BIN / "warcio", "check", "-v", *archive.files], capture_output=True, text=True)
    assert (check.returncode, check.stdout.count("not checked (revisit)")) == (0, 2), check.stdout
    command = [BIN / "cdxj-indexer", "--sort", *archive.files]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = archive.index.read_text("utf-8").splitlines()
    assert list(map(parsed, ours)) == list(map(parsed, theirs))
    assert [json.loads(line.split(" ", 2)[2])["mime"] for line in ours] == ["text/html", "warc/revisit", "warc/revisit"]


def parsed(line: str) -> tuple[str, str, dict[str, str]]:
    key, timestamp, text = line.split(" ", 2)
    fields = json.loads(text)
    return (
        key,
        timestamp,
        {name: fields.get(name, "") for name in ("url", "mime", "status", "digest", "offset", "filename")},
    )


@pytest.mark.parametrize("indexed", [True, False], ids=["by-index", "by-files"])
def test_a_revisit_is_resolved_over_several_files(archive: Archive, tmp_path: Path, indexed: bool) -> None:
    archive.add(OLD, ETAG, (b"X-Run", b"1"), (b"Content-Language", b"id"))
    archive.add(OLD, ETAG, (b"X-Run", b"2"))
    archive.add(b"", ETAG, (b"X-Run", b"3"), (b"Content-Length", b"0"), status=304)
    originals = Originals(archive.files[2:] if indexed else archive.files)
    if not indexed:
        archive.index.unlink()
        originals = Originals(archive.files)
    same, unmodified = (originals.resolve(archive.record(number), b"") for number in (1, 2))
    assert (same.payload, same.status, same.header("x-run")) == (OLD, 200, "2")
    assert same.header("content-language") is None
    assert (unmodified.payload, unmodified.status, unmodified.header("x-run")) == (OLD, 200, "3")
    assert (unmodified.header("content-language"), unmodified.header("content-length")) == ("id", None)
    assert unmodified.record.id == archive.captures[2].record_id


def test_a_missing_original_is_named(archive: Archive, tmp_path: Path) -> None:
    archive.add(OLD)
    archive.add(OLD)
    archive.files[0].unlink()
    with pytest.raises(NotArchived, match=rf"{URL} of 2026-11-01T16:20:05.426188Z"):
        Originals(archive.files[1:]).resolve(archive.record(1), b"")


def test_validators_are_those_of_the_newest_capture(archive: Archive) -> None:
    modified = (b"Last-Modified", b"Tue, 24 Nov 2026 16:20:05 GMT")
    assert archive.asked_next() == {}
    archive.add(OLD, ETAG, modified)
    both = {"If-None-Match": '"1"', "If-Modified-Since": "Tue, 24 Nov 2026 16:20:05 GMT"}
    assert archive.asked_next() == both
    assert archive.asked_next(f"{URL}?m=1") == {}
    assert archive.asked_next(is_robots_txt=True) == {}
    archive.add(b"", (b"ETag", b'"2"'), status=304)
    assert archive.asked_next() == {**both, "If-None-Match": '"2"'}
    archive.add(NEW, modified)
    assert archive.asked_next() == {"If-Modified-Since": both["If-Modified-Since"]}
    archive.add(b"gone", ETAG, status=404)
    assert archive.asked_next() == {}


def test_a_304_reaches_the_spider_as_the_archived_page(archive: Archive) -> None:
    archive.add(OLD, ETAG, (b"X-Run", b"1"))
    middleware, request = archive.middleware(), Request(URL)
    assert middleware.process_request(request) is None
    answer = middleware.process_response(
        request, Response(URL, 304, {"ETag": '"1"', "X-Run": "2", "Content-Length": "0"})
    )
    assert (answer.status, answer.body, answer.url) == (200, OLD, URL)
    assert (answer.headers["Content-Type"], answer.headers["X-Run"]) == (b"text/html", b"2")
    assert "Content-Length" not in answer.headers


def test_another_answer_passes(archive: Archive) -> None:
    archive.add(OLD, ETAG)
    middleware, request = archive.middleware(), Request(URL)
    middleware.process_request(request)
    answer = Response(URL, 200, body=NEW)
    assert middleware.process_response(request, answer) is answer


def test_the_whole_is_asked_for_after_a_week_of_304(archive: Archive) -> None:
    archive.add(OLD, ETAG)
    for _ in range(WHOLE_AFTER):
        assert archive.asked_next() == {"If-None-Match": '"1"'}
        archive.add(b"", ETAG, status=304)
    assert archive.asked_next() == {}
    archive.add(OLD, ETAG)
    assert archive.asked_next() == {"If-None-Match": '"1"'}


def test_validators_that_stayed_when_the_payload_changed_are_not_trusted(archive: Archive) -> None:
    archive.add(OLD, ETAG)
    archive.add(b"", ETAG, status=304)
    archive.add(NEW, ETAG)
    assert archive.asked_next() == {}
    archive.add(NEW, ETAG)
    assert archive.asked_next() == {}
    archive.add(OLD, (b"ETag", b'"2"'))
    assert archive.asked_next() == {"If-None-Match": '"2"'}
