"""The table of portals in README.md, made from `warta portals --json`: `python -m tests.readme` writes it anew."""

import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- portals -->\n", "<!-- /portals -->"


def portals_table() -> str:
    """A Markdown table with a row for each province: how many portals, and their names."""
    warta = Path(sys.executable).parent / "warta"
    answer = subprocess.run([warta, "portals", "--json"], capture_output=True, text=True, check=True, cwd=README.parent)
    portals = sorted(map(json.loads, answer.stdout.splitlines()), key=lambda p: (p["region"][:2], p["portal"]))
    provinces = groupby(portals, key=lambda p: (p["region"][:2], p["province"]))
    rows = [_row(code, province, [portal["portal"] for portal in group]) for (code, province), group in provinces]
    return "| province | portals | names |\n|---|---|---|\n" + "".join(rows)


def _row(code: str, province: str, names: list[str]) -> str:
    return f"| {province} ({code}) | {len(names)} | {', '.join(names)} |\n"


def with_table(text: str, table: str) -> str:
    """The text with another table between its two markers."""
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}{table}{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8"), portals_table()), encoding="utf-8")
