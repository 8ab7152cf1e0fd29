"""What a package takes of an archive: whole files where it can, else single records, and what their revisits need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.read import Record, read_records

Done = Callable[[Path], None]
Place = tuple[str, str]
"""address and second of a capture; a revisit names its original so"""


@dataclass(frozen=True, slots=True)
class Wish:
    """One run, or the days of capture from one to another (UTC, ISO, both included); nothing set means all."""

    run: str | None = None
    since: str | None = None
    until: str | None = None

    def wants(self, run: str, record: Record) -> bool:
        day = record.date[: len("2026-11-24")]
        return (
            (self.run is None or self.run == run)
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


@dataclass(slots=True)
class Part:
    """What is taken of one WARC file: `spans` maps the offset of each record to its length, None is all of it."""

    path: Path
    spans: dict[int, int] | None = field(default_factory=dict)
    complete: bool = False

    @property
    def name(self) -> str:
        """Name inside the package; a file of which something is left out does not keep its own."""
        stem = self.path.name.removesuffix(".gz").removesuffix(".warc")
        return f"{stem}.warc.gz" if self.complete else f"{stem}-cut.warc.gz"

    def holds(self, offset: int) -> bool:
        return self.spans is None or offset in self.spans


@dataclass(slots=True)
class Choice:
    """The parts of a package, the date of its newest record, and the originals that the archive does not hold."""

    parts: list[Part] = field(default_factory=list)
    newest: str = ""
    lost: set[Place] = field(default_factory=set)


def choose(files: Iterable[Path], wish: Wish, done: Done = lambda path: None) -> Choice:
    """Picks what is wished for from sealed WARC files, and the originals that its revisits refer to.

    `done` is told of each file that was read.
    """
    choice = Choice()
    parts = []
    for path in files:
        parts.append(_wished(path, wish, choice))
        done(path)
    for part in parts if choice.lost else ():
        _add_originals(part, choice.lost)
    choice.parts = [part for part in parts if part.spans is None or part.spans]
    return choice


def _wished(path: Path, wish: Wish, choice: Choice) -> Part:
    """The part of a file that is wished for; notes in `choice` what its revisits refer to."""
    run, spans, heads, left_out = "", {}, {}, 0
    for record in read_records(path):
        if record.kind == "warcinfo":
            run = record.fields.get("isPartOf", "")
            heads[record.offset] = record.length
        elif wish.wants(run, record):
            spans[record.offset] = record.length
            choice.newest = max(choice.newest, record.date)
            choice.lost |= _original(record)
        else:
            left_out += 1
    complete = bool(spans) and not left_out
    if complete and path.name.endswith(".gz"):
        return Part(path, None, complete)
    return Part(path, _with_heads(heads, spans), complete)


def _add_originals(part: Part, lost: set[Place]) -> None:
    """Adds to a part the exchanges that are looked for, and strikes off what the part holds."""
    found, heads, spans = set(), {}, dict(part.spans or {})
    for record in read_records(part.path):
        if record.kind == "warcinfo":
            heads[record.offset] = record.length
        elif (place := _place(record.url, record.date)) in lost:
            spans[record.offset] = record.length
            if record.kind == "response":
                found.add(place)
    lost -= found
    if part.spans is not None and found:
        part.spans = _with_heads(heads, spans)


def _with_heads(heads: dict[int, int], spans: dict[int, int]) -> dict[int, int]:
    """Records in their order, behind the warcinfo that describes them; nothing, where no record is taken."""
    return dict(sorted({**heads, **spans}.items())) if spans else {}


def _original(record: Record) -> set[Place]:
    """Where the payload of a revisit lies, which says only that it is the same."""
    if record.kind != "revisit" or not record.refers_to_date:
        return set()
    return {_place(record.refers_to or record.url, record.refers_to_date)}


def _place(url: str, date: str) -> Place:
    return url, date[: len("2026-11-24T16:20:05")]
