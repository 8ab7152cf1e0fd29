"""ARC, the format before WARC, through warcio: an optional extra that nothing else needs."""

import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from crawler.archive.archived import Record, Tell, Trouble, iso_date
from crawler.archive.heads import read_http_head, take_http_head
from crawler.archive.packing import (
    ARC_START,
    LONGEST_START,
    Broken,
    Packing,
    Pieces,
    first_piece,
    packing_of,
    places_of,
)
from crawler.archive.payload import LARGEST_BODY
from crawler.archive.walk import Found

_NEEDED = 'an ARC file: reading it needs warcio, pip install "warta[archives]"'


class _Damaged(Broken):
    def __init__(self, offset: int, what: str):
        super().__init__(what)
        self.offset = offset


def walk_arc(file: IO[bytes], path: Path, tell: Tell) -> Iterator[Found]:
    """The whole responses of an ARC file in its order; `tell` is told of every place where none could be read."""
    if importlib.util.find_spec("warcio") is None:
        tell(Trouble(path, 0, _NEEDED))
        return
    packing = packing_of(file)
    begin: int | None = 0
    while begin is not None and not _is_end(file, begin):
        start = begin
        try:
            yield from _arc_records(file, start, packing)
            begin = file.tell() if packing else None
        except _Damaged as damage:
            tell(Trouble(path, damage.offset, str(damage)))
            begin = _next_start(file, (start if packing else max(start, damage.offset)) + 1, packing)


def arc_response_at(file: IO[bytes], path: Path, offset: int) -> Found | None:
    """The response that begins at a byte that `walk_arc` gave; None where none does."""
    packing = packing_of(file)
    file.seek(offset)
    if packing is None or file.read(len(packing.magic)) == packing.magic:
        return next(_arc_records(file, offset, packing), None)
    file.seek(0)
    records = walk_arc(file, path, lambda trouble: None)
    return next((found for found in records if found.record.offset == offset), None)


def _arc_records(file: IO[bytes], start: int, packing: Packing | None) -> Iterator[Found]:
    """The responses of the member that begins at a byte, or of all the file from there on where it is not packed."""
    from warcio.archiveiterator import ARCIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    file.seek(start)
    content = io.BufferedReader(Pieces(packing.unpack(file))) if packing else file
    records = ARCIterator(content, no_record_parse=True)
    base = start if packing else 0
    last: Found | None = None
    try:
        for raw in records:
            if last:
                yield last
            last = _found(raw, records, base)
    except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
        if last:
            yield last
        raise _Damaged(base + records.offset, f"no ARC record here: {error}") from None
    except _Damaged:
        raise
    except Broken as error:
        raise _Damaged(base + records.offset, str(error)) from None
    if last and packing and last.record.offset == start:
        last.record.length = file.tell() - start
    if last:
        yield last


def _found(raw: Any, records: Any, base: int) -> Found:
    said = raw.rec_headers.get_header
    kind = "response" if raw.rec_type == "response" else "warcinfo"
    date = iso_date(said("archive-date") or "")
    record = Record(
        kind, said("uri") or "", date, id="", digest="", offset=base + records.offset, ip=said("ip-address")
    )
    found = Found(record)
    if kind == "response":
        found.head = read_http_head(raw.raw_stream)
    found.body = raw.raw_stream.read(LARGEST_BODY)
    read = len(found.head) + len(found.body)
    if read < min(raw.length, LARGEST_BODY):
        raise _Damaged(record.offset, f"a block of {raw.length} bytes breaks off after {read}")
    if raw.length > LARGEST_BODY:
        record.truncated = "length"
    if not take_http_head(record, found.head):
        found.head, found.body = b"", found.head + found.body
    record.length = records.get_record_length()
    if records.err_count:
        raise _Damaged(record.offset, "a record does not end where its length says")
    return found


def _next_start(file: IO[bytes], start: int, packing: Packing | None) -> int | None:
    if packing:
        places = places_of(file, packing.magic, start)
        return next((place for place in places if ARC_START.match(first_piece(file, packing, place))), None)
    lines = (place + 1 for place in places_of(file, b"\n", start - 1))
    return next((line for line in lines if ARC_START.match(_read_at(file, line))), None)


def _read_at(file: IO[bytes], place: int) -> bytes:
    file.seek(place)
    return file.read(LONGEST_START)


def _is_end(file: IO[bytes], place: int) -> bool:
    file.seek(place)
    return not file.read(1024).strip(b"\r\n")
