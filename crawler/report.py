"""What a run did: one outcome a portal, a table for people, a JSON file for programs, an exit code for cron."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from crawler import __version__
from crawler.cms.base import PortalSpider
from crawler.table import table

COMPLETE, NEEDS_A_LOOK, WRONG_USE, LOCKED = 0, 1, 2, 75
"""exit codes"""


@dataclass(slots=True)
class Outcome:
    """One portal's part of a run; `problem` is None when nothing needs a look."""

    portal: str
    found: int = 0
    articles: int = 0
    stored: int = 0
    unchanged: int = 0
    revisions: int = 0
    duplicates: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    problem: str | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, crawler: Crawler) -> "Outcome":
        """Read from a crawler's stats, during or after its run."""
        stats = crawler.stats.get_stats() if crawler.stats else {}
        counts = {key.removeprefix("warta/"): value for key, value in stats.items() if key.startswith("warta/")}
        spider = crawler.spider
        return cls(
            portal=spider.portal.name if isinstance(spider, PortalSpider) else crawler.spidercls.name,
            found=_sum(counts, "found/"),
            refused=_under(counts, "refused/"),
            requests=stats.get("downloader/request_count", 0),
            problem=_problem(stats, counts, spider),
            counts=dict(sorted(counts.items())),
            **{name: counts.get(name, 0) for name in ("articles", "stored", "unchanged", "revisions", "duplicates")},
        )

    def progress(self) -> str:
        """One line for the time while it runs."""
        refused = sum(self.refused.values())
        return f"{self.portal}: {self.articles} articles, {refused} refused, {self.requests} requests so far"


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

    @property
    def exit_code(self) -> int:
        troubled = self.problems or not self.outcomes or any(outcome.problem for outcome in self.outcomes)
        return NEEDS_A_LOOK if troubled else COMPLETE

    def summary(self) -> str:
        """A table for people, then every problem in a line of its own."""
        columns = ("portal", "found", "articles", "stored", "unchanged", "revised", "copies", "refused", "requests")
        rows = [_row(outcome) for outcome in self.outcomes]
        troubles = [f"{outcome.portal}: {outcome.problem}" for outcome in self.outcomes if outcome.problem]
        refusals = [f"{o.portal}: refused {_listed(o.refused)}" for o in self.outcomes if o.refused]
        return "\n".join([table(columns, rows), *refusals, *troubles, *self.problems])

    def save(self, folder: Path) -> Path:
        """Writes the run's JSON file and returns its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.id}.json"
        facts = {**asdict(self), "version": __version__, "finished": now(), "exit_code": self.exit_code}
        path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path


def now() -> str:
    """UTC to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _problem(stats: dict[str, Any], counts: dict[str, int], spider: object) -> str | None:
    reason = stats.get("finish_reason")
    if reason != "finished":
        return f"did not finish ({reason or 'did not start; the log tells why'})"
    if isinstance(spider, PortalSpider) and not spider.complete:
        return f"discovery failed ({_listed(_failures(counts))})"
    if not counts.get("articles") and not counts.get("unchanged"):
        return "no article at all"
    refused = {reason: n for reason, n in _under(counts, "refused/").items() if reason not in _NO_FAULT}
    if sum(refused.values()) > counts.get("articles", 0) or "not-archived" in refused:
        return f"pages could not be read ({_listed(refused)})"
    errors = stats.get("log_count/ERROR", 0) + stats.get("log_count/CRITICAL", 0)
    return f"{errors} errors in the log" if errors else None


_NO_FAULT = ("listing", "gallery", "video", "static", "amp", "print", "gone", "http-404", "http-410")
"""reasons of pages that are no articles, or no longer there"""


def _failures(counts: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in _under(counts, "discovery/").items() if not name.endswith("/complete")}


def _row(outcome: Outcome) -> tuple[object, ...]:
    o = outcome
    refused = sum(o.refused.values())
    return o.portal, o.found, o.articles, o.stored, o.unchanged, o.revisions, o.duplicates, refused, o.requests


def _under(counts: dict[str, int], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): n for name, n in sorted(counts.items()) if name.startswith(prefix)}


def _sum(counts: dict[str, int], prefix: str) -> int:
    return sum(_under(counts, prefix).values())


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "no reason counted"
