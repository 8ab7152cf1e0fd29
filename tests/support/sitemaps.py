"""Sitemaps of WordPress in three dialects: core, Yoast and Rank Math; the latter two add one for news."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.support.articles import MadeArticle
from tests.support.writing import slug, text, utc

if TYPE_CHECKING:
    from tests.support.wordpress import WordPress

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MOST = {None: 2000, "yoast": 1000, "rank-math": 200}
"""addresses a part"""


def index_path(site: "WordPress") -> str:
    """Where robots.txt says the sitemap is."""
    return ("/sitemap_index.xml" if site.seo else "/wp-sitemap.xml") + (".gz" if site.zipped_sitemaps else "")


def document(site: "WordPress", home: str, path: str) -> str | None:
    """The sitemap at `path` (without `.gz`), or None."""
    parts = _parts(site)
    if path == index_path(site).removesuffix(".gz"):
        return _index(site, home, parts)
    if site.seo and path == "/news-sitemap.xml":
        return _news(site, home)
    if path == _terms_path(site):
        sections = sorted({slug(a.section) for a in site.articles})
        return _urlset([f"\t<url><loc>{home}/category/{section}/</loc></url>\n" for section in sections])
    if path not in parts:
        return None
    return _urlset([_url(site, article, home) for article in parts[path]])


def _parts(site: "WordPress") -> dict[str, list[MadeArticle]]:
    """The paths of the parts with their articles, oldest first as each dialect numbers them."""
    articles, most = site.newest_first()[::-1], site.per_sitemap or MOST[site.seo]
    chunks = [articles[start : start + most] for start in range(0, len(articles), most)]
    return {_part_path(site, number, len(chunks)): chunk for number, chunk in enumerate(chunks, 1)}


def _part_path(site: "WordPress", number: int, count: int) -> str:
    if site.seo is None:
        return f"/wp-sitemap-posts-post-{number}.xml"
    unnumbered = number == 1 if site.seo == "yoast" else count == 1
    return f"/post-sitemap{'' if unnumbered else number}.xml"


def _terms_path(site: "WordPress") -> str:
    """The part that lists the categories, where no article is."""
    return "/category-sitemap.xml" if site.seo else "/wp-sitemap-taxonomies-category-1.xml"


def _index(site: "WordPress", home: str, parts: dict[str, list[MadeArticle]]) -> str:
    zipped = ".gz" if site.zipped_sitemaps else ""
    entries = []
    for path, articles in parts.items():
        changed = f"<lastmod>{utc(max(a.last_change for a in articles))}</lastmod>" if site.seo else ""
        entries.append(f"\t<sitemap><loc>{home}{path}{zipped}</loc>{changed}</sitemap>\n")
    entries.append(f"\t<sitemap><loc>{home}{_terms_path(site)}{zipped}</loc></sitemap>\n")
    body = f'<sitemapindex xmlns="{SCHEMA}">\n{"".join(entries)}</sitemapindex>\n'
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body


def _urlset(urls: list[str], spaces: str = "") -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SCHEMA}"{spaces}>\n'
    return head + "".join(urls) + "</urlset>\n"


def _url(site: "WordPress", article: MadeArticle, home: str) -> str:
    changed = f"<lastmod>{utc(article.last_change)}</lastmod>" if site.seo else ""
    return f"\t<url><loc>{home}{article.path}</loc>{changed}</url>\n"


def _news(site: "WordPress", home: str) -> str:
    """The last two days before the newest article."""
    articles = site.newest_first()
    recent = [a for a in articles if a.published > articles[0].published - timedelta(hours=48)]
    urls = [
        f"\t<url><loc>{home}{a.path}</loc><news:news><news:publication><news:name>{text(site.name)}</news:name>"
        f"<news:language>id</news:language></news:publication><news:publication_date>{utc(a.published)}"
        f"</news:publication_date><news:title>{text(a.headline)}</news:title></news:news></url>\n"
        for a in recent
    ]
    return _urlset(urls, f' xmlns:news="{NEWS}"')
