"""What a power cut must not undo: new files, new names and replaced files are on the disk before the next step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` in one step when the block has ended well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = unfinished(path)
    with part.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def unfinished(path: Path) -> Path:
    """Where the successor of a file is written; only a killed run leaves one."""
    return path.with_name(f"{path.name}.part")


def sync_folder(folder: Path) -> None:
    """Makes sure of the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
