"""A walk over the WARC records of a file that goes on behind every damaged place."""

import io
from collections.abc import Generator, Iterator, Mapping, Sequence
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


def response_at(file: IO[bytes], packing: Packing | None, offset: int) -> Found | None:
    """The record that begins at a byte that `walk` gave, of a file as `as_walked` gives it; None where none does."""
    try:
        raw = next(archive_iterator(file, offset, packing), None)
    except OSError:
        return None
    return None if raw is None else read_record(raw, offset)


def as_walked(file: IO[bytes]) -> tuple[IO[bytes], Packing | None]:
    """A file and its packing; one that was packed as a whole is its unpacked stream, in which going back is dear."""
    packing = packing_of(file)
    if packing and is_joined(file, packing):
        return io.BufferedReader(Unpacked(file, packing)), None
    return file, packing


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
    fields = {name.lower(): value for name, value in names}
    found = Found(record_of(fields, offset), fields=fields, size=written_size(raw, names))
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


def written_size(raw: WarcRecord, names: Sequence[tuple[str, str]]) -> int:
    """The bytes of a record, unpacked, whose head is written without ornament."""
    head = sum(map(len, chain.from_iterable(names))) + len(": \r\n") * len(names)
    return len("WARC/1.0\r\n") + head + len("\r\n") + int(raw.content_length) + len("\r\n\r\n")


_REQUEST = WarcRecordType.request
_WRONG_DIGEST = "a record is not what its digest says"
_NO_RECORD = "no whole record here"
_LOOK = 1024
"""bytes in which something must stand that is no line end"""


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
                if last:
                    end = self._end(last, offset)
                    if last.record.kind != "request":
                        yield _ending(last, offset)
                    if end < offset:
                        self._trouble(end, _NO_RECORD)
                        return end
                last = self._request(raw) if raw.record_type == _REQUEST else read_record(raw, offset)
        except Broken as fault:
            return self._trouble(last.record.offset if last else start, str(fault))
        except OSError as what:
            error = str(what)
        return (yield from self._settle(last, start, error))

    def _request(self, raw: WarcRecord) -> Found:
        """Requests only mark where the record before them ends, and in a plain file where they end themselves."""
        size = 0 if self.packing or self.joined else written_size(raw, raw.headers.to_tuples())
        return Found(Record("request", "", "", "", "", raw.stream_pos), size=size)

    def _end(self, found: Found, following: int) -> int:
        """Where a record ends behind which another begins: there, or before bytes that are none; or raises Broken.

        FastWARC has compared the checksum of its member, where it has one.
        """
        is_request = found.record.kind == "request"
        if self.packing and (is_request or (not self.digests and self._fills_member(found, following))):
            return following
        holds = None if is_request else found.digest_holds()
        if holds is False:
            raise Broken(_WRONG_DIGEST)
        if self.joined or (holds and self.packing):
            return following
        if (holds or is_request) and found.size == following - found.record.offset:
            return following
        return self._end_read_again(found, following, proven=holds is True)

    def _end_read_again(self, found: Found, following: int, proven: bool) -> int:
        """As `_end`; the reader's place in the file is kept."""
        place = self.file.tell()
        try:
            end = record_end(self.file, found.record.offset, self.packing, proven)
            self.file.seek(end)
            return end if self.file.read(min(following - end, _LOOK)).strip(b"\r\n") else following
        finally:
            self.file.seek(place)

    def _fills_member(self, found: Found, end: int) -> bool:
        """Whether a record is as long as its gzip member says at its end (RFC 1952, ISIZE)."""
        if self.packing is not GZIP:
            return False
        place = self.file.tell()
        self.file.seek(end - 4)
        size = int.from_bytes(self.file.read(4), "little")
        self.file.seek(place)
        return size == found.size % 2**32

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
        self._trouble(end, f"{_NO_RECORD}{': ' if error else ''}{error}")
        return end if last else end + 1

    def _is_end(self, place: int) -> bool:
        self.file.seek(place)
        return not self.file.read(_LOOK).strip(b"\r\n")

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


def _ending(found: Found, end: int) -> Found:
    found.record.length = end - found.record.offset
    return found
