"""The Jawa Pos network: Next.js today, Promedia's markup before."""

from collections.abc import AsyncIterator
from itertools import count
from typing import ClassVar
from urllib.parse import urljoin

from crawler.cms.asking import DiscoveryFailed, Lead, look, look_on, unseen
from crawler.cms.base import PortalSpider
from crawler.cms.custom import SiteSpider
from crawler.cms.fetch import Fetched
from crawler.cms.ways import Way, check_reach
from crawler.discover.found import Found, NotUnderstood
from crawler.discover.nextdata import read_next_data


async def by_next_data(spider: PortalSpider) -> AsyncIterator[Lead]:
    """The latest articles page by page, from the JSON of the pages, until one brings nothing new or all are too old."""
    seen: set[str] = set()
    first: list[Found] = []
    for number in count(1):
        url = urljoin(spider.home, f"?sort=latest&page={number}")
        fetched = await (look_on(spider, url, "http-404") if number > 1 else look(spider, url))
        if fetched is None:
            return
        articles = _articles(fetched, spider.home)
        new = unseen(articles, seen)
        for found in new:
            yield found, fetched
        if not new:
            spider.count("discovery/next-data/nothing-new")
            if number == 2:
                check_reach(spider, first)
        first = first or articles
        if not new or all(spider.walk.is_old(found) for found in new):
            return


def _articles(fetched: Fetched, home: str) -> list[Found]:
    try:
        return read_next_data(fetched.html, home)
    except NotUnderstood as error:
        raise DiscoveryFailed("not-understood", f"{home}: {error}") from error


class JawaPosSpider(SiteSpider):
    """`/{section}/{number}/{slug}`; numbers of ten digits begin with the day, as year, month and day of two digits."""

    family = "jawapos"
    discovery = ("next-data", "listing", "feed")
    ways: ClassVar[dict[str, Way]] = {**PortalSpider.ways, "next-data": by_next_data}
    listing = "indeks-berita?daterange={day:%d %B %Y} - {day:%d %B %Y}&page={page}"
    listing_links = "a.latest__link, .latest__title a"
    article = r"^https?://[^/]+/[\w-]+/\d{8,12}/[\w-]+/?(?:\?page=(?:all|\d+))?$"
    identity = r"/(\d{8,12})/[\w-]"
    dated = r"/(?P<year>2[3-9])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\d{4}/"
    layouts = ("promedia",)
    zone = "+07:00"
