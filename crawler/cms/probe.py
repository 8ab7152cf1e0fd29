"""A look at a site that nobody has described yet: a few requests, up to ten articles, and what they tell."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from scrapy.exceptions import UsageError

from crawler import probe
from crawler.cms.asking import DiscoveryFailed
from crawler.cms.base import PortalSpider
from crawler.cms.fetch import Fetched, FetchFailed
from crawler.cms.single import host_name
from crawler.cms.ways import by_sitemap
from crawler.cms.wordpress import WordPressSpider, is_article_address
from crawler.discover.address import tidied
from crawler.discover.feed import read_feed
from crawler.discover.found import Found, NotUnderstood
from crawler.discover.listing import read_listing
from crawler.discover.sitemap import read_sitemap
from crawler.discover.wpjson import read_posts
from crawler.items import Article, Refusal
from crawler.probe import Clue, Draft

_POSTS = "wp-json/wp/v2/posts?per_page={number}&order={order}&_fields=id,link,date,date_gmt,title"
_ARTICLES = 10
_SITEMAPS = ("sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml")
_T = TypeVar("_T")


class AnySiteProbe(PortalSpider):
    """Collects `clues` and a `draft` of the portal file, and yields the articles that it read, as a replay does.

    Every request goes the way of a crawl: recorded, in its pace, and only where robots.txt allows it.
    """

    arguments = ("url",)
    listed = False

    def __init__(self, name: str | None = None, url: str = "", **kwargs: str):
        if not urlsplit(url).hostname:
            raise UsageError(f"say which site, by its whole address, not {url!r}", print_help=False)
        self.home = urljoin(url, "/")
        super().__init__(name, url=url, **kwargs)
        self.portal = replace(self.portal, name=host_name(url))
        self.clues: list[Clue] = []
        self.draft = Draft(self.home, state=f"alive {self.today}" if self.today else "")

    async def start(self) -> AsyncIterator[Any]:
        robots = await self._look_at_robots()
        front = await self._look_at_front_page()
        posts = await self._look_at_rest() if self.draft.family == "wordpress" else []
        entries = await self._look_at_feed(front)
        await self._look_at_sitemap(robots)
        linked = read_listing(front.html, front.url, WordPressSpider.listing_links) if front else []
        found = self._chosen(posts or entries) or await self._mapped() or self._chosen(linked)
        results = [await self.look_at(Found(url)) for url in found]
        self._look_at_articles(results)
        for result in results:
            yield result
        self.complete = True
        await self.pipelines_are_through()

    def _saw(self, what: str, seen: str, evidence: str) -> None:
        self.clues.append(Clue(what, seen, evidence))

    async def _try(self, what: str, address: str) -> Fetched | None:
        try:
            return await self.fetch(urljoin(self.home, address))
        except FetchFailed as failure:
            self._saw(what, f"none: {failure.reason}", str(failure))
            return None

    async def _look_at_robots(self) -> str:
        fetched = await self._try("robots.txt", "robots.txt")
        text = fetched.html if fetched else ""
        if fetched:
            paths = probe.forbidden(text)
            self._saw("robots.txt", f"forbids {', '.join(paths)}" if paths else "forbids nothing", fetched.url)
        return text

    async def _look_at_front_page(self) -> Fetched | None:
        front = await self._try("front page", self.home)
        if front is None:
            return None
        page = self._page(front)
        family, system, mark = probe.system_of(front.html, page.metadata.meta.get("generator", []))
        self.home = self.draft.home = urljoin(front.url, "/")
        self.draft.family = family
        self.draft.title = page.metadata.first("og:site_name") or page.metadata.title or ""
        self._saw("system", system, f"{mark} in {front.url}")
        self._saw("title", self.draft.title, f"og:site_name or title of {front.url}")
        if theme := probe.theme_of(front.html):
            self._saw("theme", theme, f"/wp-content/themes/{theme}/ in {front.url}")
        return front

    async def _look_at_rest(self) -> list[Found]:
        newest = await self._try("REST", _POSTS.format(number=_ARTICLES, order="desc"))
        posts = self._understood("REST", read_posts, newest)
        if newest is None or not posts:
            self.draft.discovery = tuple(way for way in WordPressSpider.discovery if way != "wp-json")
            return []
        total = (newest.response.headers.get("X-WP-Total") or b"an untold number of").decode()
        self._saw("REST", f"open: {total} posts", newest.url)
        oldest = await self._try("oldest post", _POSTS.format(number=1, order="asc"))
        for post in self._understood("oldest post", read_posts, oldest):
            self.draft.begins = str((post.post or {}).get("date") or post.published)[: len("2015-08-03")]
            self._saw("oldest post", self.draft.begins, post.url)
        self._look_at_clock(posts, newest.url)
        return posts

    def _look_at_clock(self, posts: list[Found], url: str) -> None:
        times = [(post.post["date"], post.post["date_gmt"]) for post in posts if post.post and post.published]
        zones = [probe.zone_of(local, utc) for local, utc in times]
        self.draft.zone = probe.most(zones) or self.draft.zone
        self._saw("clock", probe.counted(zones), f"date and date_gmt of {len(times)} posts in {url}")

    async def _look_at_feed(self, front: Fetched | None) -> list[Found]:
        announced = probe.feeds_in(front.html)[:1] if front else []
        fetched = await self._try("feed", announced[0] if announced else "feed/")
        entries = self._understood("feed", read_feed, fetched)
        if fetched and entries:
            self._saw("feed", f"{len(entries)} entries, newest of {entries[0].published}", fetched.url)
        return entries

    async def _look_at_sitemap(self, robots: str) -> None:
        usual = [urljoin(self.home, path) for path in _SITEMAPS]
        for address in dict.fromkeys([*probe.sitemaps_in(robots)[:1], *usual]):
            fetched = await self._try("sitemap", address)
            for sitemap in self._understood("sitemap", lambda body: [read_sitemap(body)], fetched):
                seen = f"{len(sitemap.sitemaps)} files, {len(sitemap.articles)} addresses"
                self._saw("sitemap", seen, address)
                self.sitemaps = (address,)
                return

    async def _mapped(self) -> list[str]:
        """Articles from the files that the sitemap names; these are fetched only where nothing else gave any."""
        urls: list[str] = []
        try:
            async for found, _ in by_sitemap(self):
                urls += self._chosen([found])
                if len(urls) == _ARTICLES:
                    break
        except DiscoveryFailed as failure:
            self._saw("sitemap", f"none: {failure.reason}", str(failure))
        return urls

    def _understood(self, what: str, read: Callable[[bytes], list[_T]], fetched: Fetched | None) -> list[_T]:
        if fetched is None:
            return []
        try:
            return read(fetched.response.body)
        except NotUnderstood as error:
            self._saw(what, "not understood", f"{error} in {fetched.url}")
            return []

    def _chosen(self, entries: list[Found]) -> list[str]:
        """The first ten that may be articles of this site."""
        urls = dict.fromkeys(tidied(found.url) for found in entries if self._may_be_article(found))
        return list(urls)[:_ARTICLES]

    def _may_be_article(self, found: Found) -> bool:
        return self.wanted(found) and is_article_address(found.url)

    def _look_at_articles(self, results: list[Article | Refusal]) -> None:
        articles = [result for result in results if isinstance(result, Article)]
        refused = [result.reason for result in results if isinstance(result, Refusal)]
        why = f"refused: {probe.counted(refused)}" if refused else "none refused"
        self._saw("articles", f"{len(articles)} of {len(results)} addresses gave one", why)
        if articles:
            self._look_at_addresses(articles)
            self._look_at_printing(articles)

    def _look_at_addresses(self, articles: list[Article]) -> None:
        urls = [article.url for article in articles]
        self.draft.article = probe.pattern_of(urls)
        self._saw("addresses", probe.counted(map(probe.shape_of, urls)), urls[0])

    def _look_at_printing(self, articles: list[Article]) -> None:
        """Layout, times, datelines and bylines, each with the first article that shows it."""
        layouts = [article.source.layout or "general" for article in articles]
        self.draft.layouts = tuple(filter(None, [probe.layout_to_declare(layouts)]))
        self._saw("layout", probe.counted(layouts), articles[0].url)
        times = [a.published for a in articles if a.published]
        self._saw("times", probe.counted(f"{at.source}, zone {at.zone}" for at in times), times[0].raw if times else "")
        datelines = [article.dateline for article in articles if article.dateline]
        self.draft.region = probe.region_of([dateline.place_code or "" for dateline in datelines])
        shapes = probe.counted(probe.dateline_shape(article.dateline) for article in articles)
        self._saw("datelines", shapes, repr(datelines[0].raw) if datelines else articles[0].url)
        bylines = [article.byline.raw for article in articles if article.byline.raw]
        self._saw("bylines", f"{len(bylines)} of {len(articles)} printed", repr(bylines[0]) if bylines else "")
