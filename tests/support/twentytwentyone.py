"""The markup of WordPress's own theme Twenty Twenty-One."""

from tests.support.articles import MadeArticle
from tests.support.writing import long_date, slug, text


def article(article: MadeArticle, home: str, number: int, others: list[MadeArticle]) -> str:
    """One page of an article, with links to other articles under it."""
    blocks = "\n".join(article.pages[number - 1])
    links = "".join(
        f'<div class="nav-previous"><a href="{home}{o.path}" rel="prev">{_title(o)}</a></div>' for o in others
    )
    return f"""<div id="content" class="site-content"><div id="primary" class="content-area">
<main id="main" class="site-main">
<article id="post-{article.number}" class="{_classes(article)}">
	<header class="entry-header alignwide">
		<h1 class="entry-title">{text(article.headline)}</h1>
	</header><!-- .entry-header -->
	<div class="entry-content">
{blocks}
{_page_links(article, home, number)}	</div><!-- .entry-content -->
	<footer class="entry-footer default-max-width">
		<div class="posted-by"><span class="posted-on">Diterbitkan {_time(article)}</span>{_byline(article, home)}</div>
		<div class="post-taxonomies">{_terms(article, home)}</div>
	</footer><!-- .entry-footer -->
</article>
<div id="comments" class="comments-area"><h2 id="reply-title" class="comment-reply-title">Tinggalkan Balasan</h2></div>
<nav class="navigation post-navigation" aria-label="Tulisan"><h2 class="screen-reader-text">Navigasi pos</h2>
<div class="nav-links">{links}</div></nav>
</main></div></div>"""


def listing(batch: list[MadeArticle], home: str, following: str | None) -> str:
    """Articles with the beginning of their text, and a link to the next page if there is one."""
    older = f'<a class="next page-numbers" href="{following}">Berikutnya</a>' if following else ""
    return f"""<div id="content" class="site-content"><div id="primary" class="content-area">
<main id="main" class="site-main">
{"".join(_teaser(article, home) for article in batch)}
<nav class="navigation pagination" aria-label="Pos"><div class="nav-links">{older}</div></nav>
</main></div></div>"""


def _teaser(article: MadeArticle, home: str) -> str:
    return f"""<article id="post-{article.number}" class="{_classes(article)}">
<header class="entry-header"><h2 class="entry-title default-max-width">
<a href="{home}{article.path}">{text(article.headline)}</a></h2></header>
<div class="entry-content">{article.pages[0][0]}</div>
<footer class="entry-footer default-max-width"><span class="posted-on">Diterbitkan {_time(article)}</span></footer>
</article>
"""


def _classes(article: MadeArticle) -> str:
    terms = [f"category-{slug(article.section)}", *(f"tag-{slug(tag)}" for tag in article.tags)]
    return f"post-{article.number} post type-post status-publish format-standard hentry {' '.join(terms)} entry"


def _title(article: MadeArticle) -> str:
    return f'<p class="meta-nav">Pos sebelumnya</p><p class="post-title">{text(article.headline)}</p>'


def _time(article: MadeArticle) -> str:
    """One `time` while nothing was changed, two afterwards."""
    shown, stamp = long_date(article.published), article.published.isoformat(timespec="seconds")
    if article.modified is None:
        return f'<time class="entry-date published updated" datetime="{stamp}">{shown}</time>'
    changed, late = long_date(article.modified), article.modified.isoformat(timespec="seconds")
    first = f'<time class="entry-date published" datetime="{stamp}">{shown}</time>'
    return f'{first}<time class="updated" datetime="{late}">{changed}</time>'


def _byline(article: MadeArticle, home: str) -> str:
    link = f'<a href="{home}/author/{slug(article.author)}/" rel="author">{text(article.author)}</a>'
    return f'<span class="byline">Oleh {link}</span>'


def _terms(article: MadeArticle, home: str) -> str:
    section = f'<a href="{home}/category/{slug(article.section)}/" rel="category tag">{text(article.section)}</a>'
    tags = ", ".join(f'<a href="{home}/tag/{slug(tag)}/" rel="tag">{text(tag)}</a>' for tag in article.tags)
    categories = f'<span class="cat-links">Dikategorikan sebagai {section} </span>'
    return f'{categories}<span class="tags-links">Ditandai {tags}</span>'


def _page_links(article: MadeArticle, home: str, number: int) -> str:
    if len(article.pages) == 1:
        return ""
    links = [_page_link(home + article.path, at, number) for at in range(1, len(article.pages) + 1)]
    return f'<nav class="page-links" aria-label="Halaman"> {" ".join(links)}</nav>\n'


def _page_link(address: str, at: int, current: int) -> str:
    if at == current:
        return f'<span class="post-page-numbers current" aria-current="page">Halaman {at}</span>'
    return f'<a href="{address}{"" if at == 1 else f"{at}/"}" class="post-page-numbers">Halaman {at}</a>'
