"""Politeness in time: one connection a registrable domain, and a floor between its requests."""

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

import tldextract
from scrapy.settings import BaseSettings

FLOOR = 1.0
"""seconds between two requests to a domain; settings and portals may only raise it"""

_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def domain_of(url: str) -> str:
    """The registrable domain that shares a pace, or the host where there is none.

    >>> domain_of("https://makassar.tribunnews.com/rss"), domain_of("http://127.0.0.1:8080/")
    ('tribunnews.com', '127.0.0.1')
    """
    host = urlsplit(url).hostname or ""
    return _suffixes(host).top_domain_under_public_suffix or host


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its written name; a name that resolves to it is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class _Domain:
    delay: float
    not_before: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """Gives each registrable domain one request at a time, `delay` seconds after the one before it began."""

    _shared: ClassVar["Pace | None"] = None

    def __init__(self, delay: float):
        self._delay = delay
        self._domains: dict[str, _Domain] = {}

    @classmethod
    def shared(cls, settings: BaseSettings) -> "Pace":
        """The one pace of this process: portals on one domain share it, whatever crawler they run in."""
        if cls._shared is None:
            cls._shared = cls(settings.getfloat("DOWNLOAD_DELAY"))
        return cls._shared

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Waits until a request to this address may begin; holds the domain until it has ended."""
        domain = self._domain(url)
        async with domain.turn:
            while (wait := domain.not_before - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            domain.not_before = time.monotonic() + domain.delay
            yield

    def slow_down(self, url: str, delay: float) -> float:
        """Raises a domain's delay to `delay` seconds (a Crawl-delay); returns the delay that now holds."""
        domain = self._domain(url)
        domain.delay = max(domain.delay, delay)
        domain.not_before = max(domain.not_before, time.monotonic() + domain.delay)
        return domain.delay

    def hold(self, url: str, seconds: float) -> None:
        """Sends nothing to a domain for so long (a Retry-After)."""
        domain = self._domain(url)
        domain.not_before = max(domain.not_before, time.monotonic() + seconds)

    def back_off(self, url: str, failures: int) -> None:
        """Doubles the wait before the next request with every failure in a row."""
        self.hold(url, self._domain(url).delay * 2**failures)

    def _domain(self, url: str) -> _Domain:
        name = domain_of(url)
        if name not in self._domains:
            floor = 0.0 if is_loopback(name) else FLOOR
            self._domains[name] = _Domain(delay=max(self._delay, floor))
        return self._domains[name]
