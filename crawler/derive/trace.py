"""The exchanges of an archive in the order of time, and how one request went on: retried, redirected, answered."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from crawler.archive.archived import REDIRECTS
from crawler.archive.errors import NEVER_SENT

_TRANSIENT = (408, 429, 500, 502, 503, 504, 522, 524)
"""as Scrapy's RETRY_HTTP_CODES"""
MOST_RETRIES, MOST_REDIRECTS = 2, 5
"""as RETRY_TIMES and REDIRECT_MAX_TIMES"""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The head of one archived exchange; `file` counts the files of its task."""

    file: int
    offset: int
    url: str
    date: str
    status: int
    mime: str
    location: str = ""
    truncated: bool = False
    error: str = ""
    """of a request without an answer: the name of an exception"""
    message: str = ""

    @property
    def target(self) -> str:
        """Where a redirect leads; empty for any other answer."""
        if self.status not in REDIRECTS or not self.location:
            return ""
        target = urljoin(self.url, safe_url_string(self.location))
        return target if target.startswith("http") else ""

    @property
    def is_transient(self) -> bool:
        """Whether a crawler would ask again."""
        return self.error not in ("", *NEVER_SENT) or self.truncated or self.status in _TRANSIENT


class Trace:
    """Exchanges by their place in time."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self.exchanges = sorted(exchanges, key=_date)
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, exchange in enumerate(self.exchanges):
            self._places[exchange.url].append(at)

    def __getitem__(self, at: int) -> Exchange:
        return self.exchanges[at]

    def __contains__(self, url: str) -> bool:
        return url in self._places

    def following(self, url: str, after: int) -> int | None:
        """The first exchange of an address behind a place."""
        places = self._places.get(url, ())
        index = bisect_left(places, after + 1)
        return places[index] if index < len(places) else None

    def at(self, url: str, date: str) -> int | None:
        """The first exchange of an address at a date or later."""
        begin = bisect_left(self.exchanges, date.removesuffix("Z"), key=_date)
        return self.following(url, begin - 1)

    def nearest(self, url: str, after: int) -> int | None:
        """The first exchange of an address behind a place, else the last one before it."""
        if url not in self._places:
            return None
        found = self.following(url, after)
        return self._places[url][-1] if found is None else found

    def way(self, begin: int, stays: Callable[[str], bool]) -> list[int]:
        """The places that one request passes, retried and redirected to addresses where it `stays`.

        The last is a redirect where its target is lost, leads away or is one too many.
        """
        passed = [begin]
        retries = redirects = 0
        while True:
            here = self.exchanges[passed[-1]]
            step = None
            if here.is_transient and retries < MOST_RETRIES:
                retries += 1
                step = self.following(here.url, passed[-1])
            elif here.target and redirects < MOST_REDIRECTS and stays(here.target):
                redirects += 1
                step = self.nearest(here.target, passed[-1])
            if step is None:
                return passed
            passed.append(step)


def _date(exchange: Exchange) -> str:
    """As text, it sorts by time, with fractions of a second and without."""
    return exchange.date.removesuffix("Z")
