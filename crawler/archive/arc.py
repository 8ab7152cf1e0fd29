"""ARC, the format before WARC, through warcio: an optional extra that nothing else needs."""

import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from crawler.archive.archived import Record, Tell, Trouble, iso_date
from crawler.archive.heads import read_http_head, take_http_head
from crawler.archive.packing import Broken, Packing, Pieces, packing_of, places_of
from crawler.archive.payload import LARGEST_BODY
from crawler.archive.walk import Found

_NEEDED = 'an ARC file: reading it needs warcio, pip install "warta[archives]"'
_LINE = re.compile(rb"[a-z]+:\S* \S* \d{14} [^\n]*\d\r?\n")
"""the head of an ARC record: address, IP, date, media type, length"""
_LONGEST_LINE = 8192


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
    start: int | None = 0
    while start is not None and not _is_end(file, start):
        try:
            yield from _arc_records(file, start, packing)
            start = file.tell() if packing else None
        except _Damaged as damage:
            tell(Trouble(path, damage.offset, str(damage)))
            start = _next_start(file, max(start, damage.offset if packing is None else start) + 1, packing)


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
    for place in places_of(file, packing.magic if packing else b"\n", start - (packing is None)):
        file.seek(place + (packing is None))
        try:
            content = next(packing.unpack(file), b"") if packing else file.read(_LONGEST_LINE)
        except Broken:
            continue
        if _LINE.match(content):
            return place + (packing is None)
    return None


def _is_end(file: IO[bytes], place: int) -> bool:
    file.seek(place)
    return not file.read(1024).strip(b"\r\n")
