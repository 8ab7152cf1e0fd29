"""The plain client with which the made portals are looked at."""

import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from email.message import Message
from typing import Any


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def fetch(url: str, **headers: str) -> tuple[int, bytes, Message]:
    """Status, body and headers as sent: no redirect is followed; `If_None_Match="..."` sends that header."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with OPENER.open(request, timeout=5) as reply:
            return reply.status, reply.read(), reply.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def items(feed: bytes) -> list[str]:
    """The links of a feed's items; raises ParseError like any strict reader."""
    return [item.findtext("link", "") for item in ET.fromstring(feed).iter("item")]


def locations(sitemap: bytes) -> list[str]:
    """The addresses in a sitemap or an index of them."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    return [found.text or "" for found in ET.fromstring(sitemap).iter(name)]
