"""Politeness in time: one connection a registrable domain or server, and a floor between its requests."""

import asyncio
import ipaddress
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

if TYPE_CHECKING:
    from tldextract import TLDExtract

FLOOR = 1.0
"""seconds between two requests to a domain; settings and portals may only raise it"""

_NAP = 1.0
"""seconds after which a waiting request sees that the run has to end"""


def domain_of(url: str) -> str:
    """The registrable domain that shares a pace, or the host where there is none.

    >>> domain_of("https://makassar.tribunnews.com/rss"), domain_of("http://127.0.0.1:8080/")
    ('tribunnews.com', '127.0.0.1')
    """
    return _registrable(urlsplit(url).hostname or "")


@lru_cache(maxsize=4096)
def _registrable(host: str) -> str:
    return _suffixes()(host).top_domain_under_public_suffix or host


@cache
def _suffixes() -> "TLDExtract":
    """The list of public suffixes, as it is installed."""
    from tldextract import TLDExtract  # imported late: it loads an HTTP client

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its written name; a name that resolves to it is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Stopped(Exception):
    """Raised in place of a request that is no longer begun: the run has to end."""


@dataclass(slots=True)
class _Server:
    """A registrable domain, or an IP address that several of them may share."""

    delay: float
    not_before: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """Gives each registrable domain one request at a time, `delay` seconds after the one before it began.

    Small portals share a server: what is fetched from one IP address takes turns in the same way.
    """

    _shared: ClassVar["Pace | None"] = None
    _closed: ClassVar[bool] = False

    def __init__(self, delay: float):
        self._delay = delay
        self._servers: dict[str, _Server] = {}
        self._addresses: dict[str, str | None] = {}

    @classmethod
    def shared(cls, settings: BaseSettings) -> "Pace":
        """The one pace of this process: portals on one domain share it, whatever crawler they run in."""
        if cls._shared is None:
            cls._shared = cls(settings.getfloat("DOWNLOAD_DELAY"))
        return cls._shared

    @classmethod
    def close(cls) -> None:
        """Lets no request begin any more, also none that waits for its turn."""
        cls._closed = True

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Waits until a request may begin; holds domain and server until it has ended. Raises Stopped."""
        names = dict.fromkeys(name for name in (domain_of(url), await self.address(url)) if name)
        servers = [self._server(name) for name in names]
        async with AsyncExitStack() as held:
            for server in servers:
                await held.enter_async_context(server.turn)
            while (wait := max(server.not_before for server in servers) - time.monotonic()) > 0:
                self._check_open()
                await asyncio.sleep(min(wait, _NAP))
            self._check_open()
            for server in servers:
                server.not_before = time.monotonic() + server.delay
            yield

    def _check_open(self) -> None:
        if self._closed:
            raise Stopped

    def slow_down(self, url: str, delay: float) -> float:
        """Raises a domain's delay to `delay` seconds (a Crawl-delay); returns the delay that now holds."""
        domain = self._server(domain_of(url))
        domain.delay = max(domain.delay, delay)
        domain.not_before = max(domain.not_before, time.monotonic() + domain.delay)
        return domain.delay

    def hold(self, url: str, seconds: float) -> None:
        """Sends nothing to a domain for so long (a Retry-After)."""
        domain = self._server(domain_of(url))
        domain.not_before = max(domain.not_before, time.monotonic() + seconds)

    def back_off(self, url: str, failures: int) -> None:
        """Doubles the wait before the next request with every failure in a row."""
        self.hold(url, self._server(domain_of(url)).delay * 2**failures)

    async def address(self, url: str) -> str | None:
        """The IP address behind a host, looked up once a run; None where it cannot be told."""
        host = urlsplit(url).hostname or ""
        if host not in self._addresses:
            self._addresses[host] = await look_up(host)
        return self._addresses[host]

    def _server(self, name: str) -> _Server:
        if name not in self._servers:
            floor = 0.0 if is_loopback(name) else FLOOR
            self._servers[name] = _Server(delay=max(self._delay, floor))
        return self._servers[name]


async def look_up(host: str) -> str | None:
    """The first IPv4 address of a host; None where there is none, which the request itself then tells."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, family=socket.AF_INET)
    except (OSError, UnicodeError):
        return None
    return str(found[0][4][0]) if found else None
