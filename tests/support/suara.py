"""Suara.com, played: an index in pages, and the second of publication in each address."""

from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import WIB, ListedSite, Views, blocks, frame, json_ld
from tests.support.writing import text


class Suara(ListedSite):
    """A regional paper."""

    def path(self, article: MadeArticle) -> str:
        return f"/read/{article.published.astimezone(WIB):%Y/%m/%d/%H%M%S}/{article.slug}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        body = f'<h1>{text(article.headline)}</h1><article class="detail-content">{blocks(article)}</article>'
        return frame(article.headline, body, json_ld(article))

    views: ClassVar[Views] = {
        "/indeks": ListedSite.front,
        "/static/news/sulsel-sitemap.xml": ListedSite.sitemap,
    }
