"""`warta portals`: the portals that Warta knows."""

import argparse
import json
import sys

from crawler.cms.base import PortalSpider
from crawler.command import WartaCommand
from crawler.table import table

_COLUMNS = ("portal", "province", "region", "family", "home", "note")


_PROVINCES = {
    "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah",
    "73": "Sulawesi Selatan",
    "74": "Sulawesi Tenggara",
    "75": "Gorontalo",
    "76": "Sulawesi Barat",
}


class Command(WartaCommand):
    summary = "List the portals that Warta knows"
    examples = """\
  warta portals
  warta portals --json"""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line instead of a table")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        rows = sorted((_row(portal) for portal in self.portals()), key=lambda row: (row[2], row[0]))
        if opts.json:
            sys.stdout.writelines(json.dumps(dict(zip(_COLUMNS, row, strict=True))) + "\n" for row in rows)
        else:
            sys.stdout.write(f"{table(_COLUMNS, rows)}\n\n{len(rows)} portals\n")


def _row(portal: type[PortalSpider]) -> tuple[str, ...]:
    return portal.name, _PROVINCES[portal.region[:2]], portal.region, portal.family, portal.home, portal.note
