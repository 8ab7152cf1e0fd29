"""What came of kills: a table for people, and what an archive must look like in the end."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.index import index_lines
from crawler.archive.manifest import NAME, listed_names
from crawler.archive.repair import whole_records
from crawler.lines import read_lines


@dataclass
class Tally:
    """What came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    """by what the process was doing"""
    signals: Counter[str] = field(default_factory=Counter)
    full: int = 0
    """processes that ended for want of room"""
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    """tails that were cut off"""
    torn_by_hand: int = 0
    """of these: a kill seldom tears a write, a power cut would"""
    torn_bytes: int = 0
    left_open: int = 0
    """files that a kill left open"""
    unlisted: int = 0
    """files that a kill left sealed, and not in the manifest"""
    faults: list[str] = field(default_factory=list)
    """what is not as it is where nobody disturbs"""

    promised: set[str] = field(default_factory=set)
    """lines of items that stood on the disk after a kill"""

    def look(self, archive: Path) -> None:
        """Counts what the next process has to repair in a portal's archive."""
        for path in archive.glob("*.open"):
            torn = path.stat().st_size - whole_records(path)
            self.left_open += 1
            self.torn += torn > 0
            self.torn_bytes += torn
        self.unlisted += len({path.name for path in archive.glob("*.warc.gz")} - listed_names(archive))

    def __str__(self) -> str:
        rows = {
            "kills": f"{self.kills.total()} ({told(self.signals)}), in {told(self.kills)}",
            "full disks": self.full,
            "acknowledged": self.acknowledged,
            "lost": self.lost,
            "torn": f"{self.torn} tails ({self.torn_by_hand} by hand) of {self.torn_bytes} bytes, cut off, kept aside",
            "repaired": f"{self.left_open} files left open, {self.unlisted} sealed and not yet listed",
            "at the end": self.faults or "index, manifest and what was kept are as where nobody disturbs",
        }
        return "".join(f"{name:14}{row}\n" for name, row in rows.items())


def faults_of(archive: Path, index: Path) -> list[str]:
    """What is left unfinished in a portal's archive, or told wrongly by its index and its manifest."""
    sealed = sorted(archive.glob("*.warc.gz"))
    left = [path.name for path in archive.iterdir() if path.suffix in (".open", ".part")]
    faults = [f"left behind: {name}" for name in left]
    if index.read_text().splitlines() != sorted({line for path in sealed for line in index_lines(path)}):
        faults.append(f"{index.name} is not the index of the files")
    listed = {line["name"]: line["sha256"] for line, _ in read_lines(archive / NAME)}
    if listed != {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sealed}:
        faults.append(f"the manifest of {archive.name} does not list the files")
    return faults


def told(counter: Counter[str]) -> str:
    """Counts, the largest first."""
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())
