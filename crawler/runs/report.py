"""What a run did: one outcome a portal, a table for people, a JSON file for programs, an exit code for cron."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crawler import __version__, clock
from crawler.clock import iso
from crawler.runs.outcome import Outcome, listed
from crawler.table import table

__all__ = ["COMPLETE", "LOCKED", "NEEDS_A_LOOK", "WRONG_USE", "Outcome", "Run", "now", "write_whole"]

COMPLETE, NEEDS_A_LOOK, WRONG_USE, LOCKED = 0, 1, 2, 75
"""exit codes"""

_COLUMNS = ("portal", "found", "articles", "stored", "unchanged", "revised", "copies", "held", "refused", "requests")


@dataclass(slots=True)
class Run:
    """A run of the crawl or replay command."""

    id: str
    command: str
    arguments: dict[str, Any]
    started: str
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """what went wrong outside of any portal"""
    notes: list[str] = field(default_factory=list)
    """what people should know and no exit code tells"""
    successes: dict[str, str] = field(default_factory=dict)
    """by portal, when the newest crawl ended in which nothing of it needed a look, this one or an earlier one"""

    @property
    def exit_code(self) -> int:
        troubled = self.problems or not self.outcomes or any(outcome.problem for outcome in self.outcomes)
        return NEEDS_A_LOOK if troubled else COMPLETE

    def summary(self) -> str:
        """A table for people in which portals that need a look come first, then a line for every trouble."""
        outcomes = sorted(self.outcomes, key=lambda outcome: outcome.problem is None)
        refusals = [f"{o.portal}: refused {listed(o.refused)}" for o in outcomes if o.refused]
        troubles = [f"{o.portal}: {o.problem}" for o in outcomes if o.problem]
        rows = [_row(outcome) for outcome in outcomes]
        return "\n".join([table(_COLUMNS, rows), *refusals, *troubles, *self.problems, *self.notes])

    def headline(self) -> str:
        """The run in one line."""
        stored, look = sum(o.stored for o in self.outcomes), [o.portal for o in self.outcomes if o.problem]
        did = f"{self.command} {self.id} of {len(self.outcomes)} portals: {stored} stored, exit code {self.exit_code}"
        return f"{did}; needs a look: {', '.join(look)}" if look else did

    def path(self, folder: Path) -> Path:
        """Where the run's JSON file lies."""
        return folder / f"{self.id}.json"

    def save(self, folder: Path) -> Path:
        """Writes the run's JSON file and returns its path."""
        path = self.path(folder)
        facts = {**asdict(self), "version": __version__, "finished": now(), "exit_code": self.exit_code}
        write_whole(path, json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
        return path


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that whoever reads it sees all of it, or what was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def now() -> str:
    """UTC to the second, ISO 8601."""
    return iso(clock.now())


def _row(outcome: Outcome) -> tuple[object, ...]:
    o = outcome
    refused = sum(o.refused.values())
    return o.portal, o.found, o.articles, o.stored, o.unchanged, o.revisions, o.duplicates, o.held, refused, o.requests
