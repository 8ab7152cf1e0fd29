"""The markup of the theme wpberita (Idtheme), which hundreds of small Indonesian portals wear."""

from tests.support.articles import MadeArticle
from tests.support.writing import long_date, slug, text


def article(article: MadeArticle, home: str, number: int, others: list[MadeArticle]) -> str:
    """One page of an article: share buttons, a related link inside the text, a credit line after it."""
    return f"""<main id="primary" class="site-main col-md-8">
<article id="post-{article.number}" class="content-single post-{article.number} post type-post status-publish hentry">
<div class="breadcrumbs"><a href="{home}/">Beranda</a> {_section(article, home)}</div>
<header class="entry-header entry-header-single">
<h1 class="entry-title"><strong>{text(article.headline)}</strong></h1>
<div class="list-table clearfix"><div class="table-row">
<div class="table-cell"><div class="gmr-meta-topic heading-text">{_author(article, home)} -
<span class="cat-links-content">{_section(article, home)}</span></div>
<div class="meta-content gmr-content-metasingle"><span class="posted-on">{_time(article)}</span></div></div>
<div class="table-cell gmr-content-share">
<ul class="gmr-socialicon-share"><li class="text-social">Sebarkan artikel ini</li></ul></div>
</div></div>
</header>
<div class="single-wrap"><div class="entry-content entry-content-single clearfix">
{_blocks(article.pages[number - 1], home, others)}
{_page_links(article, home, number)}<footer class="entry-footer entry-footer-single">
<span class="tags-links heading-text"><strong>{_tags(article, home)}</strong></span>
<div class="gmr-cf-metacontent heading-text meta-content">{_credit(article)}</div>
</footer>
</div></div>
<div class="gmr-related-post"><h3 class="related-text">Baca Juga</h3>{"".join(_related(o, home) for o in others)}</div>
</article>
<div id="comments" class="comments-area"><h3>Tinggalkan Balasan</h3></div>
</main>"""


def listing(batch: list[MadeArticle], home: str, following: str | None) -> str:
    """Boxes with title and time, and a link to the next page if there is one."""
    older = f'<a class="next page-numbers" href="{following}">Berikutnya</a>' if following else ""
    return f"""<main id="primary" class="site-main col-md-8"><div id="infinite-container">
{"".join(_box(article, home) for article in batch)}
</div><nav class="navigation pagination inf-pagination">{older}</nav></main>"""


def _box(article: MadeArticle, home: str) -> str:
    return f"""<article id="post-{article.number}" class="post type-post status-publish hentry"><div class="box-item">
<div class="box-content"><div class="gmr-meta-topic">{_section(article, home)}</div>
<h2 class="entry-title"><a href="{home}{article.path}">{text(article.headline)}</a></h2>
<span class="posted-on">{_time(article)}</span></div></div></article>
"""


def _author(article: MadeArticle, home: str) -> str:
    link = f'<a class="url fn n" href="{home}/author/{slug(article.author)}/">{text(article.author)}</a>'
    return f'<span class="author vcard">{link}</span>'


def _section(article: MadeArticle, home: str) -> str:
    return f'<a href="{home}/category/{slug(article.section)}/" rel="category tag">{text(article.section)}</a>'


def _blocks(blocks: list[str], home: str, others: list[MadeArticle]) -> str:
    """The text with a banner and a related link after the second block, where the theme puts them."""
    related = "".join(f'<a href="{home}{o.path}">{text(o.headline)}</a>' for o in others[:1])
    inside = (
        '<div class="gmr-banner-insidecontent">Iklan</div>\n'
        f'<div class="gmr-related-post-onlytitle"><div class="related-text-onlytitle">Baca Juga</div>{related}</div>'
    )
    return "\n".join([*blocks[:2], inside, *blocks[2:]])


def _time(article: MadeArticle) -> str:
    published, changed = (moment.isoformat(timespec="seconds") for moment in (article.published, article.last_change))
    shown = f"{long_date(article.published)} {article.published:%H:%M}"
    first = f'<time class="entry-date published" datetime="{published}">{shown}</time>'
    return f'{first}<time class="updated" datetime="{changed}">{long_date(article.last_change)}</time>'


def _tags(article: MadeArticle, home: str) -> str:
    return " ".join(f'<a href="{home}/tag/{slug(tag)}/" rel="tag">{text(tag)}</a>' for tag in article.tags)


def _credit(article: MadeArticle) -> str:
    return f"<span>Penulis: {text(article.writer)}</span>" if article.writer else ""


def _related(article: MadeArticle, home: str) -> str:
    return f'<div class="wpberita-list-gallery"><a href="{home}{article.path}">{text(article.headline)}</a></div>'


def _page_links(article: MadeArticle, home: str, number: int) -> str:
    if len(article.pages) == 1:
        return ""
    numbers = " ".join(_page_link(home + article.path, at, number) for at in range(1, len(article.pages) + 1))
    links = f'<div class="page-links"><span class="text-page-link">Halaman:</span> {numbers}</div>\n'
    if number == len(article.pages):
        return links
    onward = f'<a href="{home}{article.path}{number + 1}/"><span class="prevnextpost">Laman berikutnya</span></a>'
    return f'{links}<div class="prevnextpost-links">{onward}</div>\n'


def _page_link(address: str, at: int, current: int) -> str:
    label = f'<span class="page-link-number">{at}</span>'
    return label if at == current else f'<a href="{address}{"" if at == 1 else f"{at}/"}">{label}</a>'
