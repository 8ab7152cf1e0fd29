"""The pages of an article that is cut into several: which they are, and which one holds it whole."""

import re
from urllib.parse import parse_qsl, urlsplit

from crawler.parse.links import absolute
from crawler.parse.tree import Node, attribute, select

_PAGE_PARAMETERS = ("page", "halaman", "hal")
_WHOLE = {("page", "all"), ("single", "1"), ("showpage", "all"), ("page", "semua")}
_LAST_STEP = re.compile(r"^(?P<base>.*?)/(?:page/|halaman-?/?)?(?P<number>[1-9]\d?)/?$")
_UNSAFE = re.compile(r"[^ !#-\[\]-~]")
"""quotation marks, strokes and all that is no ASCII: escaped in a string of CSS"""
MOST_PAGES = 50


def is_whole(url: str) -> bool:
    """Whether an address asks for all pages at once.

    >>> is_whole("https://palu.tribunnews.com/2023/04/10/banjir?page=all"), is_whole("https://a.id/banjir/2/")
    (True, False)
    """
    return "?" in url and any(pair in _WHOLE for pair in parse_qsl(urlsplit(url).query.lower()))


def page_number(url: str) -> tuple[str, int]:
    """An address as (article, page): the page is 1 where none is named."""
    parts = urlsplit(url)
    article = f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
    for key, value in parse_qsl(parts.query):
        if key.lower() in _PAGE_PARAMETERS and value.isdigit() and 0 < int(value) <= MOST_PAGES:
            return article, int(value)
    return article, 1


def other_pages(root: Node, url: str) -> tuple[list[str], str | None, int]:
    """Addresses of the article's other pages in order, the one that holds it whole, and how many pages there are."""
    article, current = page_number(url)
    base = _base(article)
    pages: dict[int, str] = {}
    whole = None
    for href in _hrefs(root, base):
        if not _may_page(href):
            continue
        address = absolute(url, href)
        if address is None:
            continue
        if is_whole(address) and page_number(address)[0] in (article, base):
            whole = whole or address
        elif (number := _number_of(address, article, base)) is not None:
            pages.setdefault(number, address)
    if base != article and _base_number(article) in range(2, MOST_PAGES) and pages:
        current = _base_number(article)
    total = _unbroken(set(pages) | {current, 1})
    others = [pages[number] for number in sorted(pages) if number != current and 1 < number <= total]
    return others, whole, total


def _hrefs(root: Node, base: str) -> list[str]:
    """Links that name this article, or nothing but a query; no other can be a page of it."""
    slug = base.partition("/")[2].rpartition("/")[2]
    if not slug:
        return []
    quoted = _UNSAFE.sub(lambda sign: f"\\{ord(sign[0]):x} ", slug)
    return [attribute(link, "href") for link in select(root, f'a[href*="{quoted}"], a[href^="?"]')]


def _may_page(href: str) -> bool:
    return (
        "page=" in href
        or "single=" in href
        or "halaman=" in href
        or "showpage=" in href
        or href.rstrip("/")[-1:].isdigit()
    )


def _base(article: str) -> str:
    """The article's address without the page step of `/slug/2`."""
    step = _LAST_STEP.match(article)
    return step["base"] if step else article


def _base_number(article: str) -> int:
    step = _LAST_STEP.match(article)
    return int(step["number"]) if step else 1


def _number_of(address: str, article: str, base: str) -> int | None:
    """The page that an address of this article names; None for another article's address."""
    there, number = page_number(address)
    if there in (article, base):
        return number if number > 1 else None
    step = _LAST_STEP.match(there)
    if step and step["base"] in (article, base) and int(step["number"]) > 1:
        return int(step["number"])
    return None


def _unbroken(numbers: set[int]) -> int:
    """The last page of a row that begins at 1; a pager may leave out the middle, so its greatest number counts."""
    return max(numbers) if len(numbers) > 1 else 1
