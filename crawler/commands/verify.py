"""`warta verify`: reads stored articles again from their archive, and names every line that differs and why."""

import argparse
import heapq
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from scrapy.exceptions import UsageError

from crawler.archive.read import archive_files
from crawler.derive.command import DerivingCommand
from crawler.derive.stored import Line, Stored, stored_lines
from crawler.derive.tasks import tasks_of
from crawler.derive.verdict import CAUSES, Verdict, broken, judged, missing, unreadable
from crawler.runs.report import COMPLETE, NEEDS_A_LOOK
from crawler.table import table


@dataclass(slots=True)
class Tally:
    """What came of the lines of a portal."""

    portal: str
    checked: int = 0
    equal: int = 0
    unsealed: int = 0
    """lines whose archive a crawl still writes"""
    causes: dict[str, int] = field(default_factory=dict)

    def note(self, verdict: Verdict) -> None:
        self.checked += 1
        if verdict.cause:
            self.causes[verdict.cause] = self.causes.get(verdict.cause, 0) + 1
        else:
            self.equal += 1


class Command(DerivingCommand):
    summary = "Read stored articles again from the archive, and name every line that differs and why"
    positional = "[PORTAL...]"
    examples = """\
  warta verify                         every stored article of every portal
  warta verify fajar --sample 5%       the same twentieth every time; --seed WORD takes another
  warta verify --sample 1000 --json    a thousand of all portals, for machines

A line is read again from the record that its source names, by the code of today, with what the crawl knew. Causes:
broken line, archive missing, no record (at that byte), damaged (checksum or digest of the record), digest wrong (of the
line), code changed (with the fields), refused now, not read now. A sample takes the lines with the smallest SHA-256 of
seed, record id and article id: the same data give the same sample. The WARC files in which it lies are read as a whole.
exit codes: 0 all are equal, 1 any differs, 2 wrong use"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--sample", metavar="N|P%", help="so many of the lines, or so many in a hundred")
        parser.add_argument("--seed", metavar="WORD", default="", help="takes another sample")
        parser.add_argument("--json", action="store_true", help="a JSON line a difference, then one a portal")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        number, share = _sample(opts.sample)
        tallies = []
        for portal, lines in self._chosen(self._names(args), number, share, opts.seed):
            tally = Tally(portal)
            for verdict in self._verdicts(tally, lines, opts.jobs):
                tally.note(verdict)
                if verdict.cause:
                    sys.stdout.write(f"{_as_json(verdict, portal) if opts.json else verdict}\n")
            tallies.append(tally)
        sys.stdout.write(_tallies_as_json(tallies) if opts.json else f"{_as_table(tallies)}\n")
        self.exitcode = NEEDS_A_LOOK if any(tally.causes for tally in tallies) else COMPLETE

    def _names(self, args: list[str]) -> list[str]:
        stored = sorted(path.name for path in self.folders.items.glob("*/"))
        unknown = [name for name in args if name not in stored]
        if unknown or not stored:
            what = f"of {unknown[0]!r} " if unknown else ""
            raise UsageError(f"no article {what}is stored in {self.folders.data}", print_help=False)
        return [name for name in stored if not args or name in args]

    def _chosen(
        self, names: Iterable[str], number: int | None, share: float, seed: str
    ) -> Iterator[tuple[str, list[Line]]]:
        """The lines to check, by portal; in memory is where they stand, of one portal at a time or of a sample."""
        if number is None:
            bound = round(share * 2**256)
            for name in names:
                every = stored_lines(self.folders.items / name, seed)
                yield name, [line for line in every if int.from_bytes(line.rank, "big") < bound]
            return
        everything = (line for name in names for line in stored_lines(self.folders.items / name, seed))
        sample = heapq.nsmallest(number, everything, key=lambda line: line.rank)
        for name in names:
            if lines := [line for line in sample if line.path.parent.name == name]:
                yield name, lines

    def _verdicts(self, tally: Tally, lines: list[Line], jobs: int) -> Iterator[Verdict]:
        folder = self.folders.warc(tally.portal)
        files = archive_files(folder) if folder.is_dir() else []
        sealed = {file.name for file in files}
        for line in lines:
            if not line.warc:
                yield broken(line)
            elif f"{line.warc}.open" in sealed:
                tally.unsealed += 1
            elif line.warc not in sealed:
                yield missing(line)
        stored, told = Stored(line for line in lines if line.warc in sealed), list[str]()
        tasks = [task for task in tasks_of(files, told.append) if stored.places(task.names)]
        for task in tasks:
            task.wanted, task.proven = stored.places(task.names), True
        with self.deriving(tasks, files, jobs, what=tally.portal) as results:
            for result in results:
                yield from judged(result, stored)
                result.drop()
        unread = sealed.difference(*(task.names for task in tasks))
        yield from (unreadable(line, told) for line in stored.left(unread))


def _sample(text: str | None) -> tuple[int | None, float]:
    """A number of lines, or None and a share of them."""
    if text is None:
        return None, 1.0
    found = re.fullmatch(r"(?P<number>[1-9]\d*)|(?P<share>\d+(?:\.\d+)?)%", text)
    if not found or (found["share"] and not 0 < float(found["share"]) <= 100):
        raise UsageError(f"--sample takes a number such as 1000 or a share such as 5%, not {text!r}", print_help=False)
    return (int(found["number"]), 1.0) if found["number"] else (None, float(found["share"]) / 100)


def _as_json(verdict: Verdict, portal: str) -> str:
    line = verdict.line
    facts = {"portal": portal, "id": line.id, "path": str(line.path), "line": line.number, "cause": verdict.cause}
    return json.dumps({**facts, "detail": verdict.detail, "fields": list(verdict.changes)}, ensure_ascii=False)


def _tallies_as_json(tallies: list[Tally]) -> str:
    return "".join(f"{json.dumps(asdict(tally))}\n" for tally in tallies)


def _as_table(tallies: list[Tally]) -> str:
    """The portals, with a column for every cause that there was."""
    causes = [cause for cause in CAUSES if any(cause in tally.causes for tally in tallies)]
    rows = [(t.portal, t.checked, t.equal, *(t.causes.get(cause, 0) for cause in causes)) for t in tallies]
    shown = table(("portal", "checked", "equal", *causes), rows)
    unsealed = sum(tally.unsealed for tally in tallies)
    return f"{shown}\n{unsealed} lines lie in files that a crawl still writes" if unsealed else shown
