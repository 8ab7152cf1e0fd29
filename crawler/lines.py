"""JSON Lines on disk: a line is whole or absent."""

import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from crawler.items import Article, Byline, Dateline, Image, Instant, Pages, Refusal, Source

logger = logging.getLogger(__name__)


def to_line(item: Article | Refusal) -> str:
    """An item as one line of JSON without its line feed; keys stand in the order of the dataclass."""
    return json.dumps(item, ensure_ascii=False, default=_fields_of)


def facts_of(item: Article | Refusal) -> dict[str, Any]:
    """An item as the object of its line, which shares its strings: asdict would copy every one."""
    facts: dict[str, Any] = _plain(item)
    return facts


def line_of(facts: Mapping[str, Any]) -> str:
    """The line of such an object."""
    return json.dumps(facts, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if names := _names(type(value)):  # type: ignore[arg-type]  # mypy looks for the hash of an instance
        return {name: _plain(getattr(value, name)) for name in names}
    return value


def _fields_of(value: Any) -> dict[str, Any]:
    """A dataclass as an object, its parts as they are."""
    if names := _names(type(value)):  # type: ignore[arg-type]  # as above
        return {name: getattr(value, name) for name in names}
    raise TypeError(f"no JSON for a {type(value).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; of anything else none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def article_of(line: Mapping[str, Any]) -> Article:
    """The article whose line holds this object; what pipelines add to it is left to them."""
    parts = {"byline": Byline, "dateline": Dateline, "published": Instant, "modified": Instant, "pages": Pages}
    values = {name: value for name, value in line.items() if name not in ("revision", "duplicate")}
    values |= {name: kind(**line[name]) for name, kind in parts.items() if line[name]}
    images = [Image(**image) for image in line["images"]]
    return Article(**{**values, "images": images, "source": Source(**line["source"])})


class LineFile:
    """Appends to one file, a write a line; `sync` makes sure of what was written."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        repair_tail(path)
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.size = os.fstat(self._file).st_size

    def append(self, line: str) -> None:
        """Adds a line; raises OSError and leaves the file as it was when the disk takes no more."""
        data = f"{line}\n".encode("utf-8", "replace")  # JSON-LD may hold half a surrogate pair
        written = os.write(self._file, data)
        if written != len(data):
            os.ftruncate(self._file, self.size)
            raise OSError(f"{self.path}: wrote {written} of {len(data)} bytes; is the disk full?")
        self.size += written

    def close(self) -> None:
        os.fsync(self._file)
        os.close(self._file)


def repair_tail(path: Path) -> None:
    """Cuts what stands behind the last line feed of a file, which only a killed writer leaves, and says so."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        torn = _behind_last_line_feed(file.read()) if _ends_torn(path) else b""
        if torn:
            logger.warning("%s: cut %d bytes of a torn last line; its article is read again", path, len(torn))
            file.truncate(path.stat().st_size - len(torn))


def read_lines(path: Path, start: int = 0) -> Iterator[tuple[dict[str, Any], int]]:
    """The objects of a file from a byte on, each with the byte behind it."""
    with path.open("rb") as file:
        file.seek(start)
        end = start
        for line in file:
            try:
                value = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}: no JSON in the line at byte {end}: {error}") from error
            end += len(line)
            yield value, end


def _ends_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _behind_last_line_feed(data: bytes) -> bytes:
    return data[data.rfind(b"\n") + 1 :]
