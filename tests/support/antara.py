"""A regional office of Antara, played: one list of the newest, pictures and national news in it, text in bare lines."""

import re
from email.utils import format_datetime
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.chains import MISSING, Paper, feed, in_jakarta, page
from tests.support.messages import Reply, Request
from tests.support.writing import long_date, slug, text

FIRST = 309000
"""what is added to a made article's number"""
CRAWLING = "Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis untuk AI di situs web ini."


def path(article: MadeArticle) -> str:
    """`/berita/number/slug`."""
    return f"/berita/{FIRST + article.number}/{article.slug}"


def newest(site: Paper, request: Request, number: str | None) -> Reply:
    """A page of the list, past the last the last again; a picture, a video and national news stand in it."""
    at = min(int(number or 1), -(-len(site.articles) // site.per_page))
    urls = [request.home + path(a) for a in site.articles[(at - 1) * site.per_page :][: site.per_page]]
    others = (
        f"{request.home}/foto/{at}/panen",
        f"{request.home}/video/{at}/panen",
        f"https://www.antaranews.com/berita/{at}/x",
    )
    cards = "".join(map(_card, [*urls, *others]))
    popular = f'<div class="widget__popular">{_card(request.home + path(site.articles[-1]))}</div>'
    return page("Terkini", "", f'<div class="wrapper__list__article">{cards}</div>{popular}')


def _card(url: str) -> str:
    title = f'<h2 class="post_title post_title_medium"><a href="{url}">Judul</a></h2>'
    return (
        f'<div class="card__post card__post-list mt-30">{title}<span class="text-secondary">1 jam lalu</span></div>\n'
    )


def article(site: Paper, request: Request, number: str) -> Reply:
    """An article."""
    found = site.find(number=int(number) - FIRST)
    return page(found.headline, _head(found, request.home), _article(found)) if found else MISSING


def _head(article: MadeArticle, home: str) -> str:
    return (
        f'<meta property="og:type" content="article">\n'
        f'<meta itemprop="datePublished" content="{format_datetime(in_jakarta(article))}">\n'
        f'<link rel="canonical" href="{home}{path(article)}"><link rel="amphtml" href="{home}/amp{path(article)}">\n'
    )


def _article(article: MadeArticle) -> str:
    at, section = in_jakarta(article), slug(article.section)
    first, *others = (re.sub("</?p>", "", block) for part in article.pages for block in part)
    tags = "".join(f'<li><a href="/tag/{slug(tag)}">{text(tag)}</a></li>' for tag in article.tags)
    writer = text(article.writer or article.author)
    return f"""<ul class="breadcrumbs"><li class="breadcrumbs__item"><a href="/">Beranda</a></li>
<li class="breadcrumbs__item"><a href="/{section}">{text(article.section)}</a></li></ul>
<div class="wrap__article-detail"><div class="wrap__article-detail-title"><h1>{text(article.headline)}</h1></div>
<div class="wrap__article-detail-info"><ul class="list-inline"><li class="list-inline-item mr-2">
<span class="text-secondary">{long_date(at)} {at:%H:%M} WIB</span></li></ul></div>
<div class="wrap__article-detail-content post-content">
{first}<br><br><span class="baca-juga"><b>Baca juga: <a href="/berita/1/lain">Kabar lain</a></b></span>
{"<br><br>".join(others)}
<p class="text-muted mt-2 small">Pewarta: {writer}<br>Editor: Ansar Palili<br>Copyright © ANTARA 2023</p>
<p class="text-muted">{CRAWLING}</p>
</div><ul class="blog-tags">{tags}</ul></div>"""


def rss(site: Paper, request: Request) -> Reply:
    """The newest twenty."""
    return feed((request.home + path(a), a) for a in site.articles[:20])


class Antara(Paper):
    """An office's site."""

    per_page = 10
    routes: ClassVar = [
        (r"/terkini(?:/(?P<number>\d+))?", newest),
        (r"/rss/terkini\.xml", rss),
        (r"/berita/(?P<number>\d+)/[\w-]+", article),
    ]
