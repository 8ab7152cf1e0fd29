"""`warta replay`: derives articles from archives, with the code that a crawl runs and without a network."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.archive.read import archive_files
from crawler.command import new_run_id
from crawler.derive.command import DerivingCommand
from crawler.derive.diff import Diff
from crawler.derive.pool import Result
from crawler.derive.shelved import Shelved
from crawler.derive.stored import Stored, stored_lines
from crawler.derive.tasks import Task, tasks_of
from crawler.drift.quarantine import held, held_files
from crawler.drift.release import Release
from crawler.lock import locked
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK, Outcome, Run, now
from crawler.show import show_items
from crawler.store import Shelf


class Command(DerivingCommand):
    summary = "Derive articles from archives, without a network"
    positional = "SOURCE..."
    examples = """\
  warta replay data/warc --data again          every crawl in the archive, into another data folder
  warta replay fixtures/poroscelebes --show
  warta replay --stream data/warc --data again --jobs 4      the same lines, without discovery, on four cores
  warta replay CC-NEWS-20190516.warc.gz        pages of all portals that Warta knows, whoever archived them
  warta replay site.wacz --any                 pages of all other hosts too, read by the general parser
  warta replay data/warc --diff                what the code of today reads otherwise, by field; nothing is written
  warta replay --quarantine fajar              what was held of a portal, by rules that are mended by now

