"""Watches a run from its first moment to its last: however it ends, its report says so, and who listens is told."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.settings import BaseSettings

from crawler.drift.findings import findings
from crawler.folders import Folders
from crawler.runs.history import History, history, night_of
from crawler.runs.logs import kept_log, runs
from crawler.runs.metrics import metrics
from crawler.runs.notify import PingFailed, ping
from crawler.runs.report import Outcome, Run, now, write_whole


@contextmanager
def watched(run: Run, folders: Folders, settings: BaseSettings) -> Iterator[None]:
    """While the block runs, the log is kept; after it, however it ends, the run is judged, saved and told."""
    with kept_log(folders.logs):
        runs.info("%s %s begins", run.command, run.id)
        try:
            yield
        except BaseException as error:
            run.problems.append(f"broke off: {type(error).__name__}: {error}")
            raise
        finally:
            finish(run, folders, settings)
            runs.info(run.headline())


def finish(run: Run, folders: Folders, settings: BaseSettings) -> None:
    """Compares a crawl's portals with their past, writes report and metrics, and pings; a replay is only reported."""
    if run.command != "crawl":
        run.save(folders.runs)
        return
    past = history(folders.runs)
    for outcome in run.outcomes:
        _judge(run, outcome, past)
    succeeded = [outcome.portal for outcome in run.outcomes if outcome.problem is None]
    run.successes = {**past.successes, **dict.fromkeys(succeeded, now())}
    run.save(folders.runs)
    write_whole(folders.metrics, metrics(run, now(), past.latest(run.outcomes)))
    if url := settings["PING_URL"]:
        _tell(run, folders, url)


def _judge(run: Run, outcome: Outcome, past: History) -> None:
    """Adds what the portal's past makes remarkable to what is a problem by itself."""
    tonight = night_of({"command": run.command, "arguments": run.arguments, "finished": now()}, outcome)
    outcome.findings = findings(past.of(outcome.portal), tonight)
    problems = [*filter(None, [outcome.problem]), *map(str, outcome.findings)]
    outcome.problem = "; ".join(problems) or None


def _tell(run: Run, folders: Folders, url: str) -> None:
    """A watcher that cannot be reached makes no run worse than it was."""
    try:
        ping(url, run.exit_code == 0, run.headline())
    except PingFailed as failure:
        run.notes.append(str(failure))
        run.save(folders.runs)
        sys.stderr.write(f"{failure}\n")
