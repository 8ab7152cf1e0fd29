"""Promedia, played: an index by day, and articles in pages."""

from typing import ClassVar

from tests.support.articles import DAYS, MadeArticle
from tests.support.listed import WIB, ListedSite, Views, blocks, frame
from tests.support.writing import long_date, slug, text


class Promedia(ListedSite):
    """A paper under pikiran-rakyat.com."""

    def path(self, article: MadeArticle) -> str:
        return f"/{slug(article.section)}/pr-82{article.number:08d}/{article.slug}"

    def article(self, article: MadeArticle, home: str, page: str | None) -> str:
        at = article.published.astimezone(WIB)
        return frame(
            f"{article.headline} - {self.name}",
            f"""<div class="breadcrumb__wrap"><a href="/">Home</a><a href="#">{text(article.section)}</a></div>
<h1 class="read__title">{text(article.headline)}</h1>
<div class="read__info"><div class="read__info__author"><a href="#">{text(article.author)}</a></div>
<div class="read__info__date">- {long_date(at)} | {at:%H:%M} WIB</div></div>
<article class="read__content clearfix">{blocks(article, page)}
<p><strong class="read__others">Baca Juga: <a href="/">{DAYS[0]} ini</a></strong></p></article>
{self._pager(article, home)}<ul class="tag__list"><li><a href="#">{text(article.tags[0])}</a></li></ul>""",
        )

    def _pager(self, article: MadeArticle, home: str) -> str:
        if len(article.pages) == 1:
            return ""
        names = [*map(str, range(1, len(article.pages) + 1)), "all"]
        links = "".join(
            f'<div class="paging__item"><a href="{home}{self.path(article)}?page={n}">{n}</a></div>' for n in names
        )
        return f'<div class="paging__wrap clearfix">{links}</div>'

    views: ClassVar[Views] = {"/indeks-berita": ListedSite.index_by_day, "/sitemap.xml": ListedSite.sitemap}
