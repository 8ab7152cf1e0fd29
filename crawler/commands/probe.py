"""`warta probe`: what a site seems to be, each clue with its evidence, and a draft of its portal file."""

import argparse
import sys

from scrapy.exceptions import UsageError

from crawler.cms.base import PortalSpider
from crawler.cms.probe import AnySiteProbe
from crawler.cms.single import host_name
from crawler.command import WartaCommand
from crawler.commands import crawl
from crawler.lock import locked
from crawler.probe import portal_file, portal_name
from crawler.runs.report import Outcome, Run
from crawler.table import table


class Command(crawl.Command):
    summary = "Tell what a site seems to be, and draft its portal file"
    positional = "URL"
    examples = """\
  warta probe https://kabar.example -s CONTACT=you@example.org

Some ten requests and up to ten articles, recorded under data/warc/HOST/ and no faster than a crawl. The draft on
standard output is what was seen, not what is true: read the terms of the site (then permission may be "open"),
correct region and title, and go on with docs/add-a-portal.md.
exit codes: 0 articles were read, 1 none were, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        WartaCommand.add_options(self, parser)
        parser.set_defaults(since=None, until=None, today=None)

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one site by its address", print_help=False)
        opts.facts = [f"url={args[0]}"]
        arguments = self._arguments(opts)
        probe = self.spider_class("probe")
        name = probe(**arguments).portal.name
        self._look_up(name)
        run = self._begin([name], arguments)
        run.command = "probe"
        with locked(self.folders.lock, run.id):
            self._repair(run)
            self._probe(run, probe, arguments)

    def _look_up(self, host: str) -> None:
        """A site that is declared is probed like any other, unless its terms are in the way."""
        for portal in self.portals():
            if host_name(portal.home) == host:
                sys.stderr.write(f"{host} is declared: spiders/{portal.name}.py\n")
                if not self._is_permitted(portal):
                    raise UsageError("nothing was fetched", print_help=False)

    def _probe(self, run: Run, probe: type[PortalSpider], arguments: dict[str, str]) -> None:
        crawler = self.process.create_crawler(probe)
        self.process.crawl(crawler, **arguments)
        self.process.start()
        run.outcomes = [Outcome.of(crawler)]
        path = run.save(self.folders.runs)
        self.exitcode = run.exit_code
        spider = crawler.spider
        assert isinstance(spider, AnySiteProbe)
        clues = table(("what", "seen", "evidence"), [(clue.what, clue.seen, clue.evidence) for clue in spider.clues])
        sys.stdout.write(f"{clues}\n\n# a draft of spiders/{portal_name(spider.draft.home)}.py\n")
        sys.stdout.write(
            f"{portal_file(spider.draft)}\narchive {self.folders.warc(spider.portal.name)}, report {path}\n"
        )
