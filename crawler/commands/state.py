"""`warta state`: shows what is remembered of the portals, or makes the memory anew from what lies on disk."""

import argparse
import sys
from collections import Counter

from scrapy.exceptions import UsageError

from crawler.cms.walk import FRONTIER
from crawler.command import WartaCommand, new_run_id
from crawler.lock import locked
from crawler.seen.rebuild import portals_on_disk, rebuild
from crawler.seen.state import State
from crawler.table import table


class Command(WartaCommand):
    summary = "Show what is remembered of the portals, or make the memory anew"
    positional = "[rebuild] [PORTAL...]"
    examples = """\
  warta state                   pages by outcome, and until when everything was discovered
  warta state rebuild           forget data/state.sqlite and learn it from items, refusals, marks and the archive
  warta state rebuild fajar
exit codes: 0 complete, 2 wrong use, 75 another run holds the data folder"""

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        known = portals_on_disk(self.folders)
        again, names = args[:1] == ["rebuild"], args[1:] if args[:1] == ["rebuild"] else args
        if unknown := [name for name in names if name not in known]:
            raise UsageError(f"nothing is kept of {unknown[0]!r} in {self.folders.data}", print_help=False)
        if again:
            with locked(self.folders.lock, new_run_id()):
                for name in names or known:
                    sys.stdout.write(f"{name}: {rebuild(self.folders, name)} pages\n")
        else:
            sys.stdout.write(f"{self._shown(names or known)}\n")

    def _shown(self, names: list[str]) -> str:
        state = State(self.folders.state, self.folders.items)
        rows = []
        for name in names:
            pages = state.pages.all(name)
            outcomes = ", ".join(f"{outcome} {n}" for outcome, n in sorted(Counter(p.outcome for p in pages).items()))
            gone, due = sum(page.gone is not None for page in pages), sum(page.due is not None for page in pages)
            rows.append((name, len(pages), due, gone, state.marks(name).get(FRONTIER, "never"), outcomes))
        state.close()
        return table(("portal", "pages", "looks to come", "gone", "discovered until", "outcomes"), rows)
