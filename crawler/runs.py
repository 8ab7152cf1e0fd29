"""What the reports of earlier runs tell, one JSON file a run under `data/runs/`."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)


def last_successes(folder: Path) -> dict[str, str]:
    """By portal, when the newest crawl ended in which nothing of it needed a look: UTC, ISO 8601."""
    newest: dict[str, str] = {}
    for run in _crawls(folder):
        for outcome in run["outcomes"]:
            if outcome["problem"] is None:
                newest[outcome["portal"]] = max(run["finished"], newest.get(outcome["portal"], ""))
    return newest


def _crawls(folder: Path) -> Iterator[dict[str, Any]]:
    """Only crawls: a replay says nothing of the live portal."""
    for path in folder.glob("*.json"):
        try:
            run = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            logger.warning("%s: left out, no whole report of a run: %s", path, error)
            continue
        if run["command"] == "crawl":
            yield run
