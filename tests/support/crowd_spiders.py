"""Many made WordPress portals, each on a domain of its own; MADE_CROWD says how many, and on how many addresses.

MADE_KILLER names a page that kills whoever reads it; with a file behind it, which is then made, only once. Where
MADE_VICTIM is `parent` the one who started the reader dies.

Only made for `http_proxy`: whatever host is asked for, the proxy plays it. Nothing is looked up.
"""

import os
import signal
from multiprocessing import parent_process
from pathlib import Path

import crawler.politeness.pace
from crawler.cms.wordpress import WordPressSpider
from crawler.items import Article
from crawler.parse.page import Page

PORTALS, ADDRESSES = map(int, os.environ.get("MADE_CROWD", "0/1").split("/"))


def address_of(host: str, addresses: int) -> str:
    """The address on which a made portal lives; neighbours in number live on different ones."""
    return f"203.0.113.{1 + int(host.removeprefix('kabar').partition('.')[0]) % addresses}"


async def _look_up(host: str) -> str | None:
    return address_of(host, ADDRESSES)


class Mortal(WordPressSpider):
    """Dies of the page that MADE_KILLER names."""

    listed = False

    def adjust(self, article: Article, page: Page) -> None:
        path, _, once = os.environ.get("MADE_KILLER", "").partition(" ")
        if path and article.url.endswith(path) and not (once and Path(once).exists()):
            if once:
                Path(once).touch()
            parent = parent_process()
            is_parent = os.environ.get("MADE_VICTIM") == "parent"
            os.kill(parent.pid if parent and is_parent else os.getpid(), signal.SIGKILL)


def _spider(number: int) -> type[WordPressSpider]:
    facts = {"name": f"kabar{number:03}", "home": f"http://kabar{number:03}.example/", "__module__": __name__}
    return type(f"Kabar{number:03}", (Mortal,), {**facts, "listed": True})


if PORTALS:
    crawler.politeness.pace.look_up = _look_up
globals().update({f"Kabar{number:03}": _spider(number) for number in range(PORTALS)})
