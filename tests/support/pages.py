"""The HTML pages of the made WordPress: what all themes share, head and frame."""

import json
from typing import TYPE_CHECKING, Any

from tests.support import twentytwentyone, wpberita
from tests.support.articles import MadeArticle
from tests.support.writing import text, utc

if TYPE_CHECKING:
    from tests.support.wordpress import WordPress

THEMES = {"twentytwentyone": twentytwentyone, "wpberita": wpberita}


def article(site: "WordPress", article: MadeArticle, home: str, number: int) -> str:
    """Page `number` of an article."""
    main = THEMES[site.theme].article(article, home, number, _neighbours(site, article))
    body_class = f"post-template-default single single-post postid-{article.number} single-format-standard"
    if number > 1:
        body_class += f" paged-{number} single-paged-{number}"
    return _frame(site, home, article.headline, body_class, main, _article_head(site, article, home))


def listing(site: "WordPress", batch: list[MadeArticle], home: str, section: str, number: int) -> str:
    """Page `number` of the front page or of a category."""
    last = -(-len(site.newest_first(section or None)) // site.per_page)
    following = f"{home}{section}/page/{number + 1}/" if number < last else None
    main = THEMES[site.theme].listing(batch, home, following)
    body_class = ("archive category" if section else "home blog") + (f" paged paged-{number}" if number > 1 else "")
    return _frame(site, home, "Beranda", body_class, main)


def not_found(site: "WordPress", home: str) -> str:
    """The 404 page."""
    main = '<main id="main"><h1 class="page-title">Halaman tidak ditemukan</h1></main>'
    return _frame(site, home, "Halaman tidak ditemukan", "error404", main)


def _neighbours(site: "WordPress", article: MadeArticle) -> list[MadeArticle]:
    """Up to two other articles, for the links that themes put into and under the text."""
    return [other for other in site.newest_first() if other.number != article.number][:2]


def _frame(site: "WordPress", home: str, title: str, body_class: str, main: str, head: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{text(title)} &#8211; {text(site.name)}</title>
<link rel="alternate" type="application/rss+xml" title="{text(site.name)} &raquo; Feed" href="{home}/feed/" />
<link rel="https://api.w.org/" href="{home}/wp-json/" />
<meta name="generator" content="WordPress 6.8" />
{head}</head>
<body class="{body_class}">
<header class="site-header"><p class="site-title"><a href="{home}/">{text(site.name)}</a></p>
<nav><a href="{home}/">Beranda</a> <a href="{home}/redaksi/">Redaksi</a>
<a href="{home}/pedoman-media-siber/">Pedoman</a></nav>
</header>
{main}
<footer class="site-footer"><a href="{home}/">{text(site.name)}</a> Hak cipta dilindungi</footer>
</body>
</html>
"""


def _article_head(site: "WordPress", article: MadeArticle, home: str) -> str:
    address = home + article.path
    links = (
        f'<link rel="canonical" href="{address}" />\n'
        f"<link rel='shortlink' href='{home}/?p={article.number}' />\n"
        f'<link rel="alternate" type="application/json" href="{home}/wp-json/wp/v2/posts/{article.number}" />\n'
    )
    if site.seo is None:
        return links
    properties = {
        "og:locale": "id_ID",
        "og:type": "article",
        "og:title": f"{article.headline} - {site.name}",
        "og:url": address,
        "og:site_name": site.name,
        "article:published_time": utc(article.published),
        "article:modified_time": utc(article.last_change),
    }
    metas = "".join(f'<meta property="{name}" content="{text(value)}" />\n' for name, value in properties.items())
    metas += f'<meta name="author" content="{text(article.author)}" />\n'
    graph = json.dumps({"@context": "https://schema.org", "@graph": _graph(site, article, home)}, ensure_ascii=False)
    marker = {"yoast": "yoast-schema-graph", "rank-math": "rank-math-schema"}[site.seo]
    return f'{links}{metas}<script type="application/ld+json" class="{marker}">{graph}</script>\n'


def _graph(site: "WordPress", article: MadeArticle, home: str) -> list[dict[str, Any]]:
    """Yoast dates in UTC and says Article; Rank Math dates in local time and says NewsArticle."""
    address = home + article.path
    moment = utc if site.seo == "yoast" else lambda instant: instant.isoformat(timespec="seconds")
    times = {"datePublished": moment(article.published), "dateModified": moment(article.last_change)}
    story = {
        "@type": "Article" if site.seo == "yoast" else "NewsArticle",
        "@id": f"{address}#article",
        "isPartOf": {"@id": address},
        "author": {"name": article.author, "@id": f"{home}/#/schema/person/{article.number}"},
        "headline": article.headline,
        **times,
        "keywords": article.tags,
        "articleSection": [article.section],
        "inLanguage": "id",
    }
    page = {"@type": "WebPage", "@id": address, "url": address, "name": article.headline, **times}
    website = {"@type": "WebSite", "@id": f"{home}/#website", "url": f"{home}/", "name": site.name}
    return [story, page, website]
