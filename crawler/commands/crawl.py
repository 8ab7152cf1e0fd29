"""`warta crawl`: fetches and archives portals, and stores their articles; cron's command."""

import argparse
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from crawler.archive.repair import seal_left_open
from crawler.cms.base import PortalSpider
from crawler.command import WartaCommand, new_run_id
from crawler.lock import locked
from crawler.report import Outcome, Run, now
from crawler.watch import watched

_WITA = timezone(timedelta(hours=8))
_PERMISSIONS = {
    "unread": "nobody has read its terms for Warta yet",
    "forbidden": "its terms forbid crawling without written leave",
}


class Command(WartaCommand):
    summary = "Fetch portals, archive every exchange, store their articles"
    positional = "PORTAL..."
    examples = """\
  warta crawl poroscelebes --since 2026-11-01
  warta crawl --all --since 2026-11-23
  warta crawl --province 73
  warta crawl wordpress -a url=https://example.org     any WordPress site

A live crawl needs a contact for its User-Agent: -s CONTACT=you@example.org, or WARTA_CONTACT in the environment.
exit codes: 0 complete, 1 something needs a look, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="every portal that Warta knows")
        parser.add_argument("--province", metavar="CODE", help="the portals of a province, by its code: 71 to 76")
        parser.add_argument("--since", metavar="DAY", help="articles published on this day or later: 2026-11-01")
        parser.add_argument("--until", metavar="DAY", help="articles published on this day or before")
        parser.add_argument("-a", dest="facts", action="append", default=[], metavar="NAME=VALUE",
                            help="an argument of the spider, may be repeated")  # fmt: skip

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        arguments = self._arguments(opts)
        spiders = self._chosen(args, opts)
        names = [spider(**arguments).portal.name for spider in spiders]  # wrong arguments are told first
        run = self._begin(args, arguments)
        with locked(self.folders.lock, run.id), watched(run, self.folders, self.settings):
            self._seal(names)
            self._crawl(run, spiders, arguments)
        self.exitcode = run.exit_code
        report = run.path(self.folders.runs)
        sys.stdout.write(f"{run.summary()}\n\nitems {self.folders.items}, report {report}\n")

    def _arguments(self, opts: argparse.Namespace) -> dict[str, str]:
        try:
            facts: dict[str, str] = arglist_to_dict(opts.facts)
        except ValueError:
            raise UsageError("-a takes NAME=VALUE", print_help=False) from None
        today = datetime.now(UTC).astimezone(_WITA).date().isoformat()  # kept with the archive: a replay has no clock
        days = {"since": opts.since, "until": opts.until, "today": today}
        return {**facts, **{name: value for name, value in days.items() if value}}

    def _chosen(self, names: list[str], opts: argparse.Namespace) -> list[type[PortalSpider]]:
        if opts.all or opts.province:
            if names:
                raise UsageError("name portals, or use --all or --province, not both", print_help=False)
            chosen = self.portals(opts.province)
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
        return run

    def _seal(self, portals: list[str]) -> None:
        for portal in portals:
            for line in seal_left_open(self.folders.warc(portal), self.folders.index(portal)):
                sys.stderr.write(f"{line}\n")

    def _crawl(self, run: Run, spiders: list[type[PortalSpider]], arguments: dict[str, Any]) -> None:
        crawlers = [self.process.create_crawler(spider) for spider in spiders]
        for crawler in crawlers:
            self.process.crawl(crawler, **arguments)
        self.process.start()
        run.outcomes = [Outcome.of(crawler) for crawler in crawlers]
