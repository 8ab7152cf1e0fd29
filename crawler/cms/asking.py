"""Asking a portal for what discovery reads, and understanding the answers."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from crawler.cms.fetch import Fetched, FetchFailed
from crawler.discover.found import Found, NotUnderstood
from crawler.items import Refusal
from crawler.parse.page import parse_article
from crawler.politeness.pace import Stopped

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider

_T = TypeVar("_T")

Lead = tuple[Found, Fetched]
"""an article address, and the answer in which it stood"""


class DiscoveryFailed(Exception):
    """Raised by a way of discovery that cannot go on; `reason` is a short fixed word."""

    def __init__(self, reason: str, detail: str, cause: FetchFailed | None = None):
        super().__init__(detail)
        self.reason, self.cause = reason, cause


async def look(spider: "PortalSpider", url: str) -> Fetched:
    """An answer that discovery needs; raises DiscoveryFailed, and Stopped where the run has to end."""
    if spider.stopping:
        raise Stopped
    try:
        return await spider.fetch(url)
    except FetchFailed as failure:
        raise DiscoveryFailed(failure.reason, str(failure), failure) from failure


async def look_on(spider: "PortalSpider", url: str, *ends: str) -> Fetched | None:
    """A further page of a list; None where it is not there, which is the list's end."""
    try:
        return await look(spider, url)
    except DiscoveryFailed as failure:
        if failure.reason in ends:
            return None
        raise


def unseen(entries: Iterable[Found], seen: set[str]) -> list[Found]:
    """The entries whose addresses are new, which are then remembered in `seen`."""
    new = [found for found in entries if found.url not in seen]
    seen.update(found.url for found in new)
    return new


def understood(read: Callable[[bytes], _T], fetched: Fetched) -> _T:
    """What an answer's body says; raises DiscoveryFailed where it is something else than was asked for."""
    try:
        return read(fetched.response.body)
    except NotUnderstood as error:
        check_wall(fetched)
        raise DiscoveryFailed("not-understood", f"{fetched.url}: {error}") from error


def check_wall(fetched: Fetched) -> None:
    """Raises DiscoveryFailed where an answer without anything to discover is a page that wants proof of a browser."""
    page = parse_article(fetched.html, fetched.url)
    if isinstance(page, Refusal) and page.reason == "challenge":
        raise DiscoveryFailed("challenge", f"{fetched.url}: {page.detail}")
