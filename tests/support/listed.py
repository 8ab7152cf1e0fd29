"""A portal without REST, played: articles, lists of them, and what else a family has; families differ by templates."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.messages import Reply, Request
from tests.support.writing import MONTHS, text

WIB = timezone(timedelta(hours=7))
Batch = list[MadeArticle]
Views = dict[str, Callable[..., Reply]]


class ListedSite:
    """Answers by `views` (path to reply) first, then as the article whose path is asked; a family states the rest."""

    name = "Kabar Sulawesi"
    per_page = 15
    views: ClassVar[Views] = {}

    def __init__(self, articles: Batch) -> None:
        self.articles = sorted(articles, key=lambda article: article.published, reverse=True)
        self.by_path = {self.path(article): article for article in articles}

    def path(self, article: MadeArticle) -> str:
        """Where an article stands."""
        raise NotImplementedError

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        """The page of an article, or page `page` of it ("2", "all")."""
        raise NotImplementedError

    def __call__(self, request: Request) -> Reply:
        if request.path in self.views:
            return self.views[request.path](self, request)
        if found := self.by_path.get(request.path):
            return Reply(self.article(found, request.home, request.query.get("page")).encode())
        return Reply(b"<html><title>404</title></html>", status=404)

    def batch(self, request: Request, chosen: Batch | None = None) -> Batch:
        """The articles of the page that the query names, of all or of the chosen."""
        start = (int(request.query.get("page", 1)) - 1) * self.per_page
        return (self.articles if chosen is None else chosen)[start : start + self.per_page]

    def front(self, request: Request) -> Reply:
        """A front page or list of bare links, with the links that surround them everywhere: pages, sections, others."""
        number = int(request.query.get("page", 1))
        links = [f'<h2><a href="{request.home}{self.path(a)}">{text(a.headline)}</a></h2>' for a in self.batch(request)]
        pager = "".join(f'<a href="?page={other}">{other}</a>' for other in (number, number + 1, number + 2))
        around = '<a href="http://[situs]/">Situs</a><a href="/tag/banjir">banjir</a><a href="https://lain.example.test/daerah/12345/satu-dua">Lain</a>'
        return Reply(frame(self.name, "".join(links) + pager + around).encode())

    def index_by_day(self, request: Request) -> Reply:
        """Promedia's index of one day in WIB; a page past the end is an empty list."""
        day = request.query["daterange"].partition(" - ")[0]
        chosen = [a for a in self.articles if f"{a.published.astimezone(WIB):%d %B %Y}" == day]
        items = [
            f'<div class="latest__item"><h2 class="latest__title"><a class="latest__link" '
            f'href="{request.home}{self.path(a)}">{text(a.headline)}</a></h2></div>'
            for a in self.batch(request, chosen)
        ]
        return Reply(frame("Indeks", f'<a href="/">Home</a><div class="latest__wrap">{"".join(items)}</div>').encode())

    def feed(self, request: Request, most: int = 20) -> Reply:
        """RSS 2.0 of the newest, with bare ampersands, as one portal writes it."""
        return rss(self, request, self.articles[:most])

    def sitemap(self, request: Request) -> Reply:
        """All addresses in one file, with the time of the last change."""
        return urlset([(request.home + self.path(a), a.last_change) for a in self.articles])


def rss(site: ListedSite, request: Request, batch: Batch) -> Reply:
    """A feed that is no well-formed XML."""
    items = "".join(
        f"<item><title>{article.headline}</title><description>Warga & kota</description>"
        f"<link>{request.home}{site.path(article)}</link>"
        f"<pubDate>{format_datetime(article.published.astimezone(WIB))}</pubDate></item>\n"
        for article in batch
    )
    body = f'\n<?xml version="1.0"?><rss version="2.0"><channel><title>{site.name}</title>{items}</channel></rss>'
    return Reply(body.encode(), "application/rss+xml")


def urlset(entries: list[tuple[str, datetime]], kind: str = "urlset", entry: str = "url") -> Reply:
    """A sitemap, or an index of sitemaps."""
    rows = "".join(f"<{entry}><loc>{url}</loc><lastmod>{at.isoformat()}</lastmod></{entry}>\n" for url, at in entries)
    body = f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{kind}>'
    return Reply(body.encode(), "application/xml")


def frame(title: str, body: str, head: str = "") -> str:
    """A page around a body."""
    return f'<!DOCTYPE html>\n<html lang="id"><head><title>{text(title)}</title>{head}</head><body>{body}</body></html>'


def json_ld(article: MadeArticle) -> str:
    """What a page says of its article to machines."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published.astimezone(WIB).isoformat(),
        "author": {"@type": "Person", "name": article.author},
    }
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def blocks(article: MadeArticle, page: str | None = "all") -> str:
    """The text of one page of an article, or of all."""
    chosen = article.pages if page == "all" else [article.pages[int(page or 1) - 1]]
    return "\n".join(block for blocks in chosen for block in blocks)


def short_date(article: MadeArticle) -> str:
    """`02 Sep 2026 14:22 WIB`."""
    at = article.published.astimezone(WIB)
    return f"{at:%d} {MONTHS[at.month - 1][:3]} {at:%Y %H:%M} WIB"
