"""Many made WordPress portals, each on a domain of its own; MADE_CROWD says how many, and on how many addresses.

Only made for `http_proxy`: whatever host is asked for, the proxy plays it. Nothing is looked up.
"""

import os

import crawler.pace
from crawler.cms.wordpress import WordPressSpider

PORTALS, ADDRESSES = map(int, os.environ.get("MADE_CROWD", "0/1").split("/"))


def address_of(host: str, addresses: int) -> str:
    """The address on which a made portal lives; neighbours in number live on different ones."""
    return f"203.0.113.{1 + int(host.removeprefix('kabar').partition('.')[0]) % addresses}"


async def _look_up(host: str) -> str | None:
    return address_of(host, ADDRESSES)


def _spider(number: int) -> type[WordPressSpider]:
    facts = {"name": f"kabar{number:03}", "home": f"http://kabar{number:03}.example/", "__module__": __name__}
    return type(facts["name"], (WordPressSpider,), facts)


if PORTALS:
    crawler.pace.look_up = _look_up
globals().update({f"Kabar{number:03}": _spider(number) for number in range(PORTALS)})
