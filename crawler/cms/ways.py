"""Ways to discover articles that many families share: feeds, sitemaps, listing pages."""

import re
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.cms.asking import DiscoveryFailed, Lead, check_wall, look, look_on, understood, unseen
from crawler.cms.fetch import Fetched
from crawler.discover.feed import read_feed
from crawler.discover.found import Found
from crawler.discover.listing import read_listing
from crawler.discover.sitemap import Sitemap, read_sitemap
from crawler.seen.plan import Window

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider

Way = Callable[["PortalSpider"], AsyncIterator[Lead]]
"""a way to discover articles; raises DiscoveryFailed when it is no way on this portal"""

_OTHER_SITEMAPS = re.compile(r"(category|tag|author|user|page|taxonom|attachment|video|image)[a-z_-]*-?sitemap|"
                             r"wp-sitemap-(taxonomies|users|posts-page)")  # fmt: skip
"""sitemaps of lists, people and fixed pages"""


EMPTY_DAYS = "empty-days"
"""the reason of a list by day that shows nothing: it may be changed, or nothing was published"""

_MOST_BARREN = 3
"""pages of a listing in a row that may show no new article: photographs, say"""


async def by_feed(spider: "PortalSpider") -> AsyncIterator[Lead]:
    """The feed and its older pages, until one ends, is too old, or brings nothing new."""
    seen: set[str] = set()
    entries: list[Found] = []
    for number in count(1):
        page = await _feed_page(spider, number)
        if page is None:
            if spider.frontier:  # there was more, and it is known
                check_reach(spider, entries)
            return
        fetched, shown = page
        new = unseen(shown, seen)
        if not new:
            spider.count("discovery/feed/nothing-new")
            if number == 2:
                check_reach(spider, entries)
            return
        entries = shown
        for found in new:
            yield found, fetched
        if all(spider.walk.is_old(found) for found in new):
            return
        if not spider.feed_pages:
            check_reach(spider, new)
            return


def check_reach(spider: "PortalSpider", entries: list[Found]) -> None:
    """A list without older pages is all there is only if it goes back beyond what is wanted, or to what is known."""
    if spider.bounds.since and not any(spider.walk.is_old(found) for found in entries):
        raise DiscoveryFailed("ends-early", f"the list's {len(entries)} entries do not reach {spider.bounds.since}")


async def _feed_page(spider: "PortalSpider", number: int) -> tuple[Fetched, list[Found]] | None:
    url = urljoin(spider.home, spider.feed) + (spider.feed_pages.format(page=number) if number > 1 else "")
    fetched = await (look_on(spider, url, "http-404") if number > 1 else look(spider, url))
    return (fetched, understood(read_feed, fetched)) if fetched else None


async def by_sitemap(spider: "PortalSpider") -> AsyncIterator[Lead]:
    """The first of the portal's sitemaps that answers, its files newest first, and their articles newest first.

    A broken file keeps nobody from reading the others; it is told when they are through.
    """
    fetched, sitemap = await _first_sitemap(spider)
    waiting = _newest_first(spider, sitemap.sitemaps)
    for found in _newest_first(spider, sitemap.articles):
        yield found, fetched
    seen = {fetched.url}
    broken: DiscoveryFailed | None = None
    while waiting:
        child = waiting.pop(0).url
        if child in seen or _OTHER_SITEMAPS.search(child):
            continue
        seen.add(child)
        try:
            fetched, sitemap = await _sitemap(spider, child)
        except DiscoveryFailed as failure:
            broken = broken or failure
            continue
        waiting = _newest_first(spider, sitemap.sitemaps) + waiting
        for found in _newest_first(spider, sitemap.articles):
            yield found, fetched
    if broken:
        raise broken


async def _first_sitemap(spider: "PortalSpider") -> tuple[Fetched, Sitemap]:
    failure = DiscoveryFailed("none-declared", f"{spider.name} declares no sitemap")
    for path in spider.sitemaps:
        try:
            return await _sitemap(spider, urljoin(spider.home, path))
        except DiscoveryFailed as failed:
            failure = failed
    raise failure


