"""`warta wacz`: a portal, a run or some days of the archive as one file to lend."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from crawler.archive import manifest
from crawler.archive.choose import Choice, Done, Wish, choose
from crawler.archive.read import warc_files
from crawler.archive.wacz import Contents, write_wacz
from crawler.command import WartaCommand
from crawler.lines import read_lines
from crawler.meter import Meter
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK


class Command(WartaCommand):
    summary = "Package a portal, a run or some days of the archive as WACZ"
    positional = "PORTAL..."
    examples = """\
  warta wacz poroscelebes -o poroscelebes.wacz
  warta wacz poroscelebes --since 2026-11-01 --until 2026-11-30 -o november.wacz
  warta wacz --run 20261124T164315Z-4711 -o run.wacz      all portals of a run

ReplayWeb.page and pywb open the file (docs/archive.md). Days are those of the capture, in UTC, both included; portals
are named as their folders under data/warc. Whoever reads the file needs nothing else: where a revisit says that a page
was unchanged, the package has the earlier capture too.
exit codes: 0 complete, 1 something needs a look, 2 wrong use"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", dest="output", metavar="FILE", help="where to write; the name ends in .wacz")
        parser.add_argument("--run", metavar="ID", help="what this run fetched")
        parser.add_argument("--since", metavar="DAY", help="what was fetched on this day or later: 2026-11-01")
        parser.add_argument("--until", metavar="DAY", help="what was fetched on this day or before")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        wish = Wish(opts.run, _day("--since", opts.since), _day("--until", opts.until))
        output = _output(opts.output)
        if not args and wish == Wish():
            raise UsageError("name a portal, or say which run or which days", print_help=False)
        files = self._files(args)
        meter = Meter()
        with _shown(meter, "reading", files) as done:
            choice = choose(files, wish, done)
        portals = sorted({part.path.parent.name for part in choice.parts})
        if not portals:
            raise UsageError(f"the archive holds nothing of {_what(args, wish)}", print_help=False)
        what = _what(portals, wish)
        with _shown(meter, "packing", [part.path for part in choice.parts]) as done:
            contents = write_wacz(output, choice, self._items(portals), what, _description(what), done)
        sys.stdout.write(
            f"{output}: {contents.files} WARC files, {contents.captures} captures, {contents.pages} articles in the"
            f" list of pages, {output.stat().st_size / 1e6:.1f} MB\n"
        )
        self.exitcode = _tell(choice, contents)

    def _files(self, portals: list[str]) -> list[Path]:
        """The sealed WARC files of portals, or of all."""
        try:
            files = warc_files(self.folders.data / "warc")
        except FileNotFoundError as error:
            raise UsageError(str(error), print_help=False) from None
        kept = {file.parent.name for file in files}
        if unknown := set(portals) - kept:
            hint = ", ".join(sorted(kept))
            raise UsageError(f"the archive holds nothing of {', '.join(unknown)}; it has {hint}", print_help=False)
        return [file for file in files if not portals or file.parent.name in portals]

    def _items(self, portals: list[str]) -> Iterator[dict[str, Any]]:
        for portal in portals:
            for path in sorted((self.folders.items / portal).glob("*.jsonl")):
                yield from (item for item, _ in read_lines(path))


@contextmanager
def _shown(meter: Meter, what: str, files: Iterable[Path]) -> Iterator[Done]:
    """Shows how much of some files is done, while the block tells of each."""
    meter.begin(sum(path.stat().st_size for path in files), what)
    done = 0

    def tell(path: Path) -> None:
        nonlocal done
        done += path.stat().st_size
        meter.show(done)

    yield tell
    meter.end()


def _day(option: str, text: str | None) -> str | None:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{option} takes a day such as 2026-11-01, not {text!r}", print_help=False) from None


def _output(name: str | None) -> Path:
    if not name or not name.endswith(".wacz"):
        raise UsageError("say where to write: -o FILE.wacz", print_help=False)
    path = Path(name)
    if not path.parent.is_dir():
        raise UsageError(f"no such folder: {path.parent}", print_help=False)
    return path


def _what(portals: list[str], wish: Wish) -> str:
    """What a package holds, in words for its title.

    >>> _what(["poroscelebes"], Wish(since="2026-11-01", until="2026-11-30"))
    'poroscelebes, from 2026-11-01, until 2026-11-30'
    """
    named = (("run", wish.run), ("from", wish.since), ("until", wish.until))
    return ", ".join([*portals, *(f"{word} {value}" for word, value in named if value)])


def _description(what: str) -> str:
    return f"Captures of {what}, by Warta, an archival crawler for the news of Sulawesi. Listed pages are articles."


def _tell(choice: Choice, contents: Contents) -> int:
    """Says what the package cannot give; returns the exit code."""
    if contents.without_page:
        sys.stdout.write(f"{contents.without_page} articles were read from REST and have no page to list\n")
    for url, second in sorted(choice.lost):
        sys.stderr.write(f"the archive does not hold {url} of {second}, which a revisit refers to\n")
    for path in contents.changed:
        sys.stderr.write(
            f"{path}: these are not the bytes that {manifest.NAME} lists; the package has them as they are\n"
        )
    return NEEDS_A_LOOK if choice.lost or contents.changed else COMPLETE
