"""What the made papers of the chains share, and their spiders at an address on loopback; only tests run these."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any, ClassVar

from crawler.cms.base import PortalSpider
from spiders.antara_sulteng import AntaraSultengSpider
from spiders.detik_sulsel import DetikSulselSpider
from spiders.tribun_makassar import TribunMakassarSpider
from tests.support.articles import MadeArticle
from tests.support.messages import Reply, Request
from tests.support.writing import text

MISSING = Reply(b"<!DOCTYPE html><html><head><title>404</title></head><body>Tidak ditemukan</body></html>", status=404)
WIB = timezone(timedelta(hours=7))


class Paper:
    """A site of one of the chains: `routes` are patterns of paths, each with the view that answers."""

    routes: ClassVar[list[tuple[str, Callable[..., Reply]]]]
    per_page: ClassVar[int]

    def __init__(self, articles: list[MadeArticle]) -> None:
        self.articles = sorted(articles, key=lambda article: article.published, reverse=True)

    def __call__(self, request: Request) -> Reply:
        """The reply of the first route that fits the path; 404 where none does."""
        for pattern, view in self.routes:
            if match := re.fullmatch(pattern, request.path):
                return view(self, request, **match.groupdict())
        return MISSING

    def find(self, **facts: Any) -> MadeArticle | None:
        """The article with this number, or with this slug."""
        return next((a for a in self.articles if all(getattr(a, name) == fact for name, fact in facts.items())), None)


def in_jakarta(article: MadeArticle) -> datetime:
    """The time that Detik and Antara print."""
    return article.published.astimezone(WIB)


def feed(entries: Iterable[tuple[str, MadeArticle]]) -> Reply:
    """RSS 2.0 of articles at their addresses, with times of Jakarta."""
    items = "".join(
        f"<item><title>{text(article.headline)}</title><link>{url}</link>"
        f"<pubDate>{format_datetime(in_jakarta(article))}</pubDate></item>\n"
        for url, article in entries
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n{items}</channel></rss>\n'
    return Reply(body.encode(), "application/rss+xml; charset=UTF-8")


def page(title: str, head: str, body: str) -> Reply:
    """An HTML page."""
    head = f'<meta charset="UTF-8"><title>{text(title)}</title>\n{head}'
    return Reply(f'<!DOCTYPE html>\n<html lang="id"><head>{head}</head>\n<body>{body}</body></html>\n'.encode())


class _Elsewhere(PortalSpider):
    """Takes the address of a portal's double."""

    arguments = ("url",)
    listed = False

    def __init__(self, name: str | None = None, url: str = "", **kwargs: str) -> None:
        self.home = url
        super().__init__(name, url=url, **kwargs)


class MadeTribunSpider(_Elsewhere, TribunMakassarSpider):
    name = "made_tribun"


class MadeDetikSpider(_Elsewhere, DetikSulselSpider):
    name = "made_detik"


class MadeAntaraSpider(_Elsewhere, AntaraSultengSpider):
    name = "made_antara"
