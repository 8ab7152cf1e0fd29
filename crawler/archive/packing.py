"""How an archive file is packed: not at all, or in members of gzip or zstd; its first bytes tell, not its name."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

from scrapy.utils._compression import zstd  # type: ignore[attr-defined]  # of the package that this Python has

_PIECE = 16 * 1024
"""bytes that are unpacked at a time: a thousand times as many may come out"""
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = struct.pack("<I", 0x184D2A5D)
"""begins the skippable frame in which a .warc.zst keeps its dictionary"""
WARC_START = re.compile(rb"WARC/\d")
ARC_START = re.compile(rb"[a-z]+:\S* \S* \d{14} [^\n]*\d\r?\n")
"""the head of an ARC record: address, IP, date, media type, length"""
LONGEST_START = 8192


class Broken(ValueError):
    """Raised where packed bytes cannot be unpacked, or a record is not whole; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Packing:
    """A kind of packing: what its members begin with, and the dictionary that they share."""

    magic: bytes
    begin: int = 0
    """byte of the file at which its first record begins"""
    dictionary: Any = None

    def unpack(self, file: IO[bytes]) -> Iterator[bytes]:
        """The content of the member that begins here, in pieces; the file then stands behind it. Raises Broken."""
        member = zlib.decompressobj(zlib.MAX_WBITS | 16) if self.magic == GZIP.magic else self._zstd()
        while not member.eof:
            data = file.read(_PIECE)
            if not data:
                raise Broken("the file ends within a compressed member")
            try:
                content = member.decompress(data)
            except (zlib.error, zstd.ZstdError) as error:
                raise Broken(f"cannot be unpacked: {error}") from None
            yield content
        file.seek(-len(member.unused_data), io.SEEK_CUR)

    def _zstd(self) -> Any:
        return zstd.ZstdDecompressor(zstd_dict=self.dictionary)


GZIP = Packing(b"\x1f\x8b\x08")


def packing_of(file: IO[bytes]) -> Packing | None:
    """The packing of a file that stands at its beginning, and stands there again; None where it has none.

    Where the beginning is damaged, it is the packing of the first record that can be read.
    """
    start = file.read(LONGEST_START)
    packing = None
    if not is_record(start):
        packings = filter(None, (_claimed(file, start), GZIP, Packing(_ZSTD)))
        packing = next((packing for packing in packings if _packs_records(file, packing)), None)
    file.seek(0)
    return packing


def begins_with_record(file: IO[bytes]) -> bool:
    """Whether a file begins with a record, packed or not; no more than its beginning is read."""
    start = file.read(LONGEST_START)
    claimed = _claimed(file, start)
    return is_record(first_piece(file, claimed, claimed.begin) if claimed else start)


def is_record(content: bytes) -> bool:
    """Whether a record of a WARC or an ARC file begins so."""
    content = content.lstrip(b"\r\n")
    return bool(WARC_START.match(content) or ARC_START.match(content))


def first_piece(file: IO[bytes], packing: Packing, place: int) -> bytes:
    """The beginning of the member at a byte of the file; empty where it cannot be unpacked."""
    file.seek(place)
    try:
        return next(filter(None, packing.unpack(file)), b"")
    except Broken:
        return b""


def _claimed(file: IO[bytes], start: bytes) -> Packing | None:
    if start.startswith(GZIP.magic):
        return GZIP
    if start.startswith(_ZSTD_DICTIONARY):
        return _with_dictionary(file)
    return Packing(_ZSTD) if start.startswith(_ZSTD) else None


def _packs_records(file: IO[bytes], packing: Packing) -> bool:
    places = chain([packing.begin], places_of(file, packing.magic, packing.begin))
    return any(is_record(first_piece(file, packing, place)) for place in places)


def _with_dictionary(file: IO[bytes]) -> Packing | None:
    file.seek(4)
    try:
        (size,) = struct.unpack("<I", file.read(4))
        content = file.read(size)
        begin = file.tell()
        if content.startswith(_ZSTD):
            content = zstd.decompress(content)
        return Packing(_ZSTD, begin, zstd.ZstdDict(content))
    except (struct.error, ValueError, zstd.ZstdError):
        return None


class Pieces(io.RawIOBase):
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]):
        self._pieces = filter(None, pieces)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        taken = min(len(buffer), len(self._rest))
        buffer[:taken], self._rest = self._rest[:taken], self._rest[taken:]
        return taken


class Unpacked(Pieces):
    """The content of all members as one stream; it goes on at the next member that can be read where one is broken."""

    def __init__(self, file: IO[bytes], packing: Packing):
        self._file, self._packing = file, packing
        self.broken: list[tuple[int, str]] = []
        """bytes of the packed file up to which it was read, and what is wrong there"""
        self._restart()

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To a byte of the unpacked stream; backwards it begins anew."""
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        if target < self._position:
            self._restart()
        while self._position < target and self.read(min(target - self._position, _PIECE)):
            pass
        return self._position

    def readinto(self, buffer: Any) -> int:
        taken = super().readinto(buffer)
        self._position += taken
        return taken

    def _restart(self) -> None:
        super().__init__(self._unpacked())
        self._position = 0

    def _unpacked(self) -> Iterator[bytes]:
        start: int | None = self._packing.begin
        while start is not None:
            self._file.seek(start)
            if not self._file.read(1):
                return
            self._file.seek(start)
            try:
                yield from filter(None, self._packing.unpack(self._file))
                start = self._file.tell()
            except Broken as error:
                self._note(self._file.tell(), str(error))
                start = next_member(self._file, self._packing, start + 1)

    def _note(self, place: int, what: str) -> None:
        if (place, what) not in self.broken:
            self.broken.append((place, what))


def next_member(file: IO[bytes], packing: Packing, start: int) -> int | None:
    """The first byte from `start` on at which a member with a WARC record begins."""
    places = places_of(file, packing.magic, start)
    return next((place for place in places if WARC_START.match(first_piece(file, packing, place))), None)


def places_of(file: IO[bytes], mark: bytes, start: int) -> Iterator[int]:
    """The bytes from `start` on at which a mark stands; a megabyte of the file in memory."""
    window, step = b"", 1024 * 1024
    while True:
        file.seek(start + len(window))
        data = file.read(step)
        window += data
        found = window.find(mark)
        while found >= 0:
            yield start + found
            found = window.find(mark, found + 1)
        if not data:
            return
        kept = window[-(len(mark) - 1) :]
        start += len(window) - len(kept)
        window = kept
