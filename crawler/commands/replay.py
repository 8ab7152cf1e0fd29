"""`warta replay`: derives articles from WARC files, with the code that a crawl runs and without a network."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.archive.read import read_records, warc_files
from crawler.command import WartaCommand, new_run_id
from crawler.lock import locked
from crawler.report import Outcome, Run, now
from crawler.show import show_items


@dataclass(slots=True)
class _Crawl:
    """One recorded crawl of one portal: its spider, what it was asked for, and its files in their order."""

    spider: str
    arguments: dict[str, str]
    files: list[Path] = field(default_factory=list)


class Command(WartaCommand):
    summary = "Derive articles from WARC files, without a network"
    positional = "SOURCE..."
    examples = """\
  warta replay data/warc --data again          every crawl in the archive, into another data folder
  warta replay fixtures/poroscelebes --show
exit codes: 0 complete, 1 something needs a look, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--show", action="store_true", help="print a table of the articles")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        files = _files(args)
        run = Run(new_run_id(), "replay", {"sources": args}, now())
        with locked(self.folders.lock, run.id):
            self._replay(run, files)
        if opts.show:
            show_items(self.folders.items, sys.stdout)
        path = run.save(self.folders.runs)
        self.exitcode = run.exit_code
        sys.stdout.write(f"{run.summary()}\n\nitems {self.folders.items}, report {path}\n")

    def _replay(self, run: Run, files: Sequence[Path]) -> None:
        crawls, run.problems = _recorded_crawls(files)
        handler = "crawler.archive.replay.ReplayHandler"
        self.settings.set("DOWNLOAD_HANDLERS", {"http": handler, "https": handler}, priority="cmdline")
        self.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        self.settings.set("REPLAY_ORIGINALS", [str(file) for file in files], priority="cmdline")
        crawlers = [(self._replaying(crawl), crawl.arguments) for crawl in crawls]
        self._one_after_another(list(crawlers))
        if crawlers:
            self.process.start()
        run.outcomes = [Outcome.of(crawler) for crawler, _ in crawlers]

    def _replaying(self, crawl: _Crawl) -> Crawler:
        settings = self.settings.copy()
        settings.set("REPLAY_FILES", [str(file) for file in crawl.files], priority="cmdline")
        return Crawler(self.spider_class(crawl.spider), settings)

    def _one_after_another(self, waiting: list[tuple[Crawler, dict[str, str]]]) -> None:
        """Later crawls build on what earlier ones stored: revisions and copies are numbered in that order."""
        if waiting:
            crawler, arguments = waiting.pop(0)
            task = self.process.crawl(crawler, **arguments)
            task.add_done_callback(lambda _: self._one_after_another(waiting))


def _files(sources: Sequence[str]) -> list[Path]:
    if not sources:
        raise UsageError("say what to replay: WARC files, or folders of them", print_help=False)
    try:
        return [file for source in sources for file in warc_files(Path(source))]
    except FileNotFoundError as error:
        raise UsageError(str(error), print_help=False) from None


def _recorded_crawls(files: Sequence[Path]) -> tuple[list[_Crawl], list[str]]:
    """Files grouped by the crawl that wrote them, in the order of the crawls; and what could not be read."""
    crawls: dict[tuple[str, str, str], _Crawl] = {}
    problems: list[str] = []
    for file in sorted(files, key=lambda file: file.name):
        try:
            info = next(read_records(file)).fields
            run, spider, arguments = info["isPartOf"], info["warta-spider"], info["warta-arguments"]
        except (KeyError, StopIteration, OSError):
            problems.append(f"{file}: not written by a crawl of Warta's, left out")
            continue
        crawl = crawls.setdefault((run, spider, arguments), _Crawl(spider, json.loads(arguments)))
        crawl.files.append(file)
    return [crawls[key] for key in sorted(crawls)], problems
