"""Runs the console script `warta` in a process of its own, and reads what it left behind."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.portal import Portal

ROOT = Path(__file__).parent.parent.parent
SCRIPT = Path(sys.executable).with_name("warta")
CONTACT = "penguji@example.org"
LONGEST_RUN = 120
"""seconds; a run that hangs fails its test and not the whole session"""

FAST = ("-s", "DOWNLOAD_DELAY=0")
"""on loopback there is nobody to be gentle to"""


@dataclass(frozen=True)
class Done:
    """A run that has ended."""

    code: int
    out: str
    err: str
    data: Path

    @property
    def items(self) -> list[dict[str, Any]]:
        """All stored articles, in the order in which they were stored."""
        return [json.loads(line) for line in self.lines]

    @property
    def lines(self) -> list[str]:
        """The lines of the stored articles, as they stand in the files."""
        return _lines(self.data / "items")

    @property
    def refused(self) -> list[dict[str, Any]]:
        """All stored refusals."""
        return [json.loads(line) for line in self.refused_lines]

    @property
    def refused_lines(self) -> list[str]:
        """The lines of the stored refusals."""
        return _lines(self.data / "refused")

    @property
    def report(self) -> dict[str, Any]:
        """The run report; of several runs in one data folder, the last."""
        newest = max((self.data / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        report: dict[str, Any] = json.loads(newest.read_text(encoding="utf-8"))
        return report

    @property
    def outcome(self) -> dict[str, Any]:
        """What the report says of the last portal."""
        outcome: dict[str, Any] = self.report["outcomes"][-1]
        return outcome

    @property
    def counts(self) -> dict[str, int]:
        """The counters of the last portal."""
        counts: dict[str, int] = self.outcome["counts"]
        return counts

    @property
    def warcs(self) -> list[Path]:
        """All WARC files, oldest first."""
        return sorted((self.data / "warc").rglob("*.warc.gz"))


def warta(data: Path, *words: str, **environment: str) -> Done:
    """Runs `warta WORDS --data DATA`; the environment names a contact unless it is overridden."""
    return finish(begin(data, *words, **environment), data)


def begin(data: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Starts what `warta` runs, and does not wait for it."""
    return start([str(SCRIPT), *words, "--data", str(data)], {"WARTA_CONTACT": CONTACT, **environment})


def start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Starts a command at the root of the checkout, where tests are importable and Warta's variables are only these."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WARTA_")}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env={**ours, "PYTHONPATH": str(ROOT), **environment}, **pipes)  # type: ignore[call-overload,no-any-return]


def finish(process: subprocess.Popen[str], data: Path) -> Done:
    """Waits for a started run; one that takes too long is killed and fails the test."""
    with process:
        try:
            out, err = process.communicate(timeout=LONGEST_RUN)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Done(process.returncode, out, err, data)


def crawl(portal: Portal, data: Path, *words: str, **environment: str) -> Done:
    """Crawls a made portal without a delay."""
    return warta(data, "crawl", "wordpress", "-a", f"url={portal.home}", *FAST, *words, **environment)


def replay(source: Path, data: Path) -> Done:
    """Replays a WARC file, or a folder of them, into a data folder."""
    return warta(data, "replay", str(source))


def _lines(folder: Path) -> list[str]:
    files = sorted(folder.rglob("*.jsonl"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
