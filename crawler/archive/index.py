"""CDXJ: one sorted line a capture, for readers that look an address up (pywb, ReplayWeb.page, and Warta itself)."""

import json
import mmap
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from crawler.archive.disk import replacing
from crawler.archive.read import Record, read_records

REVISIT = "warc/revisit"
"""the media type of a capture whose payload lies in an older record, as pywb and cdxj-indexer write it"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a capture lies; `timestamp` has 14 digits, UTC."""

    url: str
    timestamp: str
    mime: str
    status: int
    digest: str
    length: int
    offset: int
    filename: str

    @property
    def is_revisit(self) -> bool:
        return self.mime == REVISIT

    @classmethod
    def of(cls, line: str) -> "Entry":
        _, timestamp, text = line.split(" ", 2)
        fields = json.loads(text)
        return cls(
            url=fields["url"],
            timestamp=timestamp,
            mime=fields["mime"],
            status=int(fields["status"]),
            digest=fields["digest"],
            length=int(fields["length"]),
            offset=int(fields["offset"]),
            filename=fields["filename"],
        )


class Index:
    """A portal's index as it stands when this is made; what is sealed later is not in it.

    Looks up by bisection of the mapped file, which is never read as a whole.
    """

    def __init__(self, path: Path):
        self._lines: mmap.mmap | bytes = b""
        if path.exists() and path.stat().st_size:
            with path.open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def captures(self, url: str) -> list[Entry]:
        """The captures of exactly this address, oldest first; other addresses may share its key."""
        key = f"{sort_key(url)} ".encode()
        return [entry for entry in map(Entry.of, self._beginning_with(key)) if entry.url == url]

    def latest(self, url: str) -> Entry | None:
        """The newest capture of an address."""
        return next(reversed(self.captures(url)), None)

    def with_lines(self, lines: Iterable[bytes]) -> Iterator[bytes | memoryview]:
        """The index with further lines at their places, piece by piece; lines that it has already stay single."""
        view, copied = memoryview(self._lines), 0
        for line in sorted(set(lines)):
            place = self._place(line)
            yield view[copied:place]
            if self._lines[place : place + len(line)] != line:
                yield line
            copied = place
        yield view[copied:]

    def _beginning_with(self, key: bytes) -> Iterator[str]:
        start = self._place(key)
        while self._lines[start : start + len(key)] == key:
            end = self._end(start)
            yield self._lines[start:end].decode()
            start = end

    def _place(self, line: bytes) -> int:
        """The byte at which the first line begins that does not sort before this one."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            start = max(low, self._lines.rfind(b"\n", low, middle) + 1)
            end = self._end(middle)
            if self._lines[start : start + len(line)] < line:
                low = end
            else:
                high = start
        return low

    def _end(self, position: int) -> int:
        """The byte behind the line that a byte belongs to."""
        return self._lines.find(b"\n", position) + 1 or len(self._lines)


@lru_cache(maxsize=4096)
def sort_key(url: str) -> str:
    """The SURT of an address, by which the index is sorted.

    >>> sort_key("https://www.kabar.example/Berita?b=2&a=1"), sort_key("http://127.0.0.1:8080/")
    ('example,kabar)/berita?a=1&b=2', '1,0,0,127:8080)/')
    """
    from surt import surt  # imported late: it loads an HTTP client

    host = urlsplit(url).hostname or ""
    if not _BY_NUMBER.fullmatch(host):
        return str(surt(url))
    turned = ",".join(reversed(host.split(".")))  # as the library does, which would ask the resolver for a number
    return str(surt(url.replace(host, "x", 1))).replace("x", turned, 1)


_BY_NUMBER = re.compile(r"\d+\.\d+\.\d+\.\d+")


def add_to_index(index: Path, lines: Iterable[str]) -> None:
    """Adds lines to a portal's index, which is replaced in one step; in memory are only the new ones."""
    with replacing(index) as file:
        for piece in Index(index).with_lines(f"{line}\n".encode() for line in lines):
            file.write(piece)


def index_lines(warc: Path) -> Iterator[str]:
    """The CDXJ lines of one WARC file, in the file's order."""
    return lines_of(read_records(warc), warc.name)


def lines_of(records: Iterable[Record], filename: str) -> Iterator[str]:
    """The CDXJ lines of those records that are captures."""
    for record in records:
        if record.kind in ("response", "revisit"):
            yield _line(record, filename)


def _line(record: Record, filename: str) -> str:
    timestamp = "".join(digit for digit in record.date[:19] if digit.isdigit())
    fields = {
        "url": record.url,
        "mime": REVISIT if record.kind == "revisit" else record.mime,
        "status": str(record.status),
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": filename,
    }
    return f"{sort_key(record.url)} {timestamp} {json.dumps(fields, ensure_ascii=False)}"
