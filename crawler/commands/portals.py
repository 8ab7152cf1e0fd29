"""`warta portals`: the portals that Warta knows."""

import argparse
import json
import sys

from crawler.cms.base import PortalSpider
from crawler.command import WartaCommand
from crawler.places.tables import load
from crawler.runs.history import history
from crawler.table import table

_COLUMNS = ("portal", "title", "province", "family", "state", "permission", "last success")


class Command(WartaCommand):
    summary = "List the portals that Warta knows"
    examples = """\
  warta portals
  warta portals --province 74
  warta portals --json

"last success" is the day of the newest crawl in the data folder in which nothing of the portal needed a look."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="all facts, one JSON object a line, instead of a table")
        parser.add_argument("--province", metavar="CODE", help="only those of a province, by its code: 71 to 76")

    def work(self, args: list[str], opts: argparse.Namespace) -> None:
        names = load().names
        successes = history(self.folders.runs).successes
        portals = sorted(self.portals(opts.province), key=lambda portal: (portal.region[:2], portal.name))
        rows = [_row(portal, names[portal.region[:2]], successes.get(portal.name)) for portal in portals]
        if opts.json:
            sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            sys.stdout.write(f"{table(_COLUMNS, [_cells(row) for row in rows])}\n\n{len(rows)} portals\n")


def _row(portal: type[PortalSpider], province: str, last_success: str | None) -> dict[str, object]:
    return {
        "portal": portal.name,
        "title": portal.title,
        "province": province,
        "region": portal.region,
        "family": portal.family,
        "home": portal.home,
        "aliases": portal.aliases,
        "discovery": portal.discovery,
        "begins": portal.begins or None,
        "state": portal.state,
        "permission": portal.permission,
        "note": portal.note,
        "last_success": last_success,
    }


def _cells(row: dict[str, object]) -> list[object]:
    day = str(row["last_success"] or "never")[: len("2026-11-24")]
    return [*(row[column] for column in _COLUMNS[:-1]), day]
