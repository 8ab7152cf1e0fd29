"""How a data folder stands: its last runs, what of it needs a hand, and what to do about that."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from crawler.drift import findings as drift
from crawler.drift.quarantine import held
from crawler.folders import Folders
from crawler.runs.history import History, recent_runs

LEAST_FREE = 2**30
"""bytes; below that a night may fill the disk"""

_ADVICE = {
    drift.DNS: "has the portal moved? A new host goes into `home` of the portal's file, the old one into `aliases`",
    drift.UNREACHABLE: "open its front page; when that works, this machine's address may be shut out",
    drift.WALL: "the portal asks not to be read like this: write to it, or leave it out; nothing gets around a wall",
    drift.ROBOTS: "read its robots.txt: the portal has decided; write to it, or leave it out",
    drift.SERVER: "the portal is ill; when it stays so, crawl it at another hour",
    drift.THEME: "compare a page with its item (`warta parse`), mend the layout, then `warta replay --quarantine`",
    drift.LISTING: "find out with `warta probe` how articles are listed now, and mend `discovery` in the portal's file",
    drift.FEED: "find out with `warta probe` how articles are listed now, and mend `discovery` in the portal's file",
    drift.QUIET: "open its front page: with news on it discovery misses them, without it rests or has closed",
    drift.COSTLY: "look into the log for what is asked again and again",
}
_ADVICE_OF_SILENCE = "see whether cron or the timer runs every night"
_ADVICE_OF_PROBLEM = "read the log of the run; docs/cron.md explains each message"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that needs a hand; `portal` is None for what concerns the whole folder."""

    portal: str | None
    what: str
    since: str | None
    advice: str


def troubles(folders: Folders, runs: Sequence[Mapping[str, Any]], past: History, now: datetime) -> list[Trouble]:
    """Everything that needs a hand: first the folder, then the portals by name."""
    return [*_of_folder(folders, runs, now), *_of_portals(past), *_of_quarantine(folders)]


def _of_portals(past: History) -> Iterator[Trouble]:
    """What the last crawl of each portal left; a cause that was found outranks the symptom that was counted."""
    for portal, nights in sorted(past.nights.items()):
        outcome = nights[-1].outcome
        for finding in outcome.findings:
            advice = _ADVICE.get(finding.cause, _ADVICE_OF_PROBLEM)
            yield Trouble(portal, f"{finding.cause}: {finding.detail}", finding.since, advice)
        if outcome.problem and not outcome.findings:
            yield Trouble(portal, outcome.problem, _first_problem(past, portal), _ADVICE_OF_PROBLEM)


def _first_problem(past: History, portal: str) -> str:
    """When the row of nights began in each of which something was wrong."""
    first = ""
    for night in reversed(past.of(portal)):
        if not night.outcome.problem:
            break
        first = night.at
    return first


def _of_quarantine(folders: Folders) -> Iterator[Trouble]:
    for portal, count in sorted(held(folders.quarantine).items()):
        yield Trouble(portal, f"{count} articles are held in quarantine", None, _ADVICE[drift.THEME])


def _of_folder(folders: Folders, runs: Sequence[Mapping[str, Any]], now: datetime) -> Iterator[Trouble]:
    at_work = holder(folders)
    left_open = [] if at_work else sorted(folders.data.glob("warc/*/*.open"))
    if left_open:
        first = f"{left_open[0].relative_to(folders.data)}{' and others' if left_open[1:] else ''}"
        yield Trouble(None, f"a killed run left {first} open", None, "nothing: the portal's next crawl seals it")
    for path in [] if at_work else sorted(torn(folders.data)):
        name = path.relative_to(folders.data)
        yield Trouble(None, f"{name} ends in a torn line", None, "nothing: the portal's next crawl cuts it")
    free = shutil.disk_usage(folders.data).free
    if free < LEAST_FREE:
        yield Trouble(None, f"{free / 2**20:.0f} MiB are free", None, "make room, or move data/warc to another disk")
    if since := silent_since(runs, now):
        yield Trouble(None, "no crawl for longer than usual", since, _ADVICE_OF_SILENCE)


def holder(folders: Folders) -> str | None:
    """The run that is at work on the folder, as its lock names it; None when none is."""
    name = folders.lock.read_text(encoding="utf-8").strip() if folders.lock.exists() else ""
    process = name.rpartition(" ")[2]
    if not process.isdigit() or not _is_alive(int(process)):
        return None  # not locked to find that out: a run that begins just now would think it held
    with folders.lock.open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return name
    return None


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def torn(data: Path) -> Iterator[Path]:
    """Files of lines whose last line has no end, as only a killed writer leaves them."""
    for folder in ("items", "refused", "quarantine"):
        for path in (data / folder).glob("*/*.jsonl"):
            with path.open("rb") as file:
                if path.stat().st_size and (file.seek(-1, 2), file.read(1))[1] != b"\n":
                    yield path


def told_silence(folders: Folders, now: datetime) -> list[str]:
    """What a crawl that begins now has to tell of the time in which nobody crawled; nothing where it is as usual."""
    since = silent_since(recent_runs(folders.runs), now)
    return [f"no crawl since {since}, longer than usual: {_ADVICE_OF_SILENCE}"] if since else []


def silent_since(runs: Sequence[Mapping[str, Any]], now: datetime) -> str | None:
    """The end of the last crawl, when three times the usual interval and two days have passed since."""
    ends = [datetime.fromisoformat(run["finished"]) for run in runs if run["command"] == "crawl"]
    if len(ends) < 3:
        return None
    usual = median((later - earlier).total_seconds() for earlier, later in pairwise(ends))
    is_late = now - ends[-1] > max(timedelta(days=2), timedelta(seconds=3 * usual))
    return ends[-1].isoformat() if is_late else None
