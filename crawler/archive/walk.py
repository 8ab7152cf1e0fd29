"""A walk over the WARC records of a file that goes on behind every damaged place."""

import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fastwarc.stream_io import ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord

from crawler.archive.archived import Record, Tell, Trouble
from crawler.archive.heads import record_of, take_http_head, warc_fields
from crawler.archive.packing import Broken, Packing, Unpacked, next_member, packing_of, places_of
from crawler.archive.payload import LARGEST_BODY
from crawler.archive.whole import digest_holds, is_joined, record_end


@dataclass(slots=True)
class Found:
    """A record, what its block holds behind an HTTP head, and whether its digest has proven both."""

    record: Record
    body: bytes
    proven: bool = False


def walk(file: IO[bytes], path: Path, tell: Tell) -> Iterator[Found]:
    """All whole records of a file in its order; `tell` is told of every place where none could be read."""
    packing = packing_of(file)
    if packing is None or not is_joined(file, packing):
        yield from _Walk(file, path, tell, packing).records()
        return
    unpacked = Unpacked(file, packing)
    yield from _Walk(io.BufferedReader(unpacked), path, tell, None, joined=True).records()
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
    if raw is None:
        return None
    record = record_of(raw.headers, offset)
    block, head = read_block(raw, record)
    return Found(record, block[head:])


def archive_iterator(file: IO[bytes], start: int, packing: Packing | None) -> Iterator[WarcRecord]:
    """FastWARC's reader of the records from a byte of a file on, their HTTP heads unread."""
    file.seek(start)
    if packing and packing.dictionary:
        reader = ZstdReader(file, dictionary=packing.dictionary.dict_content)
        return iter(ArchiveIterator(reader, parse_http=False, quirks_mode=True, stream_detect=False))
    return iter(ArchiveIterator(file, parse_http=False, quirks_mode=True))


def read_block(raw: WarcRecord, record: Record) -> tuple[bytes, int]:
    """The block of a record, of a large one its beginning, and how many bytes of it are an HTTP head."""
    block: bytes = raw.reader.read(LARGEST_BODY)
    if raw.content_length > LARGEST_BODY:
        record.truncated = record.truncated or "length"
    if record.kind in ("warcinfo", "metadata"):
        record.fields = warc_fields(block)
    return block, take_http_head(record, block) if record.kind in ("response", "revisit") else 0


@dataclass(frozen=True, slots=True)
class _Walk:
    file: IO[bytes]
    path: Path
    tell: Tell
    packing: Packing | None
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
                found, fault = self._read(raw, offset)
                if last:
                    yield _ending(last, offset)
                last = None if fault else found
                if fault:
                    return self._trouble(offset, fault)
        except OSError as what:
            error = str(what)
        return (yield from self._settle(last, start, error))

    def _read(self, raw: WarcRecord, offset: int) -> tuple[Found, str]:
        """A record, and what is wrong with it."""
        record = record_of(raw.headers, offset)
        block, head = read_block(raw, record)
        found = Found(record, block[head:])
        if len(block) < min(raw.content_length, LARGEST_BODY):
            return found, f"a block of {raw.content_length} bytes breaks off after {len(block)}"
        holds = digest_holds(raw.headers, block, head) if len(block) == raw.content_length else None
        found.proven = holds is True
        return found, "" if holds else self._fault(offset) if holds is None else "a block is not what its digest says"

    def _fault(self, offset: int) -> str:
        """What is wrong with a record that no digest proves; the reader's place in the file is kept."""
        if self.joined:
            return ""
        place = self.file.tell()
        try:
            record_end(self.file, offset, self.packing)
        except Broken as what:
            return str(what)
        finally:
            self.file.seek(place)
        return ""

    def _settle(self, last: Found | None, start: int, error: str) -> Generator[Found, None, int | None]:
        """Gives out the last record before the end or a damaged place, if it is whole: its checksum is unread yet."""
        end = start
        if last:
            if self.joined and last.proven and not error:
                yield last
                return None
            try:
                end = record_end(self.file, last.record.offset, self.packing, last.proven)
            except Broken as what:
                return self._trouble(last.record.offset, str(what))
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


def _ending(found: Found, end: int) -> Found:
    found.record.length = end - found.record.offset
    return found
