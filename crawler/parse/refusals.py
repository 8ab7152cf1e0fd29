"""Pages that are no article, each with its reason: a short fixed word, and what was seen."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from crawler.parse.metadata import Metadata

LARGEST = 12_000_000
"""characters of a page"""
MOST_ELEMENTS = 25_000
MOST_LETTERS = 2_000_000
"""of text outside scripts; no article is a tenth as long, and a bigger page would cost more than two seconds"""
FEW_WORDS = 250
_COUNT = etree.XPath("count(descendant::*)")
_UNREAD = ("script", "style", "noscript", "title")


class Reason(NamedTuple):
    """Why a page is refused: listing, gallery, video, gone, error, challenge, empty, print, amp, static, not-html,
    no-headline, no-body or too-large."""

    reason: str
    detail: str


_NOT_HTML = re.compile(
    r"\s*(?:%PDF-|\{|\[|<\?xml[^>]*>\s*<(?!!DOCTYPE html|html)|<(?:rss|feed|urlset|sitemapindex)\b|\x89PNG|GIF8|RIFF|\xff\xd8)",
    re.I,
)
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffd]")
# Marks of bot walls; each may also stand in an article's page, so they count only where there is little to read.
_WALL = re.compile(
    r"_cf_chl_opt|cf-chl-|cf-browser-verification|sgcaptcha|_Incapsula_Resource|slowAES|toNumbers\(|awsWafCookieDomainList|px-captcha"
    r"|ddos-guard|sucuri_cloudproxy|document\.cookie\s*=\s*[\"'][^\"']{1,200}[\"'];?\s*(?:window\.)?location|g-recaptcha|hcaptcha|turnstile",
)
_WALL_TITLE = re.compile(
    r"^\W*(?:just a moment|attention required|checking your browser|one moment|please wait|access denied|403\b|forbidden|robot check|"
    r"security check|are you (?:a )?(?:human|robot)|verif(?:y|ying)|ddos|bot verification|error 10\d\d|1015\b|captcha|mohon tunggu)",
    re.IGNORECASE,
)
_GONE_TITLE = re.compile(
    r"^\W*(?:error\s*)?404\b(?!\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+)|^\W*(?:page|halaman|laman|artikel|berita|konten|post)\s+(?:yang\s+\w+\s+\w+\s+)?(?:ini\s+)?"
    r"(?:not found|tidak\s+(?:di)?temukan|tidak\s+ada|tidak\s+tersedia|telah\s+dihapus|sudah\s+dihapus)|^\W*(?:nothing found|not found|"
    r"tidak\s+(?:di)?temukan|account suspended|domain\b.{0,40}\bfor sale)\b|\b404\s+(?:not found|error)\b",
    re.IGNORECASE,
)
_ERROR_TITLE = re.compile(
    r"^\W*(?:50\d\b|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|database error|"
    r"error establishing a database|(?:website |situs )?(?:sedang )?(?:dalam )?(?:maintenance|perbaikan)\b|fatal error)",
    re.IGNORECASE,
)
_LISTING_CLASS = {
    "home",
    "blog",
    "archive",
    "category",
    "tag",
    "author",
    "search",
    "search-results",
    "search-no-results",
    "front-page",
    "paged",
}
_ARTICLE_CLASS = {"single", "single-post", "postid", "single-format-standard"}
_LISTING_PATH = re.compile(
    r"^/?$|^/(?:category|kategori|kategory|tag|tags|topik|topic|author|penulis|search|indeks|index|index-news|indeks-berita|label|kanal|terkini|rubrik)(?:/|$)"
    r"|/page/\d+/?$|^/search/label/|^/(?:\d{4}/)(?:\d{2}/)?(?:\d{2}/)?$|^/index\.(?:php|html?)$",
    re.IGNORECASE,
)
_GALLERY = re.compile(
    r"^/(?:\w+/)?(?:foto|photo|photos|galeri|gallery|photogallery|galeri-foto|fotografi)/|/foto-|^/(?:\w+/)?foto-news/",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"^/(?:\w+/)?(?:video|videos|vod|watch|tv|live|embed)/", re.IGNORECASE)


def refuse_text(text: str) -> Reason | None:
    """What can be told before parsing."""
    if len(text) > LARGEST:
        return Reason("too-large", f"{len(text)} characters")
    if text.count("<") > 10 * MOST_ELEMENTS:
        return Reason("too-large", "tags")
    if not text.strip("\ufeff \t\r\n\x00"):
        return Reason("empty", "no text")
    if _NOT_HTML.match(text.lstrip("\ufeff")):
        return Reason("not-html", text.strip()[:20])
    if len(_CONTROL.findall(text, 0, 2000)) > 200:
        return Reason("not-html", "binary")
    return None


def refuse_size(root: etree._Element, text: str) -> Reason | None:
    """A page that small source made too big a tree; ordinary pages are not even counted."""
    if len(text) < MOST_LETTERS / 4:
        return None
    elements = _COUNT(root)
    if isinstance(elements, float) and elements > MOST_ELEMENTS:
        return Reason("too-large", f"{elements:.0f} elements")
    letters = sum(len(node.text or "") + len(node.tail or "") for node in root.iter() if node.tag not in _UNREAD)
    return Reason("too-large", f"{letters} letters") if letters > MOST_LETTERS else None


def refuse_page(root: etree._Element, text: str, metadata: Metadata, url: str) -> Reason | None:
    """What head, body class and address tell before the article is looked for."""
    title = metadata.title or ""
    if (
        root.get("amp") is not None
        or root.get("⚡") is not None
        or re.search(r"/amp/?$|^/amp/|[?&]amp(?:=|$)", _step(url))
    ) and not _is_canonical(metadata, url):
        return Reason("amp", metadata.links.get("canonical", ""))
    if re.search(r"/print(?:/|$)|[?&]print=|[?&]cetak=|/cetak/", _step(url)) or _prints_itself(root):
        return Reason("print", metadata.links.get("canonical", ""))
    if (wall := _WALL_TITLE.match(title)) and _readable(root) < FEW_WORDS:
        return Reason("challenge", wall.group()[:60])
    if _ERROR_TITLE.match(title) and _readable(root) < FEW_WORDS:
        return Reason("error", title[:60])
    classes = body_classes(root)
    if "error404" in classes or (_GONE_TITLE.search(title) and not metadata.article):
        return Reason("gone", title[:60] or "error404")
    if metadata.article or classes & _ARTICLE_CLASS or any(name.startswith("postid-") for name in classes):
        return None
    if classes & _LISTING_CLASS and _is_wordpress(text):
        return Reason("listing", " ".join(sorted(classes & _LISTING_CLASS)))
    if "page" in classes and any(name.startswith("page-id-") for name in classes):
        return Reason("static", "a WordPress page")
    if _LISTING_PATH.search(urlsplit(url).path) and "?p=" not in url and metadata.first("og:type") != "article":
        return Reason("listing", urlsplit(url).path)
    return None


def refuse_thin(url: str, metadata: Metadata, classes: set[str], words: int) -> Reason | None:
    """A picture or video page that carries no more than its caption."""
    if words >= FEW_WORDS:
        return None
    path = urlsplit(url).path
    if _GALLERY.search(path) or "single-format-gallery" in classes:
        return Reason("gallery", f"{words} words")
    if _VIDEO.search(path) or "single-format-video" in classes or (metadata.first("og:type") or "").startswith("video"):
        return Reason("video", f"{words} words")
    return None


def refuse_wall(text: str, words: int) -> Reason | None:
    """A bot wall by its scripts, on a page with hardly a word."""
    wall = _WALL.search(text) if words < FEW_WORDS else None
    return Reason("challenge", wall.group()[:60]) if wall else None


def refuse_nothing(root: etree._Element, text: str) -> Reason:
    """The reason of a page in which neither headline nor body was found."""
    words = _readable(root)
    if wall := refuse_wall(text, words):
        return wall
    teasers = sum(1 for heading in root.iter("h2", "h3", "h4") if heading.find(".//a") is not None)
    if teasers >= 5:
        return Reason("listing", f"{teasers} linked headings")
    if words < 30:
        scripted = "<script" in text
        return Reason("challenge" if scripted and "location" in text and words < 10 else "empty", f"{words} words")
    return Reason("no-body", f"{words} words")


def body_classes(root: etree._Element) -> set[str]:
    """Class names of the body element, in which WordPress says what kind of page it is."""
    body = root.find("body")
    return set(body.get("class", "").split()) if body is not None else set()


def _readable(root: etree._Element) -> int:
    """Words outside scripts and styles."""
    words = 0
    for node in root.iter():
        if node.tag not in _UNREAD and node.text:
            words += len(node.text.split())
        if node.tail:
            words += len(node.tail.split())
        if words >= FEW_WORDS:
            break
    return words


def _is_wordpress(text: str) -> bool:
    return "/wp-content/" in text or "/wp-includes/" in text or "wp-json" in text


def _prints_itself(root: etree._Element) -> bool:
    body = root.find("body")
    return body is not None and "print()" in body.get("onload", "")


def _is_canonical(metadata: Metadata, url: str) -> bool:
    """Some portals are AMP and nothing else: then the page names itself."""
    named = metadata.links.get("canonical", "")
    return bool(named) and _bare(named) == _bare(url)


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/").removeprefix("www.")


def _step(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
