"""IDN Times, played: a sitemap for each section under the region's path."""

from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import ListedSite, Views, blocks, frame, json_ld, urlset
from tests.support.messages import Reply, Request
from tests.support.writing import text


class IdnTimes(ListedSite):
    """A regional paper; every third address is of the older form, which names the author."""

    def path(self, article: MadeArticle) -> str:
        if article.number % 3 == 0:
            return f"/news/sulsel/penulis-{article.number}/{article.slug}"
        return f"/news/sulsel/{article.slug}-00-abcde-{article.number:06d}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        body = f"<article><h1>{text(article.headline)}</h1>{blocks(article)}</article>"
        return frame(article.headline, body, json_ld(article))

    def index(self, request: Request) -> Reply:
        """The sitemaps of the sections."""
        sections = [(f"{request.home}/sulsel/news/sitemap-web.xml", self.articles[0].last_change)]
        return urlset(sections, "sitemapindex", "sitemap")

    views: ClassVar[Views] = {"/sulsel/sitemap.xml": index, "/sulsel/news/sitemap-web.xml": ListedSite.sitemap}
