"""WordPress, played: pages, feed, REST and sitemaps of one small site, in the forms of WordPress 6."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from tests.support import feeds, pages, rest, sitemaps
from tests.support.articles import MadeArticle
from tests.support.messages import Reply, Request, redirect
from tests.support.writing import slug

PAGE = r"(?:/page/(?P<number>\d+))?"
SECTION = r"(?P<section>/category/[\w-]+)?"


class WordPress:
    """A site; change `articles` (any order) or `theme` between requests to play news, an edit, a removal or a relaunch.

    `seo` names the plug-in that writes the JSON-LD and the sitemaps; without one WordPress does the sitemaps alone.
    """

    def __init__(
        self,
        articles: list[MadeArticle],
        name: str = "Kabar Sulawesi",
        theme: Literal["twentytwentyone", "wpberita"] = "twentytwentyone",
        seo: Literal["yoast", "rank-math"] | None = "yoast",
        per_page: int = 10,
        per_sitemap: int | None = None,
        zipped_sitemaps: bool = False,
    ) -> None:
        self.articles = articles
        self.name = name
        self.theme = theme
        self.per_page = per_page
        self.seo = seo
        self.per_sitemap = per_sitemap
        self.zipped_sitemaps = zipped_sitemaps

    def newest_first(self, section: str | None = None) -> list[MadeArticle]:
        """The articles of `/category/section`, or all of them."""
        chosen = [a for a in self.articles if section is None or section == f"/category/{slug(a.section)}"]
        return sorted(chosen, key=lambda a: a.published, reverse=True)

    def __call__(self, request: Request) -> Reply:
        """The reply of the first route that fits the path; 404 where none does."""
        for pattern, view in ROUTES:
            if match := re.fullmatch(pattern, request.path):
                return view(self, request, **match.groupdict())
        return missing(self, request)


def missing(site: WordPress, request: Request) -> Reply:
    """WordPress's 404 page."""
    return Reply(pages.not_found(site, request.home).encode(), status=404)


def listing(site: WordPress, request: Request, section: str | None, number: str | None) -> Reply:
    """The front page or a category, newest first; `/?p=N` leads to the article."""
    if "p" in request.query:
        return _to_article(site, request)
    batch = site.newest_first(section)[(int(number or 1) - 1) * site.per_page :][: site.per_page]
    if not batch:
        return missing(site, request)
    return Reply(pages.listing(site, batch, request.home, section or "", int(number or 1)).encode())


def _to_article(site: WordPress, request: Request) -> Reply:
    for article in site.articles:
        if str(article.number) == request.query["p"]:
            return redirect(request.home + article.path)
    return missing(site, request)


def article(site: WordPress, request: Request, path: str, number: str | None) -> Reply:
    """An article, or a further page of it; a page past the last leads back to the first."""
    for found in site.articles:
        if found.path == path:
            if number and not 1 < int(number) <= len(found.pages):
                return redirect(request.home + path)
            return Reply(pages.article(site, found, request.home, int(number or 1)).encode())
    return missing(site, request)


def feed(site: WordPress, request: Request, section: str | None) -> Reply:
    """RSS 2.0 of ten articles, `?paged=N` for the next ten; 404 past the end, 304 where the client has it."""
    start = (int(request.query.get("paged", 1)) - 1) * site.per_page
    batch = site.newest_first(section)[start : start + site.per_page]
    reply = Reply(feeds.rss(site, batch, request.home, section or "").encode(), "application/rss+xml; charset=UTF-8")
    if not batch:
        return replace(reply, status=404)
    return feeds.conditional(request, reply, max(a.last_change for a in site.articles))


def posts(site: WordPress, request: Request) -> Reply:
    """`/wp-json/wp/v2/posts`."""
    return rest.posts(site.articles, request)


def sitemap(site: WordPress, request: Request) -> Reply:
    """The index or one part, also with `.gz`."""
    text = sitemaps.document(site, request.home, request.path.removesuffix(".gz"))
    if text is None:
        return missing(site, request)
    if request.path.endswith(".gz"):
        return Reply(gzip.compress(text.encode(), mtime=0), "application/x-gzip")
    return Reply(text.encode(), "application/xml; charset=UTF-8")


def robots(site: WordPress, request: Request) -> Reply:
    """WordPress's own robots.txt, which names the sitemap."""
    text = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
    address = request.home + sitemaps.index_path(site)
    return Reply(f"{text}Sitemap: {address}\n".encode(), "text/plain; charset=utf-8")


def with_slash(site: WordPress, request: Request) -> Reply:
    """The redirect to the same address with a slash at the end."""
    path, mark, query = request.target.partition("?")
    return redirect(f"{request.home}{path}/{mark}{query}")


ROUTES: list[tuple[str, Callable[..., Reply]]] = [
    (r"/robots\.txt", robots),
    (r"/wp-json/wp/v2/posts/?", posts),
    (r"/[\w-]*sitemap[\w-]*\.xml(?:\.gz)?", sitemap),
    (SECTION + "/feed/?", feed),
    (r"(?P<path>/\d{4}/\d\d/\d\d/[\w-]+/)(?:(?P<number>\d+)/)?", article),
    (SECTION + PAGE + "/", listing),
    (r".*[^/]", with_slash),
]
