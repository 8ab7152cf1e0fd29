"""What the reports of earlier runs tell, one JSON file a run under `data/runs/`."""

import json
import logging
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from crawler import clock
from crawler.clock import iso
from crawler.runs.outcome import Outcome

logger = logging.getLogger(__name__)

REMEMBERED = timedelta(days=100)
"""how far back a portal is compared with itself: fourteen weeks"""


@dataclass(frozen=True, slots=True)
class Night:
    """A portal's part of an earlier run, and when that ended: UTC, ISO 8601."""

    at: str
    outcome: Outcome
    command: str = "crawl"
    until: str | None = None
    """the last day that was asked for, where the run was bounded"""
    accepts: bool = False
    """whether a person has taken the look of this night's articles as the portal's from now on"""


@dataclass(frozen=True, slots=True)
class History:
    """The crawls of the last weeks by portal, oldest first."""

    nights: Mapping[str, list[Night]] = field(default_factory=dict)
    successes: Mapping[str, str] = field(default_factory=dict)
    """by portal, when the newest crawl ended in which nothing of it needed a look, however long ago: UTC, ISO 8601"""

    def of(self, portal: str) -> list[Night]:
        return self.nights.get(portal, [])

    def newest_day(self, portal: str) -> str:
        """When the newest article that any run has stored was published: `2026-11-24`; empty for none."""
        return max((day for night in self.of(portal) for day in night.outcome.days), default="")

    def latest(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """The newest outcome of every portal, these being the newest of theirs; by name."""
        earlier = {portal: nights[-1].outcome for portal, nights in self.nights.items()}
        latest = {**earlier, **{outcome.portal: outcome for outcome in outcomes}}
        return [latest[portal] for portal in sorted(latest)]


def history(folder: Path) -> History:
    """What the runs of the last weeks did."""
    return _history(*_reports(folder))


def recent_runs(folder: Path) -> list[dict[str, Any]]:
    """The reports of the last weeks as they were saved, oldest first."""
    _, recent = _reports(folder)
    return list(_runs(recent))


def _reports(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Those before the last weeks, and those of the last weeks."""
    paths = sorted(folder.glob("*.json"))
    first = bisect_left(paths, (clock.now() - REMEMBERED).strftime("%Y%m%d"), key=attrgetter("name"))
    return tuple(paths[:first]), tuple(paths[first:])


@lru_cache(maxsize=1)
def _history(earlier: Sequence[Path], recent: Sequence[Path]) -> History:
    """Read once a process: every portal of a crawl asks for it, and a report never changes."""
    nights: dict[str, list[Night]] = {}
    successes: dict[str, str] = {}
    for run in _runs(reversed(earlier)):
        _add_successes(successes, run)
        if run.get("successes"):  # it tells of all before it, so that ten years of reports are not read every night
            break
    for run in _runs(recent):
        _add_successes(successes, run)
        for saved in run["outcomes"] if _tells_of_portals(run) else ():
            night = night_of(run, Outcome.read(saved))
            nights.setdefault(night.outcome.portal, []).append(night)
    return History(nights, successes)


def _add_successes(newest: dict[str, str], run: Mapping[str, Any]) -> None:
    """What a report knew of runs before it, and its own."""
    own = {outcome["portal"]: run["finished"] for outcome in run["outcomes"] if outcome["problem"] is None}
    for known in (run.get("successes", {}), own if run["command"] == "crawl" else {}):
        for portal, at in known.items():
            newest[portal] = max(at, newest.get(portal, ""))


def night_of(run: Mapping[str, Any], outcome: Outcome) -> Night:
    """A portal's part of a run, which is given as its report tells it."""
    asked = run.get("arguments", {})
    return Night(run["finished"], outcome, run["command"], asked.get("until"), bool(asked.get("accept")))


def _runs(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    now = iso(clock.now())
    for path in paths:
        try:
            run = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            logger.warning("%s: left out, no whole report of a run: %s", path, error)
            continue
        if run["finished"] <= now:
            yield run
        else:
            logger.warning("%s: left out, it says that it ended at %s, which is to come", path, run["finished"])


def _tells_of_portals(run: Mapping[str, Any]) -> bool:
    """A crawl does, and a replay that released what was held; any other replay says nothing of the live portal."""
    return run["command"] == "crawl" or bool(run.get("arguments", {}).get("quarantine"))
