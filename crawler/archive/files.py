"""Finds archive files, and opens them and the entries of a WACZ."""

import hashlib
import io
import json
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from crawler.archive.archived import Tell, Trouble
from crawler.archive.packing import LONGEST_START, begins_with_record, first_piece, packing_of

_NAMED = re.compile(r"\.(?:w?arc(?:\.gz|\.zst)?|wacz)(?:\.open)?", re.IGNORECASE)
_NOT_ARCHIVES = (".torn", ".part")
"""endings of what a killed run left aside"""


def archive_files(source: Path) -> list[Path]:
    """The archives that a path names: itself, or all in that folder, by name or by content, sorted by name.

    Raises FileNotFoundError with a message for people.
    """
    if not source.exists():
        raise FileNotFoundError(f"no such file or folder: {source}")
    if not source.is_dir():
        return [source]
    files = sorted(path for path in source.rglob("*") if path.is_file() and _is_archive(path))
    if not files:
        raise FileNotFoundError(f"no WARC, ARC or WACZ file in {source}")
    return files


def _is_archive(path: Path) -> bool:
    if path.name.endswith(_NOT_ARCHIVES):
        return False
    if any(_NAMED.fullmatch("".join(path.suffixes[-count:])) for count in (1, 2, 3)):
        return True
    with path.open("rb") as file:
        return begins_with_record(file)


def beginning(file: IO[bytes]) -> bytes:
    """The first bytes of a file, unpacked; the file stands at its beginning again. Empty where they are damaged."""
    packing = packing_of(file)
    start = first_piece(file, packing, packing.begin) if packing else file.read(LONGEST_START)
    file.seek(0)
    return start


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file, or an entry of a WACZ that is named as if it lay in a folder: `kabar.wacz/archive/data.warc.gz`."""
    wacz = next((parent for parent in path.parents if parent.suffix == ".wacz" and parent.is_file()), None)
    if wacz is None:
        with path.open("rb") as file:
            yield file
        return
    with wacz.open("rb") as file, ZipFile(file) as package:
        yield entry(package, package.getinfo(path.relative_to(wacz).as_posix()), file)


def parts_of(path: Path, tell: Tell) -> list[Path]:
    """The file itself, or the archives within a WACZ as if it were a folder; `tell` is told where it is damaged."""
    if path.suffix != ".wacz":
        return [path]
    try:
        with ZipFile(path) as package:
            check_package(path, package, tell)
            return [path / info.filename for info in archive_entries(package)]
    except BadZipFile as error:
        tell(Trouble(path, 0, f"a WACZ that cannot be read: {error}"))
        return []


def size_of(path: Path) -> int:
    """The bytes of a file, or of an entry of a WACZ that is named as if it lay in a folder."""
    with opened(path) as file:
        return file.seek(0, io.SEEK_END)


def archive_entries(package: ZipFile) -> list[ZipInfo]:
    """The archives within a WACZ, in its order."""
    return [info for info in package.infolist() if info.filename.startswith("archive/") and not info.is_dir()]


def entry(package: ZipFile, info: ZipInfo, file: IO[bytes]) -> IO[bytes]:
    """One entry, seekable, out of the package's own file; WACZ stores them, so nothing is unpacked."""
    if info.compress_type != ZIP_STORED:
        return package.open(info)
    file.seek(info.header_offset + 26)
    names = sum(struct.unpack("<HH", file.read(4)))
    return io.BufferedReader(_Slice(file, info.header_offset + 30 + names, info.file_size))


def check_package(path: Path, package: ZipFile, tell: Tell) -> None:
    """Tells where a WACZ is not what its datapackage.json says; every byte of it is read."""
    try:
        resources = json.loads(package.read("datapackage.json"))["resources"]
        stated = {resource["path"]: resource["hash"] for resource in resources}
    except (KeyError, TypeError, ValueError, BadZipFile) as error:
        tell(Trouble(path, 0, f"no usable datapackage.json: {error}"))
        return
    for info in archive_entries(package):
        algorithm, _, value = str(stated.get(info.filename, "")).partition(":")
        if algorithm != "sha256":
            tell(Trouble(path, info.header_offset, f"datapackage.json has no sha256 of {info.filename}"))
        elif _sha256(package, info) != value.lower():
            tell(Trouble(path, info.header_offset, f"{info.filename} is not what datapackage.json says"))


def _sha256(package: ZipFile, info: ZipInfo) -> str | None:
    """None where the entry cannot be read to its end."""
    try:
        with package.open(info) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    except BadZipFile:
        return None


class _Slice(io.RawIOBase):
    """Some bytes of a file as a file."""

    def __init__(self, file: IO[bytes], begin: int, size: int):
        self._file, self._begin, self._size = file, begin, size
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._begin + self._place)
        data = self._file.read(max(0, min(len(buffer), self._size - self._place)))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
