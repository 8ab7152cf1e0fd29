"""Blogger, played: the feed of the whole archive in pages, the sitemap in files, and a classic template."""

from datetime import datetime
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.listed import Batch, ListedSite, Views, blocks, frame, rss, urlset
from tests.support.messages import Reply, Request
from tests.support.writing import text

MOST = 150
"""posts a page, whatever is asked for"""


class Blogger(ListedSite):
    """A blog; addresses are cut like Blogger cuts them, and numbered where they clash."""

    def path(self, article: MadeArticle) -> str:
        return f"/{article.published:%Y/%m}/{article.slug[:39].rstrip('-')}_{article.number}.html"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        paragraphs = blocks(article).replace("<p>", "").replace("</p>", "<br /><br />")
        return frame(
            f"{self.name}: {article.headline}",
            f"""<div class="post hentry"><h3 class="post-title entry-title">{text(article.headline)}</h3>
<div class="post-header"><abbr class="published" title="{article.published.isoformat()}">jam</abbr></div>
<div class="post-body entry-content">{paragraphs}</div>
<div class="post-footer"><span class="post-author vcard"><span class="fn">{text(article.author)}</span></span></div>
</div>""",
            "<meta content='blogger' name='generator'/>",
        )

    def posts(self, request: Request) -> Reply:
        """`/feeds/posts/default` with `start-index`, `max-results` and days."""
        start, most = int(request.query.get("start-index", 1)) - 1, int(request.query.get("max-results", 25))
        return rss(self, request, self._between(request)[start : start + min(most, MOST)])

    def _between(self, request: Request) -> Batch:
        first, end = (request.query.get(f"published-{name}") for name in ("min", "max"))
        return [
            article
            for article in self.articles
            if (first is None or article.published >= datetime.fromisoformat(first))
            and (end is None or article.published < datetime.fromisoformat(end))
        ]

    def files(self, request: Request) -> Reply:
        """`/sitemap.xml` names its files `?page=N`."""
        parts = [self.articles[start : start + MOST] for start in range(0, len(self.articles), MOST)]
        if "page" in request.query:
            part = parts[int(request.query["page"]) - 1]
            return urlset([(request.home + self.path(article), article.last_change) for article in part])
        files = [(f"{request.home}/sitemap.xml?page={n}", part[0].last_change) for n, part in enumerate(parts, 1)]
        return urlset(files, "sitemapindex", "sitemap")

    views: ClassVar[Views] = {"/feeds/posts/default": posts, "/sitemap.xml": files}
