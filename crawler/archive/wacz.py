"""Writes WACZ 1.1.1: WARC files, their index and a list of pages in one zip, streamed, and the same bytes each time."""

import gzip
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from crawler import __version__
from crawler.archive import manifest
from crawler.archive.choose import Choice, Done, Part
from crawler.archive.index import lines_of
from crawler.archive.read import Record, read_records
from crawler.archive.written import sha256
from crawler.lines import read_lines

_BLOCK = 1024
"""lines of the index that are packed together; a reader unpacks one block a look-up"""
_CHUNK = 1024 * 1024


@dataclass(slots=True)
class Contents:
    """What a package holds: WARC files, captures in its index, articles in its list of pages."""

    files: int = 0
    captures: int = 0
    pages: int = 0
    without_page: int = 0
    """articles that were read from a REST answer and not from a page that could be opened"""
    changed: list[Path] = field(default_factory=list)
    """files taken whole that are not what the manifest of their folder says"""


def write_wacz(
    path: Path,
    choice: Choice,
    items: Iterable[dict[str, Any]],
    title: str,
    description: str,
    done: Done = lambda path: None,
) -> Contents:
    """Packages what was chosen and lists those of the items that were read from it; replaces `path` in one step.

    `done` is told of each file that was packaged.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            with ZipFile(file, "w") as zip_file, closing(sqlite3.connect("")) as sorter:
                package = _Package(zip_file)
                contents = _pack_archives(package, sorter, choice.parts, done)
                contents.captures = _write_index(package, _sorted(sorter))
                _write_pages(package, choice.parts, items, contents)
                _write_manifest(package, title, description, choice.newest)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return contents


class _Entry:
    """A file inside the package: counts and hashes what is written to it."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def hash(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


class _Package:
    """The zip, and what its manifest will say of the files in it."""

    def __init__(self, zip_file: ZipFile):
        self._zip = zip_file
        self.resources: list[dict[str, str | int]] = []

    @contextmanager
    def entry(self, path: str, method: int = ZIP_DEFLATED, size: int = 0) -> Iterator[_Entry]:
        """Adds a file; `size` is the largest it may become, for a zip must know beforehand which are over 2 GiB."""
        info = ZipInfo(path)  # dated 1980: the clock would make other bytes of the same input
        info.compress_type, info.external_attr, info.file_size = method, 0o644 << 16, size
        with self._zip.open(info, "w") as stream:
            entry = _Entry(stream)
            yield entry
        name = path.rpartition("/")[2].lower()
        self.resources.append({"name": name, "path": path, "hash": entry.hash, "bytes": entry.size})


def _pack_archives(package: _Package, sorter: sqlite3.Connection, parts: list[Part], done: Done) -> Contents:
    """Adds the WARC files, and the lines of their index to what is to be sorted."""
    contents = Contents(files=len(parts))
    listed = _listed_hashes(parts)
    sorter.execute("CREATE TABLE lines (line TEXT)")
    for part in parts:
        with package.entry(f"archive/{part.name}", ZIP_STORED, part.path.stat().st_size) as entry:
            places = _copy(part, entry)
        if part.spans is None and entry.hash != listed.get(part.path, entry.hash):
            contents.changed.append(part.path)
        lines = lines_of(_moved(part, places), part.name)
        sorter.executemany("INSERT INTO lines VALUES (?)", ((line,) for line in lines))
        done(part.path)
    return contents


def _sorted(sorter: sqlite3.Connection) -> Iterator[str]:
    return (f"{line}\n" for (line,) in sorter.execute("SELECT line FROM lines ORDER BY line"))


def _listed_hashes(parts: list[Part]) -> dict[Path, str]:
    manifests = {part.path.with_name(manifest.NAME) for part in parts}
    return {
        path.with_name(line["name"]): f"sha256:{line['sha256']}"
        for path in manifests
        if path.exists()
        for line, _ in read_lines(path)
    }


def _copy(part: Part, entry: _Entry) -> dict[int, tuple[int, int]]:
    """Copies a part; returns the new offset and length of each record that does not lie where it lay."""
    with part.path.open("rb") as file:
        if part.spans is None:
            while data := file.read(_CHUNK):
                entry.write(data)
            return {}
        places = {}
        packed = part.path.name.endswith(".gz")
        for offset, length in part.spans.items():
            file.seek(offset)
            record = file.read(length)
            at = entry.size
            entry.write(record if packed else gzip.compress(record, mtime=0))
            places[offset] = (at, entry.size - at)
    return places


def _moved(part: Part, places: dict[int, tuple[int, int]]) -> Iterator[Record]:
    """The records of a part, each with its place in the package."""
    for record in read_records(part.path):
        if part.holds(record.offset):
            record.offset, record.length = places.get(record.offset, (record.offset, record.length))
            yield record


def _write_index(package: _Package, lines: Iterator[str]) -> int:
    """Writes the sorted lines in gzip blocks, and a second file with where each block begins; returns their number."""
    blocks, captures = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n'], 0
    with package.entry("indexes/index.cdx.gz", ZIP_STORED) as entry:
        while block := list(islice(lines, _BLOCK)):
            packed = gzip.compress("".join(block).encode(), mtime=0)
            place = {"offset": entry.size, "length": len(packed), "digest": sha256(packed)}
            blocks.append(f"{block[0].split(' {', 1)[0]} {json.dumps(place)}\n")
            entry.write(packed)
            captures += len(block)
    with package.entry("indexes/index.idx") as entry:
        entry.write("".join(blocks).encode())
    return captures


def _write_pages(package: _Package, parts: list[Part], items: Iterable[dict[str, Any]], contents: Contents) -> None:
    by_name = {part.path.name: part for part in parts}
    with package.entry("pages/pages.jsonl") as entry:
        entry.write(_json_line({"format": "json-pages-1.0", "id": "pages", "title": "Articles"}))
        for item in items:
            source = item["source"]
            part = by_name.get(source["warc"])
            if part is None or not part.holds(source["offset"]):
                continue
            if source["layout"] == "wp-json":
                contents.without_page += 1
                continue
            entry.write(_json_line(_page(item)))
            contents.pages += 1


def _page(item: dict[str, Any]) -> dict[str, str]:
    source = item["source"]
    return {
        "id": source["record_id"].removeprefix("<urn:uuid:").removesuffix(">"),
        "url": item["url"],
        "ts": _second(source["fetched_at"]),
        "title": item["headline"],
    }


def _write_manifest(package: _Package, title: str, description: str, created: str) -> None:
    """Writes what the package is and holds, and the hash of that; `created` is the date of its newest record."""
    about = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": title,
        "description": description,
        "created": _second(created),
        "software": f"Warta/{__version__}",
        "resources": [*package.resources],
    }
    text = json.dumps(about, ensure_ascii=False, indent=2).encode()
    with package.entry("datapackage.json") as entry:
        entry.write(text)
    with package.entry("datapackage-digest.json") as entry:
        entry.write(json.dumps({"path": "datapackage.json", "hash": sha256(text)}, indent=2).encode())


def _second(date: str) -> str:
    """A WARC-Date without its fractions, to which readers of WACZ are not used.

    >>> _second("2026-11-24T16:20:05.426188Z")
    '2026-11-24T16:20:05Z'
    """
    return f"{date[: len('2026-11-24T16:20:05')]}Z"


def _json_line(value: dict[str, str]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode()
