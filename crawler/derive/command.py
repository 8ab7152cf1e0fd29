"""What the commands share that derive items from archives: their options, and the way from sources to results."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from crawler.command import WartaCommand
from crawler.derive.hosts import Hosts, Reader
from crawler.derive.pool import Pool, Result
from crawler.derive.reading import Sources
from crawler.derive.scratch import scratch_folder
from crawler.derive.tasks import Task
from crawler.meter import Meter


class DerivingCommand(WartaCommand):
    """A command that derives items on all cores."""

    @cached_property
    def meter(self) -> Meter:
        """Shows how far it is."""
        return Meter()

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        cores = len(os.sched_getaffinity(0))
        parser.add_argument("--jobs", metavar="N", type=int, default=cores, help="processes (default: %(default)s)")

    @contextmanager
    def deriving(
        self,
        tasks: Sequence[Task],
        files: Sequence[Path],
        jobs: int,
        stranger: str | None = None,
        any_site: bool = False,
        what: str = "",
    ) -> Iterator[Iterator[Result]]:
        """The results of tasks in their order, from all cores, while the block runs.

        `files` are all sources; pages of unknown hosts are read as those of the portal `stranger`, or with `any_site`
        by the general parser. `what` is derived stands before the progress, where one thing follows another.
        """
        for task in tasks:
            task.reader = self._reader(task)
        hosts = Hosts(self.portals(), self.spider_class(stranger) if stranger else None, any_site)
        sources = Sources(tuple(files), tuple(path for path in (self.folders.data / "warc").glob("*") if path.is_dir()))
        with scratch_folder(self.folders.data) as scratch:
            self.meter.begin(sum(task.size for task in tasks), what)
            yield Pool(tasks, hosts, sources, scratch, max(1, jobs), self.meter.show).results()
            self.meter.end()

    def _reader(self, task: Task) -> Reader | None:
        """The spider of the crawl that wrote a task's files, with what it was asked for."""
        if not task.crawl:
            return None
        portal = task.arguments.get("portal")
        declared = self.spider_class(portal) if portal else None
        return Reader(self.spider_class(task.crawl), tuple(sorted(task.arguments.items())), declared)
