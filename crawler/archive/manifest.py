"""The manifest of a portal's archive: one JSON line a sealed file, so that a loss shows without Warta.

`data/warc/<portal>/MANIFEST.jsonl`; in its folder, this checks every file that it lists:

    sed -E 's/.*"name": "([^"]*)".*"sha256": "([^"]*)".*/\\2  \\1/' MANIFEST.jsonl | sha256sum --check
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.archive.disk import sync_folder
from crawler.archive.index import add_to_index, lines_of
from crawler.archive.read import Record, read_records
from crawler.lines import LineFile, read_lines

NAME = "MANIFEST.jsonl"


@dataclass(slots=True)
class Listed:
    """One sealed file: `first` and `last` are dates of its exchanges, `run` and `software` stand in its warcinfo."""

    name: str
    size: int = 0
    sha256: str = ""
    records: int = 0
    first: str | None = None
    last: str | None = None
    run: str | None = None
    software: str | None = None

    def noting(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they come, each noted."""
        for record in records:
            self.records += 1
            if record.kind == "warcinfo":
                self.run, self.software = record.fields.get("isPartOf"), record.fields.get("software")
            else:
                self.first = min(self.first or record.date, record.date)
                self.last = max(self.last or record.date, record.date)
            yield record


def take_in(sealed: Path, index: Path) -> None:
    """Lists a sealed file in its portal's index and then in its manifest; a file that is in the second is in both."""
    listed = Listed(sealed.name)
    add_to_index(index, lines_of(listed.noting(read_records(sealed)), sealed.name))
    listed.size = sealed.stat().st_size
    with sealed.open("rb") as file:
        listed.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = LineFile(sealed.with_name(NAME))
    manifest.append(json.dumps(asdict(listed), ensure_ascii=False))
    manifest.close()
    sync_folder(sealed.parent)


def listed_names(folder: Path) -> set[str]:
    """The names of the files that a folder's manifest lists."""
    manifest = folder / NAME
    return {line["name"] for line, _ in read_lines(manifest)} if manifest.exists() else set()
