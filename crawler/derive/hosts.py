"""Whose page an address is: portals by host and path, and how to read what belongs to none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from crawler.cms.base import PortalSpider
from crawler.cms.single import host_name
from crawler.cms.wordpress import is_article_address
from crawler.discover.found import Found


@dataclass(frozen=True, slots=True)
class Reader:
    """The spider that reads a page, as it is made: its class and its arguments."""

    spider: type[PortalSpider]
    arguments: tuple[tuple[str, str], ...] = ()
    declared: type[PortalSpider] | None = None
    """the portal whose file says how the one page of this spider is read"""
    anywhere: bool = False
    """pages of any host are taken for the portal's own"""


class AnySite(PortalSpider):
    """A site that no portal file describes, read by the general parser."""

    name = "any"
    arguments = ("url",)
    listed = False

    def __init__(self, name: str | None = None, url: str = "", **kwargs: str) -> None:
        if not urlsplit(url).hostname:
            raise UsageError(f"say which site, by its whole address, not {url!r}", print_help=False)
        self.home = url
        super().__init__(host_name(url), url=url, **kwargs)

    def wanted(self, found: Found) -> bool:
        return super().wanted(found) and is_article_address(found.url)


class Hosts:
    """The readers of all portals; `otherwise` reads the pages of every other host, `any_site` by the general parser."""

    def __init__(
        self,
        portals: Iterable[type[PortalSpider]],
        otherwise: type[PortalSpider] | None = None,
        any_site: bool = False,
    ) -> None:
        self._otherwise, self._any_site = otherwise, any_site
        self._homes: dict[str, list[tuple[str, Reader]]] = defaultdict(list)
        for portal in portals:
            for home in (portal.home, *(f"http://{host}/" for host in portal.aliases)):
                self._homes[place(home).partition("/")[0]].append((place(home), Reader(portal)))
        for homes in self._homes.values():
            homes.sort(key=lambda home: len(home[0]), reverse=True)

    def reader(self, url: str) -> Reader | None:
        """Who reads an address: the portal with the longest home that it lies under, for some share a host."""
        address = place(url)
        host = address.partition("/")[0]
        own = next((reader for home, reader in self._homes.get(host, ()) if address.startswith(home)), None)
        if own or host in self._homes:
            return own
        if self._otherwise:
            return Reader(self._otherwise, anywhere=True)
        return Reader(AnySite, (("url", f"{urlsplit(url).scheme}://{host}/"),)) if self._any_site else None


def place(url: str) -> str:
    """Host, port and path of an address, the same under http and https, with and without `www.`.

    >>> place("https://www.gopos.id"), place("http://127.0.0.1:8080/banjir/?p=1")
    ('gopos.id/', '127.0.0.1:8080/banjir/')
    """
    rest = url.partition("://")[2].partition("#")[0].partition("?")[0]
    host, _, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.').removesuffix(':80').removesuffix(':443')}/{path}"
