"""`warta status`: what the last runs did, and what needs a hand."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from scrapy.exceptions import UsageError

from crawler import clock
from crawler.command import WartaCommand
from crawler.runs.history import History, history, recent_runs
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK
from crawler.runs.standing import Trouble, holder, troubles
from crawler.table import table

_RUNS = 10
"""how many runs the table shows"""

_MINUTE = len("2026-11-24T18:22")


class Command(WartaCommand):
    summary = "Tell what the last runs did, and what needs a hand"
    positional = "[PORTAL...]"
    examples = """\
  warta status                         the last ten runs, and everything that needs a hand, with what to do
  warta status fajar gopos --json      two portals, for programs

exit codes: 0 nothing needs a hand, 1 something does, 2 wrong use"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        if not self.folders.data.is_dir():
            raise UsageError(f"there is no data folder {self.folders.data}", print_help=False)
        runs, past = recent_runs(self.folders.runs), history(self.folders.runs)
        unknown = [name for name in args if name not in past.nights]
        if unknown:
            raise UsageError(f"no run of the last weeks crawled {', '.join(unknown)}", print_help=False)
        found = troubles(self.folders, runs, past, clock.now())
        found = [trouble for trouble in found if not args or trouble.portal in args]
        self.exitcode = NEEDS_A_LOOK if found else COMPLETE
        tell = _as_json if opts.json else _as_text
        sys.stdout.write(tell(_facts(args or sorted(past.nights), runs, past, found, self)))


def _facts(
    portals: Sequence[str], runs: Sequence[Mapping[str, Any]], past: History, found: Sequence[Trouble], command: Command
) -> dict[str, Any]:
    return {
        "at_work": holder(command.folders),
        "runs": [_of_run(run) for run in runs[-_RUNS:]],
        "needs_a_hand": [asdict(trouble) for trouble in found],
        "portals": [
            {"portal": name, "last_crawl": past.of(name)[-1].at, "last_success": past.successes.get(name)}
            for name in portals
        ],
    }


def _of_run(run: Mapping[str, Any]) -> dict[str, Any]:
    outcomes = run["outcomes"]
    return {
        "run": run["id"],
        "command": run["command"],
        "finished": run["finished"],
        "portals": len(outcomes),
        "stored": sum(outcome["stored"] for outcome in outcomes),
        "held": sum(outcome.get("held", 0) for outcome in outcomes),
        "need_a_look": sum(outcome["problem"] is not None for outcome in outcomes) + len(run["problems"]),
        "exit_code": run["exit_code"],
    }


def _as_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _as_text(facts: Mapping[str, Any]) -> str:
    """Tables for people: what is wrong stands last, where a terminal leaves it in view."""
    runs = [{**run, "finished": run["finished"][:_MINUTE]} for run in facts["runs"]]
    columns = list(runs[0]) if runs else []
    parts = [table(columns, [list(run.values()) for run in runs]) if runs else "no run yet"]
    if facts["at_work"]:
        parts.append(f"at work: {facts['at_work']}")
    never = [row["portal"] for row in facts["portals"] if row["last_success"] is None]
    if never:
        parts.append(f"never without a problem: {', '.join(never)}")
    lines = [_trouble(trouble) for trouble in facts["needs_a_hand"]]
    parts.append("\n".join(["needs a hand:", *lines]) if lines else "nothing needs a hand")
    return "\n\n".join(parts) + "\n"


def _trouble(trouble: Mapping[str, Any]) -> str:
    name = f"{trouble['portal']}: " if trouble["portal"] else ""
    since = f" (since {trouble['since'][: len('2026-11-24')]})" if trouble["since"] else ""
    return f"  {name}{trouble['what']}{since}\n    {trouble['advice']}"
