"""Looks at the WARC files of a crawl with the reference tools, and byte by byte."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader

from tests.support.messages import Request

TOOLS = Path(sys.executable).parent


def members(warc: Path) -> Iterator[bytes]:
    """The gzip members of a file, unpacked, in order; raises zlib.error where one is torn."""
    data = warc.read_bytes()
    while data:
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        yield member.decompress(data)
        assert member.eof, f"{warc}: the last member is not whole"
        data = member.unused_data


def header(record: bytes, name: str) -> str | None:
    """A header of a WARC record."""
    head = record.partition(b"\r\n\r\n")[0].decode()
    found = re.search(rf"^{name}: (.*?)\r?$", head, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else None


def check_archive(data: Path, requests: Iterable[Request]) -> None:
    """Asserts that the archive is well formed, indexed, sealed, and holds every exchange that the portal saw."""
    warcs = sorted((data / "warc").rglob("*.warc.gz"))
    assert warcs
    assert not list(data.rglob("*.open"))
    records = [record for warc in warcs for record in members(warc)]
    for warc in warcs:
        _check_order([*members(warc)])
    assert _kept(records) == Counter(request.target for request in requests)
    check_digests(warcs)
    listed = subprocess.run([TOOLS / "cdxj-indexer", *warcs], capture_output=True, text=True, timeout=60, check=True)
    assert _places(listed.stdout) == _places("".join(path.read_text() for path in (data / "index").iterdir()))


def check_digests(warcs: Iterable[Path]) -> None:
    """Asserts that every digest is right, and that `warcio check` finds no other fault than its own.

    WARC 1.1 calls the body without transfer coding the payload (as RFC 2616 its entity-body); `warcio check` hashes it
    with its chunks, so it flags just these records, and they are compared with what warcio's own reader unchunks.
    """
    names = [str(warc) for warc in warcs]
    checked = subprocess.run([TOOLS / "warcio", "check", *names], capture_output=True, text=True, timeout=60)
    records = {str(header(record, "WARC-Record-ID")): record for name in names for record in members(Path(name))}
    chunked = {name: payload for name, record in records.items() if (payload := _unchunked(record)) is not None}
    flagged = re.findall(r"WARC-Record-ID (\S+) response\n +payload digest failed", checked.stdout)
    assert checked.stdout.count("failed") == len(flagged)
    assert set(flagged) == set(chunked)
    for name, payload in chunked.items():
        assert header(records[name], "WARC-Payload-Digest") == _sha256(payload)
    for record in records.values():
        assert header(record, "WARC-Block-Digest") == _sha256(block(record))


def _unchunked(record: bytes) -> bytes | None:
    """The payload of a response that was sent in chunks, as warcio reads it; None of any other record."""
    head, _, body = block(record).partition(b"\r\n\r\n")
    if header(record, "WARC-Type") != "response" or not re.search(rb"(?i)\r\ntransfer-encoding:[^\r]*chunked", head):
        return None
    return b"".join(iter(ChunkedDataReader(io.BytesIO(body)).read, b""))


def block(record: bytes) -> bytes:
    return record.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _check_order(records: list[bytes]) -> None:
    """A warcinfo first; then every response or revisit stands before its request, and a failure stands alone."""
    kinds = [header(record, "WARC-Type") for record in records]
    assert all(record.count(b"WARC/1.1\r\n") == 1 and record.endswith(b"\r\n\r\n") for record in records)
    assert re.fullmatch("warcinfo (?:(?:response|revisit) request |metadata )+", " ".join(map(str, kinds)) + " ")
    for response, request in pairwise(records):
        if header(request, "WARC-Type") == "request":
            assert header(request, "WARC-Concurrent-To") == header(response, "WARC-Record-ID")
            assert header(request, "WARC-Target-URI") == header(response, "WARC-Target-URI")


def _kept(records: Iterable[bytes]) -> Counter[str]:
    """The paths with queries that were answered or failed, and how often."""
    urls = [header(record, "WARC-Target-URI") or "" for record in records if _was_asked(record)]
    return Counter(urlsplit(url)._replace(scheme="", netloc="").geturl() for url in urls)


def _was_asked(record: bytes) -> bool:
    """Metadata also tells what was known of a page; only an error stands for a request."""
    kind = header(record, "WARC-Type")
    return kind in ("response", "revisit") or (kind == "metadata" and block(record).startswith(b"error: "))


def _places(index: str) -> set[tuple[str, str, str]]:
    entries = [json.loads(line.split(" ", 2)[2]) for line in index.splitlines()]
    places = [(entry["url"], entry["filename"], entry["offset"]) for entry in entries]
    assert len(places) == len(set(places))
    return set(places)
