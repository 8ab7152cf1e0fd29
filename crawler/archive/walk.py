"""A walk over the WARC records of a file that goes on behind every damaged place."""

import io
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO

from fastwarc.stream_io import ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.archive.archived import Record, Tell, Trouble
from crawler.archive.heads import read_http_head, record_of, take_http_head, warc_fields
from crawler.archive.packing import GZIP, Broken, Packing, Unpacked, next_member, packing_of, places_of
from crawler.archive.payload import LARGEST_BODY
from crawler.archive.whole import digest_holds, is_joined, record_end


@dataclass(slots=True)
class Found:
    """A record and its block: an HTTP head, where it has one, and the body, of a large one the beginning."""

    record: Record
    head: bytes = b""
    body: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    """the WARC headers, by their names in small letters"""
    size: int = 0
    """bytes of the record, unpacked, where its head is written without ornament"""

    def digest_holds(self) -> bool | None:
        """None where no digest is known, or the block is not all here."""
        if self.record.truncated == BEGINNING_ONLY:
            return None
        return digest_holds(self.fields, self.head, self.body)


BEGINNING_ONLY = "length"
"""WARC-Truncated of a body that is larger than what is read of it"""


def walk(file: IO[bytes], path: Path, tell: Tell, digests: bool = True) -> Iterator[Found]:
    """All whole records of a file but requests, in its order; `tell` is told of every place where none could be read.

    The checksums of packed records are always compared; their digests too, unless `digests` is false.
    """
    packing = packing_of(file)
    if packing is None or not is_joined(file, packing):
        yield from _Walk(file, path, tell, packing, digests).records()
        return
    unpacked = Unpacked(file, packing)
    yield from _Walk(io.BufferedReader(unpacked), path, tell, None, digests, joined=True).records()
    for place, what in unpacked.broken:
        tell(Trouble(path, place, what))


def response_at(file: IO[bytes], offset: int) -> Found | None:
    """The record that begins at a byte that `walk` gave; None where none does."""
    packing = packing_of(file)
    if packing and is_joined(file, packing):
        file, packing = io.BufferedReader(Unpacked(file, packing)), None
    try:
        raw = next(archive_iterator(file, offset, packing), None)
    except OSError:
        return None
    return None if raw is None else read_record(raw, offset)


def archive_iterator(file: IO[bytes], start: int, packing: Packing | None) -> Iterator[WarcRecord]:
    """FastWARC's reader of the records from a byte of a file on, their HTTP heads unread."""
    file.seek(start)
    if packing and packing.dictionary:
        reader = ZstdReader(file, dictionary=packing.dictionary.dict_content)
        return iter(ArchiveIterator(reader, parse_http=False, quirks_mode=True, stream_detect=False))
    return iter(ArchiveIterator(file, parse_http=False, quirks_mode=True))


def read_record(raw: WarcRecord, offset: int) -> Found:
    """A record of FastWARC's with its block; `offset` is the byte of the file at which it begins."""
    names = raw.headers.to_tuples()
    written = sum(map(len, chain.from_iterable(names))) + len(": \r\n") * len(names)
    size = len("WARC/1.0\r\n") + written + len("\r\n") + raw.content_length + len("\r\n\r\n")
    fields = {name.lower(): value for name, value in names}
    found = Found(record_of(fields, offset), fields=fields, size=size)
    if found.record.kind in ("response", "revisit"):
        found.head = read_http_head(raw.reader)
    found.body = raw.reader.read(min(raw.content_length, LARGEST_BODY) - len(found.head))
    if len(found.head) + len(found.body) < raw.content_length:
        found.record.truncated = BEGINNING_ONLY
    if not take_http_head(found.record, found.head):
        found.head, found.body = b"", found.head + found.body
    if found.record.kind in ("warcinfo", "metadata"):
        found.record.fields = warc_fields(found.body)
    return found


_REQUEST = WarcRecordType.request
_WRONG_DIGEST = "a record is not what its digest says"


