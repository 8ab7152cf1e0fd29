"""RRI, played: one station under its path, with a short feed and a front page in pages."""

from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import ListedSite, Views, blocks, frame, short_date
from tests.support.writing import slug, text


class Rri(ListedSite):
    """The station of Makassar."""

    def path(self, article: MadeArticle) -> str:
        return f"/makassar/{slug(article.section)}/{2440000 + article.number}/{article.slug}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        return frame(
            f"{article.headline} - RRI.co.id",
            f"""<h1>{text(article.headline)}</h1>
<ul><li class="author">Oleh - {text(article.author)},</li><li class="date">{short_date(article)}</li></ul>
<div class="post_details_inner">{blocks(article)}</div>""",
        )

    views: ClassVar[Views] = {"/makassar/rss": ListedSite.feed, "/makassar/": ListedSite.front}
