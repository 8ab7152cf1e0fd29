"""The Jawa Pos network, played: pages of Next.js, with their data in a script."""

import json
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import WIB, ListedSite, Views, blocks, frame, json_ld
from tests.support.messages import Reply, Request
from tests.support.writing import slug, text


class JawaPos(ListedSite):
    """A paper whose numbers begin with the day."""

    def path(self, article: MadeArticle) -> str:
        day = article.published.astimezone(WIB)
        return f"/{slug(article.section)}/{day:%y%m%d}{article.number:04d}/{article.slug}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        body = f'<main><h1>{text(article.headline)}</h1><div class="content">{blocks(article)}</div></main>'
        return frame(article.headline, body + _data({"article": self._row(article)}), json_ld(article))

    def latest(self, request: Request) -> Reply:
        """`/?sort=latest&page=N`: the links are made by the reader's browser."""
        rows = [self._row(article) for article in self.batch(request)]
        return Reply(frame(self.name, f'<div id="__next"></div>{_data({"initialArticles": rows})}').encode())

    def _row(self, article: MadeArticle) -> dict[str, object]:
        return {
            "article_id": self.path(article).split("/")[2],
            "title": article.headline,
            "slug": article.slug,
            "category": {"name": article.section, "slug": slug(article.section)},
            "published_at": article.published.isoformat(),
        }

    views: ClassVar[Views] = {"/": latest, "/indeks-berita": ListedSite.index_by_day}


def _data(props: dict[str, object]) -> str:
    data = json.dumps({"props": {"pageProps": props}, "page": "/"}).replace("<", "\\u003c")
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
