"""A portal with a system of its own, played: a feed that is no well-formed XML, and a front page in pages."""

from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import ListedSite, Views, blocks, frame, json_ld
from tests.support.writing import text


class Custom(ListedSite):
    """Addresses of a section and a slug."""

    def path(self, article: MadeArticle) -> str:
        return f"/news/{article.slug}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        body = f'<h1>{text(article.headline)}</h1><div class="isi-berita">{blocks(article)}</div>'
        return frame(article.headline, body, json_ld(article))

    views: ClassVar[Views] = {"/feed/rss": ListedSite.feed, "/": ListedSite.front}