def _newest_first(spider: "PortalSpider", entries: Iterable[Found]) -> list[Found]:
    """Without what was last changed before the wanted time; entries without a time keep their place at the end."""
    fresh = [found for found in entries if not spider.bounds.too_old(found.modified)]
    return sorted(fresh, key=lambda found: found.modified or "", reverse=True)


async def by_listing(spider: "PortalSpider") -> AsyncIterator[Lead]:
    """Listing pages, newest first: one series, or one for each wanted day where the address names a day."""
    seen: set[str] = set()
    articles = 0
    for window in _listed_windows(spider):
        for day in _days(window, spider.today):
            async for found, fetched in _listing_pages(spider, day, seen):
                articles += spider.wanted(found)
                yield found, fetched
        await spider.walk.is_through(window)
    if not articles:
        _check_days(spider)


def _check_days(spider: "PortalSpider") -> None:
    """Lists without an article: days may have none, which another way confirms where there is one."""
    by_day = "{day" in spider.listing
    if not by_day or spider.discovery[-1] != "listing":
        links = f"link {spider.listing_links!r} to an article"
        raise DiscoveryFailed(EMPTY_DAYS if by_day else "no-links", f"no {links} in the listings of {spider.home}")


async def _listing_pages(spider: "PortalSpider", day: date | None, seen: set[str]) -> AsyncIterator[Lead]:
    """Until a page is not there, repeats what its series has shown, or all its articles were too old.

    Where `listing_links` takes any link, each page has new ones, to its neighbours: there a row of pages ends it.
    """
    shown: set[str] = set()
    fruitful = barren = 0
    reached = False
    for number in count(spider.first_page):
        fetched = await _listing_page(spider, number, day)
        if fetched is None:
            return
        links = read_listing(fetched.html, fetched.url, spider.listing_links)
        if not links:
            check_wall(fetched)
        repeats = not unseen(links, shown)
        new = unseen(links, seen)
        spider.too_old_in_a_row = 0
        for found in new:
            yield found, fetched
        articles = sum(map(spider.wanted, new))
        if 0 < articles <= spider.too_old_in_a_row:
            return
        reached = reached or spider.too_old_in_a_row > 0
        fruitful, barren = (fruitful + 1, 0) if articles else (fruitful, barren + 1)
        if repeats or barren == _MOST_BARREN:
            break
    spider.count("discovery/listing/nothing-new")
    if fruitful == 1 and not (day or reached) and spider.bounds.since:
        raise DiscoveryFailed("ends-early", f"the only page of {spider.listing} does not reach {spider.bounds.since}")


async def _listing_page(spider: "PortalSpider", number: int, day: date | None) -> Fetched | None:
    """One page of a series; None where a page after the first is not there."""
    url = urljoin(spider.home, spider.listing.format(page=number, day=day))
    return await (look_on(spider, url, "http-404", "http-410") if number > spider.first_page else look(spider, url))


def _listed_windows(spider: "PortalSpider") -> list[Window]:
    """Without bounds today and yesterday; a single open window where listings are not by day."""
    if "{day" not in spider.listing:
        return [Window(None, None)]
    last = spider.bounds.until or spider.today
    if last is None:
        raise DiscoveryFailed("no-day", f"{spider.name} is listed by day: say --until")
    if spider.bounds.since is None:
        return [Window(last - timedelta(days=1), last)]
    return spider.walk.windows()


def _days(window: Window, today: date | None) -> list[date | None]:
    """The days of a window, newest first; a single None for an open one."""
    last = window.until or today
    if window.since is None or last is None:
        return [None]
    return [last - timedelta(days=back) for back in range((last - window.since).days + 1)]


async def _sitemap(spider: "PortalSpider", url: str) -> tuple[Fetched, Sitemap]:
    fetched = await look(spider, url)
    return fetched, understood(read_sitemap, fetched)
