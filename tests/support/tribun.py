"""A paper of the Tribun network, played: index by day, both generations of addresses, articles in pages."""

from datetime import timedelta
from typing import ClassVar

from tests.support.articles import MadeArticle
from tests.support.chains import MISSING, Paper, feed, page
from tests.support.messages import Reply, Request
from tests.support.writing import long_date, slug, text

VIDEO = "https://video.tribunnews.com/view/1/rekaman"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def old_path(article: MadeArticle) -> str:
    """`/YYYY/MM/DD/slug`."""
    return f"/{article.published:%Y/%m/%d}/{article.slug}"


def new_path(article: MadeArticle) -> str:
    """`/section/number/slug`."""
    return f"/{slug(article.section)}/{81000 + article.number}/{article.slug}"


def paths(article: MadeArticle) -> tuple[str, str]:
    """The address that lists show, then the other: odd articles stand at their old one, even ones at their new one."""
    both = (old_path(article), new_path(article))
    return both if article.number % 2 else both[::-1]


def index(site: Paper, request: Request) -> Reply:
    """The articles of a day, a few a page; last the latest of the day before, at its other address."""
    day = request.query["date"]
    shown = [(a, paths(a)[0]) for a in site.articles if f"{a.published:%Y-%-m-%-d}" == day]
    before = [a for a in site.articles if f"{a.published + timedelta(days=1):%Y-%-m-%-d}" == day]
    shown += [(a, paths(a)[1]) for a in before[:1]]
    start = (int(request.query["page"]) - 1) * site.per_page
    batch = shown[start : start + site.per_page]
    rows = "".join(_row(request.home + path, a.headline) for a, path in batch)
    if rows:
        rows += _row(f"{request.home}/topic/pilkada", "Topik") + _row(VIDEO, "Rekaman")
    popular = f'<div id="sidebar"><h3><a href="{request.home}{paths(site.articles[-1])[0]}">Populer</a></h3></div>'
    return page("Indeks Berita", "", f'<div class="content"><ul class="lsi">{rows}</ul></div>{popular}')


def _row(url: str, headline: str) -> str:
    return f'<li class="ptb15"><h3 class="f16 fbo"><a href="{url}">{text(headline)}</a></h3><time>baru</time></li>'


def article(site: Paper, request: Request, wanted: str) -> Reply:
    """One page of an article, or all of it for `?page=all`, whatever stands before the slug."""
    found = site.find(slug=wanted)
    if found is None:
        return MISSING
    number = request.query.get("page", "1")
    parts = found.pages if number == "all" else found.pages[int(number) - 1 :][:1]
    body = _article(found, [block for part in parts for block in part])
    pager = _pager(found, request.home + request.path) if number != "all" else ""
    return page(found.headline, _head(found, request.home), f'<div class="content">{body}{pager}{_tags(found)}</div>')


def _head(article: MadeArticle, home: str) -> str:
    new = new_path(article)
    return (
        f'<meta property="og:type" content="article"><meta name="author" content="Tribun Timur">\n'
        f'<link rel="canonical" href="{home}{new}"><link rel="amphtml" href="{home}/amp{new}">\n'
    )


def _article(article: MadeArticle, blocks: list[str]) -> str:
    return f"""<div id="article">
<nav><a href="/">Home</a> <a href="/{slug(article.section)}">{text(article.section)}</a></nav>
<h1 id="arttitle" class="f50 black2 f400 crimson">{text(article.headline)}</h1>
<div class="grey bdr3 pb10 pt10">
<time class="grey">{long_date(article.published)} {article.published:%H:%M} WITA</time></div>
<div class="credit mt10">
<div id="penulis">Penulis: <a href="/penulis/1/x">{text(article.writer or article.author)}</a></div>
<div id="editor">Editor: <a href="/editor/2/y">Ansar Palili</a></div></div>
<div class="side-article txt-article multi-fontsize">
{blocks[0]}
<p class="baca"><strong>Baca juga: <a href="/news/1/kabar-lain">Kabar lain</a></strong></p>
{"".join(blocks[1:])}
</div></div>"""


def _tags(article: MadeArticle) -> str:
    links = (f'<h5 class="tagcloud3"><a href="/tag/{slug(tag)}">{text(tag)}</a></h5>' for tag in article.tags)
    return f'<div class="side-article mb5">{"".join(links)}</div>'


def _pager(article: MadeArticle, url: str) -> str:
    """Numbers only: no link leads to the whole."""
    if len(article.pages) == 1:
        return ""
    links = "".join(f'<a href="{url}?page={number}">{number}</a>' for number in range(2, len(article.pages) + 1))
    onward = f'<a href="{url}?page=2">Halaman selanjutnya</a>'
    return f'<div class="side-article mb5">{onward}<div class="paging mb20">Halaman {links}</div></div>'


def rss(site: Paper, request: Request) -> Reply:
    """The newest twenty."""
    return feed((request.home + paths(a)[0], a) for a in site.articles[:20])


def sitemap_index(site: Paper, request: Request) -> Reply:
    """The sitemaps of the sections."""
    sections = sorted({slug(a.section) for a in site.articles})
    rows = "".join(f"<sitemap><loc>{request.home}/{name}/sitemap-news.xml</loc></sitemap>" for name in sections)
    return Reply(f"<?xml version='1.0'?>\n<sitemapindex {SPACES}>{rows}</sitemapindex>".encode(), "text/xml")


def sitemap(site: Paper, request: Request, section: str) -> Reply:
    """A section's articles."""
    rows = "".join(
        f"<url><loc>{request.home}{paths(a)[0]}</loc><news:news><news:publication_date>{a.published.isoformat()}"
        f"</news:publication_date><news:title>{text(a.headline)}</news:title></news:news></url>"
        for a in site.articles
        if slug(a.section) == section
    )
    return Reply(f"<?xml version='1.0'?>\n<urlset {SPACES}>{rows}</urlset>".encode(), "text/xml")


class Tribun(Paper):
    """A paper of the network."""

    per_page = 3
    routes: ClassVar = [
        (r"/index-news", index),
        (r"/rss", rss),
        (r"/sitemap-news\.xml", sitemap_index),
        (r"/(?P<section>[\w-]+)/sitemap-news\.xml", sitemap),
        (r"/(?:\d{4}/\d\d/\d\d|[\w-]+/\d{4,9})/(?P<wanted>[\w-]+)", article),
    ]
