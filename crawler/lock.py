"""One run a data folder at a time: two runs would double the pace at every portal."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Locked(Exception):
    """Raised when another run holds the data folder; the message names it."""


@contextmanager
def locked(path: Path, run: str) -> Iterator[None]:
    """Holds the lock file while the block runs; the system frees it when the holder dies, however it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Locked(f"another run works on {path.parent}: {file.read().strip()}") from None
        file.truncate(0)
        file.write(f"run {run}, process {os.getpid()}\n")
        file.flush()
        yield
