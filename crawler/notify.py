"""Tells a watcher elsewhere that a run ended, so that silence itself raises an alarm: by one request to PING_URL."""

import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from crawler import __version__

_LONGEST = 10
"""seconds that a watcher may take to answer"""


class PingFailed(Exception):
    """Raised when the watcher could not be told; the message says why."""


def ping(url: str, well: bool, text: str) -> None:
    """Posts the run's one line to the address, or to `/fail` below it; healthchecks.io and its kin ask for that."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PingFailed(f"PING_URL takes an http or https address, not {url!r}")
    path = parts.path if well else f"{parts.path.rstrip('/')}/fail"
    headers = {"User-Agent": f"Warta/{__version__}", "Content-Type": "text/plain; charset=utf-8"}
    request = urllib.request.Request(parts._replace(path=path).geturl(), text.encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=_LONGEST) as answer:
            answer.read(1)
    except (OSError, HTTPException, ValueError) as error:
        raise PingFailed(f"{parts.hostname} could not be told how the run ended: {error}") from error
