"""Articles that wait for the judge lie on disk meanwhile: a run that is killed costs none of them a second fetch."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crawler.lines import LineFile, read_lines, repair_tail


class Waiting:
    """One portal's folder under `data/waiting`, a file a batch.

    A batch goes when the next one has been judged, for then its articles are stored or held; where it was kept too
    long, the shelf knows what it has.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._number = 0
        self._file: LineFile | None = None

    def left(self) -> Iterator[list[Mapping[str, Any]]]:
        """The batches that a killed run left, oldest first; each goes once it was dealt with."""
        for path in sorted(self._folder.glob("*.jsonl")):
            repair_tail(path)
            yield [item for item, _ in read_lines(path)]
            path.unlink()

    def add(self, line: str) -> None:
        """Adds an article to the batch that waits."""
        if self._file is None:
            self._file = LineFile(self._path(self._number))
        self._file.append(line)

    def judged(self) -> None:
        """Ends the batch, and drops the one before it."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._path(self._number - 1).unlink(missing_ok=True)
            self._number += 1

    def close(self) -> None:
        """Everything is stored or held."""
        self.judged()
        self._path(self._number - 1).unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06}.jsonl"
