"""Tells a watcher elsewhere that a run ended, so that silence itself raises an alarm: by one request to PING_URL."""

import urllib.request
from http.client import HTTPException

from crawler import __version__

_LONGEST = 10
"""seconds that a watcher may take to answer"""


class PingFailed(Exception):
    """Raised when the watcher could not be told; the message says why."""


def ping(url: str, well: bool, text: str) -> None:
    """Posts the run's one line to the address, or to `/fail` below it; healthchecks.io and its kin ask for that."""
    request = _request(url if well else _below(url, "fail"), text)
    try:
        with urllib.request.urlopen(request, timeout=_LONGEST) as answer:
            answer.read(1)
    except (OSError, HTTPException) as error:
        raise PingFailed(f"{request.host} could not be told how the run ended: {error}") from error


def _request(url: str, text: str) -> urllib.request.Request:
    headers = {"User-Agent": f"Warta/{__version__}", "Content-Type": "text/plain; charset=utf-8"}
    try:
        request = urllib.request.Request(url, text.encode(), headers)
    except ValueError as error:
        raise PingFailed(f"PING_URL takes an http or https address, not {url!r}: {error}") from error
    if request.type not in ("http", "https") or not request.host:
        raise PingFailed(f"PING_URL takes an http or https address, not {url!r}")
    return request


def _below(url: str, name: str) -> str:
    """The address with one step more in its path, before any query."""
    before, mark, query = url.partition("?")
    return f"{before.rstrip('/')}/{name}{mark}{query}"
