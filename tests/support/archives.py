"""Looks at the WARC files of a crawl with the reference tools, and byte by byte."""

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
    checked = subprocess.run([TOOLS / "warcio", "check", *warcs], capture_output=True, text=True, timeout=60)
    assert (checked.returncode, checked.stdout) == (0, "")
    listed = subprocess.run([TOOLS / "cdxj-indexer", *warcs], capture_output=True, text=True, timeout=60, check=True)
    assert _places(listed.stdout) == _places("".join(path.read_text() for path in (data / "index").iterdir()))


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
    kind = header(record, "WARC-Type")
    return kind in ("response", "revisit") or (kind == "metadata" and b"\r\n\r\nerror: " in record)


def _places(index: str) -> set[tuple[str, str, str]]:
    entries = [json.loads(line.split(" ", 2)[2]) for line in index.splitlines()]
    places = [(entry["url"], entry["filename"], entry["offset"]) for entry in entries]
    assert len(places) == len(set(places))
    return set(places)
