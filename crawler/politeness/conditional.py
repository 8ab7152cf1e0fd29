"""Conditional requests: asks a portal whether the newest capture still holds, and answers from the archive if so."""

from itertools import takewhile

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.archive.index import Entry
from crawler.archive.replay import response_of
from crawler.archive.revisit import Resolved, Sealed
from crawler.folders import Folders

WHOLE_AFTER = 7
"""answers of 304 in a row, after which the whole is asked for: what lies a week of nights, lies no longer"""

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class ConditionalMiddleware:
    """Sends the validators of the newest sealed capture of an address; spiders see its payload instead of a 304.

    Asked for as a whole is what has no validators, what was 304 too often in a row, what changed the last time while
    its validators did not, and robots.txt, on which politeness depends. The archive alone decides.
    """

    def __init__(self, sealed: Sealed):
        self._sealed = sealed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ConditionalMiddleware":
        if crawler.settings.getlist("REPLAY_FILES"):
            raise NotConfigured
        folders, portal = Folders.of(crawler.settings), crawler.spider.portal.name  # type: ignore[union-attr]
        return cls(Sealed(folders.warc(portal), folders.index(portal)))

    def process_request(self, request: Request) -> None:
        for name in _VALIDATORS.values():
            request.headers.pop(name, None)  # a redirect hands on those of the address that it came from
        known = None if request.meta.get("is_robots_txt") else self._trusted(request.url)
        request.meta["known"] = known
        for name, value in validators(known).items() if known else ():
            request.headers[_VALIDATORS[name]] = value

    def process_response(self, request: Request, response: Response) -> Response:
        known: Resolved | None = request.meta.pop("known", None)
        if response.status != 304 or known is None:
            return response
        return response_of(request, known.confirmed_by(_headers(response)))

    def _trusted(self, url: str) -> Resolved | None:
        captures = self._sealed.captures(url)
        unmodified = list(takewhile(lambda entry: entry.status == 304, reversed(captures)))
        if not captures or len(unmodified) >= WHOLE_AFTER or self._lied(captures):
            return None
        newest = self._sealed.read(captures[-1])
        usable = newest is not None and newest.status == 200 and newest.payload and not newest.original.truncated
        return newest if usable else None

    def _lied(self, captures: list[Entry]) -> bool:
        """Whether the payload changed at its last change and the validators did not."""
        whole = [entry for entry in captures if entry.status == 200]
        same = list(takewhile(lambda entry: entry.digest == whole[-1].digest, reversed(whole)))
        if len(same) == len(whole):
            return False
        after, before = self._sealed.read(same[-1]), self._sealed.read(whole[-len(same) - 1])
        return after is not None and before is not None and _strongest(after) == _strongest(before)


def validators(capture: Resolved) -> dict[str, str]:
    """The validators of a capture, the strongest first."""
    found = {name: capture.header(name) for name in _VALIDATORS}
    return {name: value for name, value in found.items() if value}


def _strongest(capture: Resolved) -> tuple[str, str] | None:
    return next(iter(validators(capture).items()), None)


def _headers(response: Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
