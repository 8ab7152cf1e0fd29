"""Ends what a killed run began: cuts torn records, seals `.open` files, completes index and manifest."""

import fcntl
import os
import re
import shutil
import zlib
from pathlib import Path
from typing import BinaryIO

from crawler.archive.disk import sync_folder, unfinished
from crawler.archive.index import add_to_index, index_lines
from crawler.archive.manifest import NAME, listed_names, take_in
from crawler.folders import Folders
from crawler.lines import repair_tail

_CHUNK = 1024 * 1024
_HEAD = re.compile(rb"WARC/1\.1\r\n(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n")
_LONGEST_HEAD = 64 * 1024


def repair_all(folders: Folders) -> list[str]:
    """Repairs every portal's archive in a data folder; returns a line for people on each thing that was done."""
    archives = sorted((folders.data / "warc").glob("*/"))
    return [line for folder in archives for line in repair(folder, folders.index(folder.name))]


def repair(folder: Path, index: Path) -> list[str]:
    """Repairs the archive of one portal, but for files that another run writes to.

    May itself be killed at any instant: what is left is done by the next one.
    """
    unfinished(index).unlink(missing_ok=True)
    repair_tail(folder / NAME)
    told = _complete(folder, index)
    return told + [_seal(path, index) for path in sorted(folder.glob("*.open"))]


def _seal(path: Path, index: Path) -> str:
    sealed = path.with_name(path.name.removesuffix(".open"))
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return f"{path.name}: left alone, for another run writes to it"
        whole = whole_records(path)
        torn = _cut(file, whole, sealed.with_name(f"{sealed.name}.torn"))
        if whole:
            path.rename(sealed)
        else:
            path.unlink()
        sync_folder(path.parent)
    if whole:
        take_in(sealed, index)
    found = "sealed after a killed run" if whole else "a killed run left no whole record in it"
    return f"{sealed.name}: {found}" + (f", {torn} torn bytes kept in {sealed.name}.torn" if torn else "")


def _cut(file: BinaryIO, whole: int, aside: Path) -> int:
    """Moves what stands behind the last whole record aside; returns how many bytes lie there in the end."""
    if file.seek(0, os.SEEK_END) > whole:
        file.seek(whole)
        with aside.open("wb") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        sync_folder(aside.parent)
        file.truncate(whole)
        os.fsync(file.fileno())
    return aside.stat().st_size if aside.exists() else 0


def _complete(folder: Path, index: Path) -> list[str]:
    """Lists sealed files in index and manifest where a run was killed before it could."""
    sealed = sorted([*folder.glob("*.warc"), *folder.glob("*.warc.gz")])
    listed = listed_names(folder)
    told = []
    known = [path for path in sealed if path.name in listed]
    if known and not index.exists():
        _build_anew(index, known)
        told.append(f"{index.name}: was lost, and is built anew")
    for path in sealed:
        if path.name not in listed:
            take_in(path, index)
            told.append(f"{path.name}: listed in index and manifest")
    return told


def _build_anew(index: Path, files: list[Path]) -> None:
    """Builds under another name first, for an index that is there counts as complete."""
    anew = index.with_name(f"{index.name}.anew")
    for path in files:
        add_to_index(anew, index_lines(path))
    anew.replace(index)
    sync_folder(index.parent)


def whole_records(path: Path) -> int:
    """How many bytes of a file, from its beginning, hold whole records."""
    walk = _whole_members if path.name.removesuffix(".open").endswith(".gz") else _whole_plain
    return walk(path)


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
