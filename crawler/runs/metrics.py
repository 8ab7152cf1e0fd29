"""The last run, and every portal's part of its own last one, in the text format of Prometheus (node exporter)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from crawler.runs.report import Outcome, Run

_PORTAL: dict[str, tuple[str, Callable[[Outcome], float]]] = {
    "found": ("Addresses that discovery showed in its last run", lambda o: o.found),
    "articles": ("Articles read in its last run", lambda o: o.articles),
    "stored": ("Articles and revisions stored in its last run", lambda o: o.stored),
    "held": ("Articles put in quarantine in its last run", lambda o: o.held),
    "requests": ("Requests in its last run", lambda o: o.requests),
    "bytes": ("Bytes received in its last run", lambda o: o.bytes),
    "seconds": ("Seconds that its last run took", lambda o: o.seconds),
    "problem": ("Whether something of the portal needs a look, 0 or 1", lambda o: o.problem is not None),
}


def metrics(run: Run, finished: str, outcomes: Sequence[Outcome]) -> str:
    """The file's text: the run, the last outcome of every portal, and by portal when it last needed no look."""
    return "".join(f"{line}\n" for line in _lines(run, finished, outcomes))


def _lines(run: Run, finished: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from _metric("warta_run_finished_timestamp_seconds", "When the last run ended", [({}, _seconds(finished))])
    yield from _metric("warta_run_started_timestamp_seconds", "When it began", [({}, _seconds(run.started))])
    yield from _metric("warta_run_exit_code", "0 complete, 1 needs a look", [({}, run.exit_code)])
    for name, (help_text, value) in _PORTAL.items():
        samples = [({"portal": o.portal}, float(value(o))) for o in outcomes]
        yield from _metric(f"warta_portal_{name}", help_text, samples)
    yield from _metric(
        "warta_portal_refused", "Pages that gave no article in its last run", _by(outcomes, "refused", "reason")
    )
    yield from _metric(
        "warta_portal_answers", "Answers by HTTP status in its last run", _by(outcomes, "statuses", "status")
    )
    yield from _metric("warta_portal_finding", "What is not as it used to be, by cause", _findings(outcomes))
    ended = [({"portal": portal}, _seconds(at)) for portal, at in sorted(run.successes.items())]
    yield from _metric("warta_portal_last_success_timestamp_seconds", "When it last needed no look", ended)


def _by(outcomes: Sequence[Outcome], counts: str, label: str) -> list[tuple[dict[str, str], float]]:
    return [({"portal": o.portal, label: name}, n) for o in outcomes for name, n in getattr(o, counts).items()]


def _findings(outcomes: Sequence[Outcome]) -> list[tuple[dict[str, str], float]]:
    found = {(o.portal, finding.cause) for o in outcomes for finding in o.findings}
    return [({"portal": portal, "cause": cause}, 1) for portal, cause in sorted(found)]


def _metric(name: str, help_text: str, samples: list[tuple[dict[str, str], float]]) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} gauge"
    for labels, value in samples:
        inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"{name}{{{inside}}} {value}" if inside else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
