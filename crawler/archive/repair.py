"""Seals what a killed run left: cuts a torn record from an `.open` file, keeps the cut aside, indexes the rest."""

import re
import zlib
from pathlib import Path

from crawler.archive.index import add_to_index

_CHUNK = 1024 * 1024
_HEAD = re.compile(rb"WARC/1\.1\r\n(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n")
_LONGEST_HEAD = 64 * 1024


def seal_left_open(folder: Path, index: Path) -> list[str]:
    """Seals every `.open` file of a folder that no run writes to; returns a line for people on each."""
    return [_seal(path, index) for path in sorted(folder.glob("*.open"))]


def _seal(path: Path, index: Path) -> str:
    sealed = path.with_name(path.name.removesuffix(".open"))
    whole = whole_records(path)
    torn = path.stat().st_size - whole
    if torn:
        _cut(path, whole, sealed.with_name(f"{sealed.name}.torn"))
    if whole == 0:
        path.unlink()
        return f"{sealed.name}: a killed run left no whole record in it"
    path.rename(sealed)
    add_to_index(index, sealed)
    return f"{sealed.name}: sealed after a killed run" + (
        f", {torn} torn bytes kept in {sealed.name}.torn" if torn else ""
    )


def whole_records(path: Path) -> int:
    """How many bytes of a file, from its beginning, hold whole records."""
    walk = _whole_members if path.name.removesuffix(".open").endswith(".gz") else _whole_plain
    return walk(path)


def _cut(path: Path, whole: int, aside: Path) -> None:
    with path.open("r+b") as file:
        file.seek(whole)
        aside.write_bytes(file.read())
        file.truncate(whole)


def _whole_members(path: Path) -> int:
    """The end of the last gzip member that unpacks to its end with the right checksum."""
    whole, position = 0, 0
    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            while data:
                try:
                    member.decompress(data)
                except zlib.error:
                    return whole
                rest = member.unused_data if member.eof else b""
                position += len(data) - len(rest)
                if member.eof:
                    whole, member = position, zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
                data = rest
    return whole


def _whole_plain(path: Path) -> int:
    """The end of the last uncompressed record that has its whole block and the two line ends behind it."""
    whole, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while head := _HEAD.match(file.read(_LONGEST_HEAD)):
            end = whole + head.end() + int(head[1]) + len(b"\r\n\r\n")
            if end > size:
                break
            whole = end
            file.seek(whole)
    return whole
