"""Spiders of the papers of a made world; the variable MADE_WORLD says which, at what port, and who is out of reach."""

import json
import os
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

import crawler.archive.record
import crawler.politeness.pace
from crawler.cms.base import PortalSpider
from crawler.cms.wordpress import WordPressSpider
from tests.support.families import FAMILIES
from tests.support.family_spiders import FACTS

WORLD: dict[str, Any] = json.loads(os.environ.get("MADE_WORLD", "{}"))


class Resolver(CachingThreadedResolver):
    """Leads every host to this machine; who is unreachable, to an address at which nobody listens."""

    def getHostByName(self, name: str, timeout: Any = None) -> Any:
        paper = name.partition(".")[0]
        if paper in WORLD["nameless"]:
            return defer.fail(DNSLookupError(f"{name} has no address"))
        return defer.succeed("127.0.0.2" if paper in WORLD["unreachable"] else "127.0.0.1")


async def _look_up(host: str) -> str | None:
    return None


def _spider(name: str, family: str, minimum: int) -> type[PortalSpider]:
    base, step = (WordPressSpider, "") if family == "wordpress" else (FAMILIES[family].spider, FAMILIES[family].step)
    home = f"http://{name}.example:{WORLD['port']}/{step}"
    facts = {"name": name, "home": home, "weekly_minimum": minimum, "__module__": __name__, **FACTS.get(family, {})}
    return type(name, (base,), facts)


if WORLD:
    crawler.politeness.pace.look_up = _look_up
    crawler.politeness.pace.is_loopback = lambda host: True  # so they are, whatever their names
    crawler.archive.record.is_written_private = lambda host: True
    globals().update({name: _spider(name, *facts) for name, facts in WORLD["papers"].items()})
