"""`warta gaps`: what was expected and is not stored, per portal and day; and how to get it."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

from scrapy.exceptions import UsageError

from crawler.clock import iso, now
from crawler.cms.base import PortalSpider
from crawler.commands.crawl import Command as Crawl
from crawler.crowd import Crowd
from crawler.lock import locked
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK, Outcome
from crawler.runs.watch import watched
from crawler.seen.gaps import Day, day_of, days_of, fixable, total
from crawler.seen.pages import QUEUED, Page
from crawler.seen.rebuild import portals_on_disk
from crawler.seen.state import State
from crawler.table import table


class Command(Crawl):
    summary = "Tell what was expected and is not stored, per portal and day"
    positional = "[PORTAL...]"
    examples = """\
  warta gaps                                       from what earlier crawls have seen; asks no portal
  warta gaps fajar --since 2026-11-01 --json       every day as a JSON line, also those without a gap
  warta gaps fajar --since 2026-11-01 --ask        ask the portal's own lists first what it published since then
  warta gaps --fix                                 queue what is missing: the next crawl fetches it first

Reasons: not yet (found, and no run came to it), queued, robots, failed, refused (a page that may be an article and was
not understood), filtered (outside of the days that were asked for). Numbers that are skipped are an estimate.
exit codes: 0 nothing is missing, 1 something is, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="a JSON line a day")
        parser.add_argument("--fix", action="store_true", help="queue what is missing for the next crawl")
        parser.add_argument(
            "--ask", action="store_true", help="read the portals' lists first; needs --since and CONTACT"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.ask:
            self._ask(args, opts)
        names = self._names(args, opts)
        state = State(self.folders.state, self.folders.items)
        try:
            days = [day for name in names for day in self._days(state, name, opts)]
            if opts.fix:
                with locked(self.folders.lock, "gaps --fix"):
                    self._queue(state, names, opts)
        finally:
            state.close()
        self.exitcode = NEEDS_A_LOOK if total(days) else COMPLETE
        sys.stdout.write(_as_json(days) if opts.json else f"{_as_table(days)}\n")

    def _names(self, args: list[str], opts: argparse.Namespace) -> list[str]:
        """The chosen portals of which something is kept."""
        kept = portals_on_disk(self.folders)
        if opts.all or opts.province or opts.family:
            return [spider.name for spider in self._chosen(args, opts) if spider.name in kept]
        if unknown := [name for name in args if name not in kept and name not in self.process.spider_loader.list()]:
            raise UsageError(f"nothing is kept of {unknown[0]!r} in {self.folders.data}", print_help=False)
        return [name for name in kept if not args or opts.ask or name in args]

    def _days(self, state: State, name: str, opts: argparse.Namespace) -> list[Day]:
        state.catch_up(name)
        loader = self.process.spider_loader
        family = getattr(loader.load(name), "family", "") if name in loader.list() else ""
        return days_of(name, _within(state.pages.all(name), opts), family)

    def _queue(self, state: State, names: list[str], opts: argparse.Namespace) -> None:
        with state.writing():
            for name in names:
                for page in fixable(_within(state.pages.all(name), opts)):
                    state.pages.put(name, replace(page, outcome=QUEUED, tries=0, due=page.first or iso(now())))

    def _ask(self, args: list[str], opts: argparse.Namespace) -> None:
        """Reads the portals' lists, in their pace and into the archive as every crawl; fetches no page."""
        if not opts.since:
            raise UsageError("--ask needs --since: from which day on?", print_help=False)
        given = {**self._arguments(opts), "survey": "yes"}
        spiders: list[PortalSpider] = [spider(**given) for spider in self._chosen(args, opts)]
        run = self._begin(args, given)
        run.command = "gaps"
        with locked(self.folders.lock, run.id), watched(run, self.folders, self.settings):
            self._repair(run)
            crawls = [(self.process.create_crawler(type(spider)), given) for spider in spiders]
            Crowd(self.process, crawls, self.settings.getint("PORTALS_AT_ONCE")).run(None)
            run.outcomes = [Outcome.of(crawler) for crawler, _ in crawls]
        for outcome in run.outcomes:
            if outcome.problem:
                sys.stderr.write(f"{outcome.portal}: {outcome.problem}\n")


def _within(pages: list[Page], opts: argparse.Namespace) -> Iterator[Page]:
    since = date.fromisoformat(opts.since) if opts.since else date.min
    until = date.fromisoformat(opts.until) if opts.until else date.max
    return (page for page in pages if since <= day_of(page) <= until)


def _as_json(days: list[Day]) -> str:
    return "".join(f"{json.dumps({**asdict(day), 'expected': day.expected})}\n" for day in days)


def _as_table(days: list[Day]) -> str:
    """The days on which something is missing, and the whole."""
    rows = [(d.portal, d.day, d.expected, d.stored, _skipped(d), _listed(d.missing)) for d in days if d.missing]
    shown = table(("portal", "day", "expected", "stored", "numbers skipped", "missing"), rows)
    stored, expected = sum(day.stored for day in days), sum(day.expected for day in days)
    return f"{shown}\n{stored} of {expected} expected articles are stored; missing: {_listed(total(days)) or 'none'}"


def _skipped(day: Day) -> str:
    return "" if day.skipped_numbers is None else f"about {day.skipped_numbers}"


def _listed(missing: dict[str, int]) -> str:
    return ", ".join(f"{why} {n}" for why, n in sorted(missing.items()))
