"""What Warta's commands share."""

import argparse
import difflib
import errno
import os
import sys
from abc import abstractmethod
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import clock
from crawler.cms.base import PortalSpider
from crawler.folders import Folders
from crawler.lock import Locked
from crawler.places.tables import SULAWESI
from crawler.runs.report import LOCKED, NEEDS_A_LOOK


class WartaCommand(ScrapyCommand):
    """A command with `--data`, help that shows examples, and errors instead of ignored words."""

    requires_project = True
    summary = ""
    examples = ""
    positional = ""
    """what the words of the command are, for the help; empty where it takes none"""

    settings: Settings

    def syntax(self) -> str:
        return f"{self.positional} [options]".strip()

    def short_desc(self) -> str:
        return self.summary

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.usage = f"warta {type(self).__module__.rpartition('.')[2]} {self.syntax()}"
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = f"examples:\n{self.examples}"
        parser.add_argument("--data", metavar="DIR", help="the data folder (default: %(default)s)", default="data")
        parser.set_defaults(data=self.settings["DATA_DIR"])

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        unknown = [word for word in args if word.startswith("-") and word != "-"]
        if unknown:
            raise UsageError(f"unknown option {unknown[0]}", print_help=False)
        if args and not self.positional:
            raise UsageError(f"this command takes no word such as {args[0]!r}", print_help=False)
        self.settings.set("DATA_DIR", opts.data, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Does the work; where another run holds the folder or the disk is full, says so and ends accordingly."""
        try:
            self.work(args, opts)
        except Locked as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = LOCKED
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            sys.stderr.write(f"the disk is full ({error}): make room; the next run repairs what was broken off\n")
            self.exitcode = NEEDS_A_LOOK

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        """What the command is for."""

    @property
    def folders(self) -> Folders:
        return Folders.of(self.settings)

    @property
    def process(self) -> AsyncCrawlerProcess:
        assert isinstance(self.crawler_process, AsyncCrawlerProcess)
        return self.crawler_process

    def spider_class(self, name: str) -> type[PortalSpider]:
        """The spider of that name; raises UsageError that names the nearest ones."""
        try:
            spider: Any = self.process.spider_loader.load(name)
        except KeyError:
            near = difflib.get_close_matches(name, self.process.spider_loader.list())
            hint = f"; did you mean {', '.join(near)}?" if near else "; `warta portals` lists them"
            raise UsageError(f"no portal is named {name!r}{hint}", print_help=False) from None
        return spider  # type: ignore[no-any-return]

    def portals(self, province: str | None = None) -> list[type[PortalSpider]]:
        """All portals by name, or those of a province by its code; raises UsageError for a code that is none."""
        if province is not None and province not in SULAWESI:
            raise UsageError(f"no province of Sulawesi has the code {province!r}: 71 to 76", print_help=False)
        spiders = [self.spider_class(name) for name in sorted(self.process.spider_loader.list())]
        return [spider for spider in spiders if spider.listed and spider.region.startswith(province or "")]


def new_run_id() -> str:
    """Sorts by time, and is new even where two runs start in one second."""
    return f"{clock.now():%Y%m%dT%H%M%SZ}-{os.getpid()}"
