"""One portal's part of a run, in numbers, and what of them needs a look."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from scrapy.crawler import Crawler

from crawler.cms.base import PortalSpider
from crawler.drift.look import Look, Measured

_NO_FAULT = ("listing", "gallery", "video", "static", "amp", "print", "gone", "http-404", "http-410")
"""reasons of pages that are no articles, or no longer there"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it used to be: what, why by the evidence, and since which day or instant."""

    what: str
    cause: str
    since: str
    detail: str

    def __str__(self) -> str:
        return f"{self.cause} since {self.since[: len('2026-11-24')]}: {self.detail}"


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
    known: int = 0
    """addresses that discovery showed and that are stored already"""
    held: int = 0
    """articles in quarantine"""
    refused: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    bytes: int = 0
    """of response bodies and heads, as they came"""
    seconds: float = 0
    statuses: dict[str, int] = field(default_factory=dict)
    """answers by HTTP status, each attempt counted"""
    failures: dict[str, int] = field(default_factory=dict)
    """attempts without an answer, by the exception that Scrapy raised"""
    look: Look = field(default_factory=Look)
    """all articles"""
    recent: Look = field(default_factory=Look)
    """those at most a month older than the portal's newest one: what is compared from night to night"""
    days: dict[str, int] = field(default_factory=dict)
    """new articles by day of publication, of the last five weeks of the portal"""
    weekly_minimum: int = 0
    broken_off: bool = False
    """the crawl had to end before its end: what it did not come to says nothing"""
    findings: list[Finding] = field(default_factory=list)
    problem: str | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, crawler: Crawler) -> "Outcome":
        """Read from a crawler's stats, during or after its run."""
        stats = crawler.stats.get_stats() if crawler.stats else {}
        counts = {key.removeprefix("warta/"): value for key, value in stats.items() if key.startswith("warta/")}
        spider = crawler.spider
        outcome = cls.of_counts(
            spider.portal.name if isinstance(spider, PortalSpider) else crawler.spidercls.name, counts
        )
        outcome.requests = stats.get("downloader/request_count", 0)
        outcome.bytes = stats.get("downloader/response_bytes", 0)
        outcome.seconds = round(stats.get("elapsed_time_seconds", 0), 1)
        outcome.statuses = under(stats, "downloader/response_status_count/")
        raised = {name.rpartition(".")[2]: n for name, n in under(stats, _EXCEPTIONS).items()}
        outcome.failures = {name: n for name, n in raised.items() if name in _UNANSWERED}
        outcome.weekly_minimum = getattr(spider, "weekly_minimum", 0)
        outcome.broken_off = stats.get("finish_reason") != "finished"
        if isinstance(measured := stats.get(Measured.STAT), Measured):
            outcome.look, outcome.recent, outcome.days = (
                measured.all.look(),
                measured.recent.look(),
                measured.recent_days(),
            )
        outcome.problem = _problem(stats, outcome)
        return outcome

    @classmethod
    def of_counts(cls, portal: str, counts: Mapping[str, int]) -> "Outcome":
        """Read from Warta's own counters alone."""
        outcome = cls(portal, refused=under(counts, "refused/"), counts=dict(sorted(counts.items())))
        outcome.found = sum(under(counts, "found/").values())
        for name in _COUNTED:
            setattr(outcome, name, counts.get(name, 0))
        return outcome

    @classmethod
    def read(cls, saved: Mapping[str, Any]) -> "Outcome":
        """As a run's JSON file keeps it; what an older Warta did not yet count stays at its default."""
        known = {part.name for part in fields(cls)}
        values = {name: value for name, value in saved.items() if name in known}
        for name in ("look", "recent"):
            values[name] = Look(**values.get(name, {}))
        values["findings"] = [Finding(**finding) for finding in values.get("findings", [])]
        return cls(**values)

    @property
    def ways(self) -> dict[str, str]:
        """By way of discovery that was tried: `complete`, or why it failed."""
        tried: dict[str, str] = {}
        for name in under(self.counts, "discovery/"):
            way, _, result = name.partition("/")
            if result not in _REMARKS and tried.get(way) != "complete":
                tried[way] = result
        return tried

    @property
    def complete(self) -> bool:
        """Whether a way of discovery came to its end, or in a replay to that of the archive."""
        return not {"complete", "not-archived"}.isdisjoint(self.ways.values())

    @property
    def trouble(self) -> str | None:
        """What of the articles themselves needs a look."""
        if not (self.articles or self.unchanged or self.known or self.counts.get("resumed")):
            return "no article at all"
        refused = {reason: n for reason, n in self.refused.items() if reason not in _NO_FAULT}
        return f"pages could not be read ({listed(refused)})" if sum(refused.values()) > self.articles else None


_COUNTED = ("articles", "stored", "unchanged", "revisions", "duplicates", "known", "held")
_EXCEPTIONS = "downloader/exception_type_count/"
_UNANSWERED = (
    "CannotResolveHostError",
    "DownloadConnectionRefusedError",
    "DownloadFailedError",
    "DownloadTimeoutError",
)
"""exceptions of requests that went out; the others tell of requests that did not, or of answers that came in part"""
_REMARKS = ("nothing-new", "past-the-end")
"""what a way of discovery counts beside its result"""


def _problem(stats: Mapping[str, Any], outcome: Outcome) -> str | None:
    reason = stats.get("finish_reason")
    if reason != "finished":
        return f"did not finish ({reason or 'did not start; the log tells why'})"
    if not outcome.complete and outcome.ways:
        return f"discovery failed ({', '.join(f'{way}/{why}' for way, why in outcome.ways.items())})"
    if outcome.trouble:
        return outcome.trouble
    errors = stats.get("log_count/ERROR", 0) + stats.get("log_count/CRITICAL", 0)
    return f"{errors} errors in the log" if errors else None


def under(counts: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The counts whose name begins with a prefix, by the rest of the name."""
    return {name.removeprefix(prefix): n for name, n in sorted(counts.items()) if name.startswith(prefix)}


def listed(counts: Mapping[str, int]) -> str:
    """Counts as people read them.

    >>> listed({"http-404": 2, "listing": 1})
    'http-404 2, listing 1'
    """
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "no reason counted"