A crawl of Warta's is derived by its spider, discovery included. Files of other tools are streamed: a page goes to the
portal of its host, and what feeds, sitemaps and REST answers in the same file say of it is added.
--diff compares with the articles of the data folder, and ends with 1 where anything differs.
exit codes: 0 complete, 1 something needs a look, 2 wrong use, 75 another run holds the data folder"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--show", action="store_true", help="print a table of the articles")
        parser.add_argument("--stream", action="store_true", help="stream crawls of Warta's too")
        parser.add_argument("--diff", action="store_true", help="only compare with what is stored")
        parser.add_argument("--examples", metavar="N", type=int, default=3, help="of --diff, a field (default: 3)")
        parser.add_argument("--json", action="store_true", help="--diff for machines")
        parser.add_argument("--quarantine", metavar="PORTAL",
                            help="read a portal's held articles again, and store those that look right")  # fmt: skip
        parser.add_argument("--accept", action="store_true",
                            help="store all of them: what they look like is the usual from now on")  # fmt: skip
        strangers = parser.add_mutually_exclusive_group()
        strangers.add_argument("--portal", metavar="NAME", help="whose pages those of unknown hosts are")
        strangers.add_argument("--any", action="store_true", help="read pages of unknown hosts by the general parser")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.accept and not opts.quarantine:
            raise UsageError("--accept needs --quarantine: whose articles?", print_help=False)
        files = self._held_files(args, opts) if opts.quarantine else _files(args)
        if opts.diff:
            self._diff(files, opts)
            return
        asked = {"sources": args, "quarantine": opts.quarantine, "accept": opts.accept}
        run = Run(new_run_id(), "replay", asked, now())
        with locked(self.folders.lock, run.id):
            (self._release if opts.quarantine else self._replay)(run, files, opts)
        if opts.show:
            show_items(self.folders.items, sys.stdout)
        path = run.save(self.folders.runs)
        self.exitcode = run.exit_code
        sys.stdout.write(f"{run.summary()}\n\nitems {self.folders.items}, report {path}\n")

    def _diff(self, files: Sequence[Path], opts: argparse.Namespace) -> None:
        """Compares what is streamed with the stored lines; of these, only where they stand is held in memory."""
        lines = [line for folder in sorted(self.folders.items.glob("*/")) for line in stored_lines(folder)]
        if not lines:
            raise UsageError(f"nothing to compare with: no article is stored in {self.folders.data}", print_help=False)
        diff = Diff(Stored(lines), {line.id for line in lines}, opts.examples)
        tasks = tasks_of(files, diff.problems.append)
        with self.deriving(tasks, files, opts.jobs, opts.portal, opts.any) as results:
            for result in results:
                diff.put(result)
        sys.stdout.write(f"{diff.as_json() if opts.json else diff}\n")
        self.exitcode = COMPLETE if diff.is_empty else NEEDS_A_LOOK

    def _replay(self, run: Run, files: Sequence[Path], opts: argparse.Namespace) -> None:
        """Later tasks build on what earlier ones stored: revisions and copies are numbered in the order of time."""
        tasks = tasks_of(files, run.problems.append)
        streamed = [task for task in tasks if opts.stream or not task.crawl]
        with (
            self.deriving(streamed, files, opts.jobs, opts.portal, opts.any) as results,
            Shelf(self.folders) as shelf,
        ):
            shelved = Shelved(shelf)
            if len(streamed) == len(tasks):
                for result in results:
                    shelved.put(result)
            else:
                run.outcomes = self._by_spiders(tasks, files, shelved, list(results))
        run.outcomes += shelved.outcomes()
        run.problems += shelved.problems
        run.notes += shelved.told_of_strangers()

    def _held_files(self, args: Sequence[str], opts: argparse.Namespace) -> list[Path]:
        """All of the portal's archive: what a revisit refers to may lie in any file of it."""
        if args:
            raise UsageError("--quarantine reads the portal's own archive, and takes no source", print_help=False)
        if not held_files(self.folders.quarantine, opts.quarantine):
            others = ", ".join(held(self.folders.quarantine)) or "nothing"
            raise UsageError(f"nothing is held of {opts.quarantine!r}; held is: {others}", print_help=False)
        return archive_files(self.folders.warc(opts.quarantine))

    def _release(self, run: Run, files: Sequence[Path], opts: argparse.Namespace) -> None:
        release = Release(self.folders, opts.quarantine)
        tasks = release.tasks(tasks_of(files, run.problems.append))
        with self.deriving(tasks, files, opts.jobs) as results:
            for result in results:
                release.take(result)
        run.outcomes = [release.settle(opts.accept)]
        run.problems += release.problems

    def _by_spiders(
        self, tasks: Sequence[Task], files: Sequence[Path], shelved: Shelved, results: list[Result]
    ) -> list[Outcome]:
        """Runs crawls again by their spiders, and puts what was streamed between them."""
        handler = "crawler.archive.replay.ReplayHandler"
        self.settings.set("DOWNLOAD_HANDLERS", {"http": handler, "https": handler}, priority="cmdline")
        self.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        self.settings.set("MEMORY", "crawler.cms.memory.Recalled", priority="cmdline")
        self.settings.set("REPLAY_ORIGINALS", [str(file) for file in files], priority="cmdline")
        streamed = {id(result.task): result for result in results}
        steps = [(task, None if id(task) in streamed else self._replaying(task)) for task in tasks]

        def go_on(waiting: list[tuple[Task, Crawler | None]]) -> None:
            while waiting:
                task, crawler = waiting.pop(0)
                if crawler:
                    self.process.crawl(crawler, **task.arguments).add_done_callback(lambda _: go_on(waiting))
                    return
                shelved.put(streamed[id(task)])

        go_on(list(steps))
        self.process.start()
        return [Outcome.of(crawler) for _, crawler in steps if crawler]

    def _replaying(self, task: Task) -> Crawler:
        settings = self.settings.copy()
        settings.set("REPLAY_FILES", [str(file) for file in task.files], priority="cmdline")
        return Crawler(self.spider_class(task.crawl), settings)


def _files(sources: Sequence[str]) -> list[Path]:
    if not sources:
        raise UsageError("say what to replay: WARC, ARC or WACZ files, or folders of them", print_help=False)
    try:
        return [file for source in sources for file in archive_files(Path(source))]
    except FileNotFoundError as error:
        raise UsageError(str(error), print_help=False) from None
