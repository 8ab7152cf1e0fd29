"""Reads web archives: a walk over their records, with bodies or without, and one response at an offset."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from fastwarc.warc import ArchiveIterator, WarcRecord

from crawler.archive.arc import arc_response_at, walk_arc
from crawler.archive.archived import Archived, Record, Tell, Trouble
from crawler.archive.files import (
    archive_entries,
    archive_files,
    beginning,
    check_package,
    entry,
    opened,
    parts_of,
    size_of,
)
from crawler.archive.heads import fields_of, record_of, warc_fields
from crawler.archive.packing import ARC_START, WARC_START
from crawler.archive.payload import TooLarge, dechunked, decoded
from crawler.archive.walk import Found, as_walked, response_at, walk

__all__ = [
    "Archived",
    "Record",
    "Responses",
    "Tell",
    "TooLarge",
    "Trouble",
    "archive_files",
    "decoded",
    "parts_of",
    "read_records",
    "read_response",
    "size_of",
    "stream",
    "warc_files",
]


def warc_files(source: Path) -> list[Path]:
    """The WARC files that a path names: itself, or all sealed ones in that folder, sorted by name.

    Raises FileNotFoundError with a message for people.
    """
    if source.is_dir():
        files = sorted(p for p in source.rglob("*") if p.name.endswith((".warc", ".warc.gz")))
        if not files:
            raise FileNotFoundError(f"no .warc or .warc.gz in {source}")
        return files
    if not source.exists():
        raise FileNotFoundError(f"no such file or folder: {source}")
    return [source]


def stream(path: Path, trouble: Tell, digests: bool = True) -> Iterator[Archived]:
    """The whole records of a WARC, ARC or WACZ but requests, in its order, two bodies in memory at most.

    `trouble` is told of every place that cannot be read; what lies behind it is given out. Without `digests`,
    records in gzip members that have the right checksum and length are not held against their digests.
    """
    with opened(path) as file:
        start = file.read(4)
        if start == b"PK\x03\x04":
            yield from _stream_package(file, path, trouble, digests)
        elif not start:
            trouble(Trouble(path, 0, "an empty file"))
        else:
            yield from _stream_file(file, path, trouble, digests)


def _stream_package(file: IO[bytes], path: Path, trouble: Tell, digests: bool) -> Iterator[Archived]:
    try:
        with ZipFile(file) as package:
            check_package(path, package, trouble)
            for info in archive_entries(package):
                yield from _stream_file(entry(package, info, file), path / info.filename, trouble, digests)
    except BadZipFile as error:
        trouble(Trouble(path, 0, f"a WACZ that cannot be read: {error}"))


def _stream_file(file: IO[bytes], path: Path, trouble: Tell, digests: bool) -> Iterator[Archived]:
    file.seek(0)
    for found in walk_arc(file, path, trouble) if _is_arc(file, path) else walk(file, path, trouble, digests):
        yield Archived(found.record, _body(found), path)


def _is_arc(file: IO[bytes], path: Path) -> bool:
    """By its beginning; where that is damaged, by its name."""
    start = beginning(file)
    return bool(ARC_START.match(start)) or (".arc" in path.suffixes and not WARC_START.match(start))


def _body(found: Found) -> bytes:
    record = found.record
    if record.kind not in ("response", "resource"):
        return b""
    body = found.body
    return dechunked(body) if "chunked" in record.header("transfer-encoding").lower() else body


def read_response(path: Path, offset: int) -> tuple[Record, bytes]:
    """The response or revisit record that begins at a byte of a file, and its body without chunks.

    Raises ValueError where none does.
    """
    with closing(Responses()) as responses:
        return responses.read(path, offset)


class Responses:
    """Reads responses by their place; a file stays open, and what it is like is known, until another is read."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._held = ExitStack()

    def read(self, path: Path, offset: int) -> tuple[Record, bytes]:
        """As `read_response`."""
        if path != self._path:
            self.close()
            self._open(path)
        if self._is_arc:
            found = arc_response_at(self._file, path, offset)
        else:
            found = response_at(self._file, self._packing, offset)
        if found is None or found.record.kind not in ("response", "revisit"):
            raise ValueError(f"{path}: no response or revisit record at byte {offset}")
        return found.record, _body(found)

    def close(self) -> None:
        """Frees the file; whatever is read next opens its own."""
        self._path = None
        self._held.close()

    def _open(self, path: Path) -> None:
        file = self._held.enter_context(opened(path))
        self._is_arc = _is_arc(file, path)
        self._file, self._packing = (file, None) if self._is_arc else as_walked(file)
        self._path = path


def read_records(path: Path) -> Iterator[Record]:
    """All records of a WARC in its order, without their bodies."""
    with opened(path) as file:
        waiting: Record | None = None
        for raw in ArchiveIterator(file, parse_http=True, quirks_mode=True):
            record = _record(raw)
            if waiting is not None:
                waiting.length = record.offset - waiting.offset
                yield waiting
            waiting = record
    if waiting is not None:
        waiting.length = size_of(path) - waiting.offset
        yield waiting


def _record(raw: WarcRecord) -> Record:
    record = record_of(fields_of(raw), raw.stream_pos)
    if record.kind in ("response", "revisit") and raw.http_headers is not None:
        record.status = raw.http_headers.status_code or 0
        record.headers = list(raw.http_headers.to_tuples())
    elif record.kind in ("warcinfo", "metadata"):
        record.fields = warc_fields(raw.reader.read())
    return record
