"""`warta crawl`: fetches and archives portals, and stores their articles; cron's command."""

import argparse
import re
import sys

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from crawler import clock
from crawler.archive.repair import repair_all
from crawler.clock import WITA, instant_of
from crawler.cms.base import PortalSpider
from crawler.command import WartaCommand, new_run_id
from crawler.crowd import Crowd
from crawler.lock import locked
from crawler.runs.history import history
from crawler.runs.report import Outcome, Run, now
from crawler.runs.standing import told_silence
from crawler.runs.watch import watched
from crawler.seen.plan import FIRST_DAYS
from crawler.seen.resume import BEGINNING, resumed
from crawler.seen.state import State

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_PERMISSIONS = {
    "unread": "nobody has read its terms for Warta yet",
    "forbidden": "its terms forbid crawling without written leave",
}


class Command(WartaCommand):
    summary = "Fetch portals, archive every exchange, store their articles"
    positional = "PORTAL..."
    examples = f"""\
  warta crawl --all --deadline 5h                      cron's line: go on where the last run ended
  warta crawl poroscelebes --since 2019-01-01          the archive of a portal, newest month first; call it again
                                                       until it ends with 0: what was read is not fetched twice
  warta crawl fajar gopos hibata                       these portals, at the same time, each at its own pace
  warta crawl --province 73                            all portals of Sulawesi Selatan
  warta crawl --family wordpress --province 74         those of a province that are of this family
  warta crawl wordpress -a url=https://example.org     any WordPress site, all of it

Without --since a crawl takes up where the last complete one of the portal ended; a portal that was never crawled is
read {FIRST_DAYS} days back. What is stored is looked at again when it is three hours, a day, a week and a month old.

A live crawl needs a contact for its User-Agent: -s CONTACT=you@example.org, or WARTA_CONTACT in the environment.
exit codes: 0 complete, 1 something needs a look, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="every portal that Warta knows")
        parser.add_argument("--province", metavar="CODE", help="the portals of a province, by its code: 71 to 76")
        parser.add_argument("--family", metavar="NAME", help="the portals of a family, such as wordpress or tribun")
        parser.add_argument("--since", metavar="DAY",
                            help=f"articles published on this day or later: 2026-11-01; or '{BEGINNING}'")  # fmt: skip
        parser.add_argument("--until", metavar="DAY", help="articles published on this day or before")
        parser.add_argument("--deadline", metavar="TIME",
                            help="begin no page after this time, 2h or 90m; the next run goes on")  # fmt: skip
        parser.add_argument("--today", metavar="DAY", help="for rehearsals: the day or instant at which the run begins")
        parser.add_argument("-a", dest="facts", action="append", default=[], metavar="NAME=VALUE",
                            help="an argument of the spider, may be repeated")  # fmt: skip

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        given, seconds = self._arguments(opts), _seconds(opts.deadline)
        chosen = self._chosen(args, opts)
        spiders = [spider(**_understood(given)) for spider in chosen]  # wrong arguments are told first
        run = self._begin(args, given)
        with locked(self.folders.lock, run.id), watched(run, self.folders, self.settings):
            self._repair(run)
            self._crawl(run, spiders, given, seconds)
        self.exitcode = run.exit_code
        report = run.path(self.folders.runs)
        sys.stdout.write(f"{run.summary()}\n\nitems {self.folders.items}, report {report}\n")

    def _arguments(self, opts: argparse.Namespace) -> dict[str, str]:
        """The arguments of every spider; the day is kept with the archive, for a replay has no clock."""
        try:
            facts: dict[str, str] = arglist_to_dict(opts.facts)
            if begins := instant_of(opts.today):
                clock.begin_at(begins)
        except ValueError:
            raise UsageError("-a takes NAME=VALUE, and --today a day such as 2026-11-24", print_help=False) from None
        today = clock.now().astimezone(WITA).date().isoformat()
        days = {"since": opts.since, "until": opts.until, "today": today}
        return {**facts, **{name: value for name, value in days.items() if value}}

    def _chosen(self, names: list[str], opts: argparse.Namespace) -> list[type[PortalSpider]]:
        if opts.all or opts.province or opts.family:
            if names:
                raise UsageError("name portals, or choose them by an option, not both", print_help=False)
            chosen = [spider for spider in self.portals(opts.province) if opts.family in (None, spider.family)]
        else:
            chosen = [self.spider_class(name) for name in dict.fromkeys(names)]
        if not chosen:
            raise UsageError("no portal to crawl; name one (`warta portals` lists them), or --all", print_help=False)
        permitted = [spider for spider in chosen if self._is_permitted(spider)]
        if not permitted:
            raise UsageError("nothing is left to crawl", print_help=False)
        return permitted

    def _is_permitted(self, spider: type[PortalSpider]) -> bool:
        permitted = spider.permission == "open" or spider.name in self.settings.getlist("CONFIRMED")
        if not permitted:
            sys.stderr.write(
                f"{spider.name}: left out, {_PERMISSIONS[spider.permission]}. When you have leave to crawl it, confirm"
                f" it by name: -s CONFIRMED={spider.name} (docs/politeness.md)\n"
            )
        return permitted

    def _begin(self, names: list[str], arguments: dict[str, str]) -> Run:
        contact = self.settings["CONTACT"]
        if not contact:
            raise UsageError(
                "a live crawl needs a contact, so that a portal can reach you: set CONTACT to an address or URL, with"
                " -s CONTACT=you@example.org, WARTA_CONTACT in the environment, or CONTACT in the file WARTA_CONFIG",
                print_help=False,
            )
        run = Run(new_run_id(), "crawl", {"portals": names, **arguments}, now())
        self.settings.set("RUN_ID", run.id, priority="cmdline")
        self.settings.set("USER_AGENT", f"{self.settings['USER_AGENT']} (+{contact})", priority="cmdline")
        self.settings.set("MEMORY", "crawler.cms.memory.Memory", priority="cmdline")
        return run

    def _repair(self, run: Run) -> None:
        """Ends what a killed run began, in the archives of all portals; report and terminal tell that, and of a gap."""
        run.notes += [*told_silence(self.folders, clock.now()), *repair_all(self.folders)]
        sys.stderr.writelines(f"{line}\n" for line in run.notes)

    def _crawl(self, run: Run, spiders: list[PortalSpider], given: dict[str, str], seconds: float | None) -> None:
        arguments = self._resumed(spiders, given)
        crawls = [
            (self.process.create_crawler(type(spider)), arguments[spider.portal.name])
            for spider in self._longest_waiting_first(spiders)
        ]
        crowd = Crowd(self.process, crawls, self.settings.getint("PORTALS_AT_ONCE"))
        crowd.run(seconds)
        not_begun = [crawler for crawler, _ in crowd.waiting]
        run.outcomes = [Outcome.of(crawler) for crawler, _ in crawls if crawler not in not_begun]
        run.outcomes += [Outcome(_name_of(crawler), problem=f"not begun ({crowd.stopped})") for crawler in not_begun]

    def _resumed(self, spiders: list[PortalSpider], given: dict[str, str]) -> dict[str, dict[str, str]]:
        state = State(self.folders.state, self.folders.items)
        arguments: dict[str, dict[str, str]] = {}
        for spider in spiders:
            state.catch_up(spider.portal.name)
            arguments[spider.portal.name] = resumed(spider, given, state.marks(spider.portal.name))
            _tell(spider, given, arguments[spider.portal.name])
        state.close()
        return arguments

    def _longest_waiting_first(self, spiders: list[PortalSpider]) -> list[PortalSpider]:
        """Where not all portals find their turn before the deadline, the next run begins with those."""
        successes = history(self.folders.runs).successes
        return sorted(spiders, key=lambda spider: successes.get(spider.portal.name, ""))


def _name_of(crawler: Crawler) -> str:
    return str(crawler.spidercls.name)


def _understood(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value != BEGINNING}


def _tell(spider: PortalSpider, given: dict[str, str], arguments: dict[str, str]) -> None:
    """What a portal is asked for where nobody said it."""
    if "since" in arguments and "since" not in given and "frontier" not in arguments:
        sys.stderr.write(
            f"{spider.portal.name}: never crawled before, read from {arguments['since']} on;"
            f" more with --since DAY or --since {BEGINNING}\n"
        )


def _seconds(duration: str | None) -> float | None:
    """Of a duration such as 1h30m; raises UsageError."""
    if duration is None:
        return None
    found = _DURATION.fullmatch(duration)
    if not duration or found is None:
        raise UsageError(f"--deadline takes a time such as 2h, 90m or 1h30m, not {duration!r}", print_help=False)
    hours, minutes, seconds = (int(number or 0) for number in found.groups())
    return hours * 3600.0 + minutes * 60 + seconds
