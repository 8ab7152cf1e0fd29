"""`warta record`: one live page as a fixture, with the item that a person has still to approve."""

import argparse
import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.exceptions import UsageError

from crawler.cms.base import PortalSpider
from crawler.command import WartaCommand
from crawler.commands import crawl
from crawler.discover.found import Found
from crawler.folders import Folders
from crawler.lines import read_lines
from crawler.lock import locked
from crawler.runs.report import Outcome, Run


class Command(crawl.Command):
    summary = "Save a live page as a fixture"
    positional = "URL"
    examples = """\
  warta record https://gopos.id/judul-berita/
  warta record https://kabar.example/judul-berita/ --portal contoh --into fixtures

Fetches the page and robots.txt, no faster than a crawl, into FOLDER/PORTAL/*.warc, and writes what Warta reads in it
into FOLDER/PORTAL/expected.jsonl. What next:
  1. Only what you may pass on belongs in a fixture: invented articles, or texts that the portal lets you keep.
  2. Read the new line of expected.jsonl beside the page: is `dateline.raw + body[0]` its first paragraph, is every
     person in the right role, is the time right? Mend rules in crawler/parse, facts in spiders/PORTAL.py.
  3. pytest tests/test_fixtures.py -k PORTAL: from now on a replay must give that line.
exit codes: 0 an article was saved, 1 the page gave none and nothing was saved, 2 wrong use"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        WartaCommand.add_options(self, parser)
        parser.add_argument("--portal", metavar="NAME", help="whose page it is (default: the one of its address)")
        parser.add_argument("--into", metavar="FOLDER", default="fixtures", help="default: %(default)s")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one page by its address", print_help=False)
        portal = self.spider_class(opts.portal) if opts.portal else self._portal_of(args[0])
        if portal and not self._is_permitted(portal):
            raise UsageError("nothing was fetched", print_help=False)
        arguments = {"page": args[0], **({"portal": portal.name} if portal else {})}
        name = portal.name if portal else self.spider_class("page")(**arguments).portal.name
        run = self._begin([name], arguments)
        run.command = "record"
        with locked(self.folders.lock, run.id), TemporaryDirectory() as scratch:
            self._fetch(run, arguments, Path(scratch))
            self._keep(run, Folders(Path(scratch)), name, Path(opts.into))

    def _portal_of(self, url: str) -> type[PortalSpider] | None:
        return next((portal for portal in self.portals() if portal().wanted(Found(url))), None)

    def _fetch(self, run: Run, arguments: dict[str, str], scratch: Path) -> None:
        runs = self.folders.runs
        self.settings.set("DATA_DIR", str(scratch), priority="cmdline")
        self.settings.set("WARC_GZIP", False, priority="cmdline")
        crawler = self.process.create_crawler(self.spider_class("page"))
        self.process.crawl(crawler, **arguments)
        self.process.start()
        run.outcomes = [Outcome.of(crawler)]
        run.save(runs)
        self.exitcode = run.exit_code

    def _keep(self, run: Run, fetched: Folders, name: str, into: Path) -> None:
        items = [item for path in sorted(fetched.items.rglob("*.jsonl")) for item, _ in read_lines(path)]
        if not items:
            sys.stdout.write(f"{run.summary()}\n\nno article, so nothing was saved\n")
            return
        folder = into / name
        folder.mkdir(parents=True, exist_ok=True)
        for warc in fetched.warc(name).glob("*.warc"):
            sys.stdout.write(f"{shutil.move(warc, folder)}\n")
        expected = folder / "expected.jsonl"
        add_expected(expected, items)
        headline = items[0]["headline"]
        sys.stdout.write(
            f"{expected}: a draft of {headline!r}; read it beside the page (`warta record -h` tells how)\n"
        )


def add_expected(path: Path, items: list[dict[str, Any]]) -> None:
    """Adds items to those that a replay of the folder must give: sorted by id, without the version of the code."""
    known = [item for item, _ in read_lines(path)] if path.exists() else []
    merged = {item["id"]: item for item in (*known, *items)}
    for item in items:
        item["source"]["version"] = None
    lines = (json.dumps(merged[key], ensure_ascii=False) + "\n" for key in sorted(merged))
    path.write_text("".join(lines), encoding="utf-8")