@dataclass(frozen=True, slots=True)
class _Walk:
    file: IO[bytes]
    path: Path
    tell: Tell
    packing: Packing | None
    digests: bool
    joined: bool = False
    """the file is the unpacked stream of one that was packed as a whole: going back in it is dear"""

    def records(self) -> Iterator[Found]:
        start: int | None = self.packing.begin if self.packing else 0
        while start is not None:
            start = yield from self._until_trouble(start)
            if start is not None:
                start = self._next_start(start)

    def _until_trouble(self, start: int) -> Generator[Found, None, int | None]:
        """Gives out whole records; returns the byte from which to look for the next, None at the end of the file."""
        last: Found | None = None
        error = ""
        try:
            for raw in archive_iterator(self.file, start, self.packing):
                offset = raw.stream_pos
                found = Found(_request(offset)) if raw.record_type == _REQUEST else read_record(raw, offset)
                if last and (fault := self._fault(last, offset)):
                    return self._trouble(last.record.offset, fault)
                if last and last.record.kind != "request":
                    yield _ending(last, offset)
                last = found
        except OSError as what:
            error = str(what)
        return (yield from self._settle(last, start, error))

    def _fault(self, found: Found, end: int) -> str:
        """What is wrong with a record behind which another begins at `end`: FastWARC has compared its checksum."""
        if found.record.kind == "request":
            return ""
        if not self.digests and self._fills_member(found, end):
            return ""
        holds = found.digest_holds()
        if holds is None and not self.joined:
            return self._end_fault(found)
        return _WRONG_DIGEST if holds is False else ""

    def _fills_member(self, found: Found, end: int) -> bool:
        """Whether a record is as long as its gzip member says at its end (RFC 1952, ISIZE)."""
        if self.packing is not GZIP:
            return False
        place = self.file.tell()
        self.file.seek(end - 4)
        size = int.from_bytes(self.file.read(4), "little")
        self.file.seek(place)
        return size == found.size % 2**32

    def _end_fault(self, found: Found) -> str:
        """What is wrong with the end of a record; the reader's place in the file is kept."""
        place = self.file.tell()
        try:
            record_end(self.file, found.record.offset, self.packing)
        except Broken as what:
            return str(what)
        finally:
            self.file.seek(place)
        return ""

    def _settle(self, last: Found | None, start: int, error: str) -> Generator[Found, None, int | None]:
        """Gives out the last record before the end or a damaged place, if it is whole: its checksum is unread yet."""
        end = start
        if last:
            holds = last.digest_holds()
            if holds is False:
                return self._trouble(last.record.offset, _WRONG_DIGEST)
            if self.joined and not error and (holds or last.record.kind == "request"):
                yield from [last] if holds else []
                return None
            try:
                end = record_end(self.file, last.record.offset, self.packing, proven=holds is True)
            except Broken as what:
                return self._trouble(last.record.offset, str(what))
            if last.record.kind != "request":
                yield _ending(last, end)
        if self._is_end(end):
            return None
        self._trouble(end, f"no whole record here{': ' if error else ''}{error}")
        return end if last else end + 1

    def _is_end(self, place: int) -> bool:
        self.file.seek(place)
        return not self.file.read(1024).strip(b"\r\n")

    def _trouble(self, offset: int, what: str) -> int:
        self.tell(Trouble(self.path, offset, what))
        return offset + 1

    def _next_start(self, start: int) -> int | None:
        if self.packing:
            return next_member(self.file, self.packing, start)
        return next((place for place in places_of(self.file, b"WARC/", start) if self._begins_line(place)), None)

    def _begins_line(self, place: int) -> bool:
        self.file.seek(max(place - 1, 0))
        return place == 0 or self.file.read(1) == b"\n"


def _request(offset: int) -> Record:
    """Requests only mark where the record before them ends."""
    return Record("request", "", "", "", "", offset)


def _ending(found: Found, end: int) -> Found:
    found.record.length = end - found.record.offset
    return found
