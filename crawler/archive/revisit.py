"""Revisits: which older capture a new exchange repeats, and which one a revisit record stands for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from crawler.archive.errors import OriginalNotArchived
from crawler.archive.index import Entry, Index
from crawler.archive.read import Record, read_response, stream
from crawler.folders import Folders

SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""the two profiles; those of WARC 1.0 differ in the number only"""

_Key = str | tuple[str, str]
_OF_THE_PAYLOAD = ("content-", "transfer-encoding")
"""how header names begin that a 304 can't change, for they tell of the payload that it did not send"""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A capture with its payload: `record` is that of the exchange, `original` the one that holds the payload."""

    record: Record
    original: Record
    payload: bytes

    @property
    def status(self) -> int:
        """What the client may act on: a 304 stands for the status of its original."""
        return self.original.status if self._is_bare else self.record.status

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Those of the exchange; where it was a 304, the original's, brought up to date by it (RFC 9111, 3.2)."""
        if not self._is_bare:
            return self.record.headers
        newer = [(name, value) for name, value in self.record.headers if not name.lower().startswith(_OF_THE_PAYLOAD)]
        replaced = {name.lower() for name, _ in newer}
        return [(name, value) for name, value in self.original.headers if name.lower() not in replaced] + newer

    def confirmed_by(self, headers: list[tuple[str, str]]) -> "Resolved":
        """The same payload, after a 304 with these headers."""
        return Resolved(replace(self.original, profile=NOT_MODIFIED, headers=headers), self.original, self.payload)

    def header(self, name: str) -> str | None:
        """The first value of a header, by its name in lower case."""
        return next((value for sent, value in self.headers if sent.lower() == name), None)

    @property
    def _is_bare(self) -> bool:
        """Whether the record says nothing of the payload itself; other tools leave out the head of a revisit, too."""
        return is_not_modified(self.record) or not self.record.status


def is_not_modified(record: Record) -> bool:
    """Whether a record is a 304 that refers to what it did not send."""
    return (record.profile or "").endswith("/server-not-modified")


class Sealed:
    """The sealed captures of one portal, as its index lists them when this is made."""

    def __init__(self, folder: Path, index: Path):
        self._folder, self._index = folder, Index(index)

    def captures(self, url: str) -> list[Entry]:
        """The captures of an address, oldest first."""
        return self._index.captures(url)

    def newest(self, url: str) -> Resolved | None:
        """The newest capture of an address."""
        entry = self._index.latest(url)
        return self.read(entry) if entry else None

    def read(self, entry: Entry) -> Resolved | None:
        """A capture with its payload; None where its file or that of its original was taken away."""
        try:
            record, payload = read_response(self._folder / entry.filename, entry.offset)
        except (FileNotFoundError, ValueError):
            return None
        if record.kind == "response":
            return Resolved(record, record, payload)
        return self.resolve(record)

    def resolve(self, revisit: Record) -> Resolved | None:
        """A revisit with its payload; None where the index lists no such original."""
        url, second = _place(revisit)
        for entry in self.captures(url):
            if entry.timestamp == second and not entry.is_revisit:
                original = self.read(entry)
                if original and _is_meant(original.record, revisit):
                    return Resolved(revisit, original.record, original.payload)
        return None

    def same_payload(self, url: str, digest: str) -> Record | None:
        """The newest whole response of an address that has this payload."""
        for entry in reversed(self.captures(url)):
            if entry.digest == digest and not entry.is_revisit:
                found = self.read(entry)
                if found and found.record.digest == digest and not found.record.truncated:
                    return found.record
        return None


class Originals:
    """What revisits stand for: by the index of a folder `warc/<portal>` that has one, else in all files given."""

    def __init__(self, files: Iterable[Path], folders: Iterable[Path] = ()):
        self._files = tuple(files)
        nearby = dict.fromkeys([*(path.resolve().parent for path in self._files), *folders])
        self._sealed = [Sealed(folder, Folders(folder.parent.parent).index(folder.name)) for folder in nearby]

    def resolve(self, record: Record, payload: bytes) -> Resolved:
        """A response as it is, a revisit with its original's payload; or raises OriginalNotArchived."""
        if record.kind != "revisit":
            return Resolved(record, record, payload)
        found = next(filter(None, (sealed.resolve(record) for sealed in self._sealed)), None) or self._given(record)
        if found is None:
            original = f"{record.refers_to or record.url} of {record.refers_to_date or 'unknown date'}"
            raise OriginalNotArchived(f"not in the archive: {original}, which {record.url} of {record.date} refers to")
        return found

    def _given(self, revisit: Record) -> Resolved | None:
        responses = _responses(self._files)
        for path, offset in chain.from_iterable(responses.get(key, ()) for key in _keys(revisit)):
            original, payload = read_response(path, offset)
            if not original.truncated:
                return Resolved(revisit, original, payload)
        return None


@lru_cache(maxsize=1)
def _responses(files: tuple[Path, ...]) -> dict[_Key, list[tuple[Path, int]]]:
    """Where responses lie, by address and date, by address and second, by record and by payload."""
    places: dict[_Key, list[tuple[Path, int]]] = defaultdict(list)
    for path in files:
        for archived in stream(path, lambda told: None, digests=False):  # what is damaged was told where it was read
            record = archived.record
            if record.kind == "response":
                second = record.url, _digits(record.date)
                keys: set[_Key] = {(record.url, record.date), second, record.id, record.digest}
                for key in keys - {""}:
                    places[key].append((archived.path, record.offset))
    return places


def _keys(revisit: Record) -> Iterator[_Key]:
    """What a revisit says of its original, the surest first: not every tool says everything."""
    url, date = revisit.refers_to or revisit.url, revisit.refers_to_date
    if date:
        yield url, date
    if date and "." not in date:
        yield url, _digits(date)
    if revisit.refers_to_id:
        yield revisit.refers_to_id
    if revisit.digest and not is_not_modified(revisit):
        yield revisit.digest


def _place(revisit: Record) -> tuple[str, str]:
    return revisit.refers_to or revisit.url, _digits(revisit.refers_to_date or "")


def _is_meant(original: Record, revisit: Record) -> bool:
    """Other tools name the original to the second only."""
    date = revisit.refers_to_date or ""
    return original.date == date or ("." not in date and _digits(original.date) == _digits(date))


def _digits(date: str) -> str:
    """A WARC-Date as the timestamp of an index: 14 digits."""
    return "".join(digit for digit in date[: len("2026-11-24T16:20:05")] if digit.isdigit())
