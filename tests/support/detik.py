"""A regional desk of Detik, played: index by day in Jakarta's time, photographs among the news, articles in pages."""

import json
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.chains import MISSING, Paper, feed, in_jakarta, page
from tests.support.messages import Reply, Request
from tests.support.writing import long_date, slug, text

FIRST = 7000000
"""what is added to a made article's number"""


def path(article: MadeArticle) -> str:
    """`/sulsel/section/d-number/slug`."""
    return f"/sulsel/{slug(article.section)}/d-{FIRST + article.number}/{article.slug}"


def index(site: Paper, request: Request) -> Reply:
    """A page of a day's index; photographs on every page, and on the second nothing else."""
    number, day = int(request.query["page"]), request.query["date"]
    of_day = [a for a in site.articles if f"{in_jakarta(a):%m/%d/%Y}" == day]
    start = (number - (number > 1) - 1) * site.per_page
    batch = [] if number == 2 else of_day[start : start + site.per_page]
    cards = "".join(_card(request.home + path(a), a.headline) for a in batch)
    if batch or (of_day and number == 2):
        shot = f"d-{day.replace('/', '')}{number}"
        cards += _card(f"{request.home}/sulsel/foto-news/{shot}/panen", "Panen")
        cards += _card(f"https://20.detik.com/detikflash/{shot}/rekaman", "Rekaman")
    return page("Indeks detikSulsel", "", f'<div class="list-content">{cards}</div>')


def _card(url: str, headline: str) -> str:
    title = f'<h3 class="media__title"><a href="{url}" class="media__link">{text(headline)}</a></h3>'
    return f'<article class="list-content__item"><div class="media">{title}</div></article>\n'


def article(site: Paper, request: Request, number: str, part: str | None) -> Reply:
    """One page of an article, or all of it for `?single=1`."""
    found = site.find(number=int(number) - FIRST)
    if found is None:
        return MISSING
    whole = request.query.get("single") == "1"
    parts = found.pages if whole else found.pages[int(part or 1) - 1 :][:1]
    pager = "" if whole else _pager(found, request.home)
    body = _article(found, [block for part in parts for block in part], pager)
    return page(found.headline, _head(found, request.home), body)


def _head(article: MadeArticle, home: str) -> str:
    """One date is right, and one is written as no machine reads it."""
    at = in_jakarta(article)
    story = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": at.isoformat(),
        "author": {"@type": "Person", "name": "detikcom"},
    }
    return (
        f'<meta property="og:type" content="article">\n'
        f'<meta name="pubdate" content="{at:%Y-%m-%dT%H-%M-%SZ}" itemprop="datePublished">\n'
        f'<link rel="canonical" href="{home}{path(article)}"><link rel="amphtml" href="{home}{path(article)}/amp">\n'
        f'<script type="application/ld+json">{json.dumps(story, ensure_ascii=False)}</script>\n'
    )


def _article(article: MadeArticle, blocks: list[str], pager: str) -> str:
    at = in_jakarta(article)
    tags = "".join(f'<a class="nav__item" href="/tag/{slug(tag)}">{text(tag)}</a>' for tag in article.tags)
    label = '<span class="detail__label">detikSulsel</span>'
    return f"""<article class="detail"><div class="detail__header">
<h1 class="detail__title">{text(article.headline)}</h1>
<div class="detail__author">{text(article.writer or article.author)} - {label}</div>
<div class="detail__date">{long_date(at)} {at:%H:%M} WIB</div></div>
<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent">
{blocks[0]}
<table class="linksisip"><tr><td>Baca juga: <a href="/sulsel/berita/d-1/lain">Kabar lain</a></td></tr></table>
<p class="para_caption">ADVERTISEMENT</p><p class="para_caption">SCROLL TO CONTINUE WITH CONTENT</p>
{"".join(blocks[1:])}
{pager}<div class="detail__body-tag mgt-16"><div class="nav">{tags}</div></div></div></div></article>"""


def _pager(article: MadeArticle, home: str) -> str:
    if len(article.pages) == 1:
        return ""
    url = home + path(article)
    numbers = (f'<a class="detail__anchor-numb" href="{url}/{n}">{n}</a>' for n in range(1, len(article.pages) + 1))
    onward = f'<a class="btn" href="{url}/2">Halaman Selanjutnya</a>'
    return f'<div class="detail__long-nav">{onward}{"".join(numbers)}</div>\n'


def rss(site: Paper, request: Request) -> Reply:
    """The newest ten."""
    return feed((request.home + path(a), a) for a in site.articles[:10])


class Detik(Paper):
    """A desk under `/sulsel/`."""

    per_page = 3
    routes: ClassVar = [
        (r"/sulsel/indeks", index),
        (r"/sulsel/rss", rss),
        (r"/sulsel/[\w-]+/d-(?P<number>\d+)/[\w-]+(?:/(?P<part>\d))?", article),
    ]
