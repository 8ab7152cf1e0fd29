"""Pages that are no article, each with its reason: a short fixed word, and what was seen."""

import re
import tomllib
from importlib import resources
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.parse.identity import bare_address
from crawler.parse.metadata import Metadata
from crawler.parse.size import excess_of_text, excess_of_tree
from crawler.parse.tree import Node, ask, attribute, body_of, has, texts_in

FEW_WORDS = 250
# A bot wall is a small page.
_WALL_LENGTH = 100_000


class Reason(NamedTuple):
    """Why a page is refused: listing, gallery, video, gone, error, challenge, empty, print, amp, static, not-html,
    no-headline, no-body or too-large."""

    reason: str
    detail: str


_SOMETHING = re.compile(r"[^\s\ufeff\x00]")
_NOT_HTML = re.compile(
    r"[\s\ufeff]*(?:%PDF-|\{|\[|<\?xml[^>]*>\s*<(?!!DOCTYPE html|html)|<(?:rss|feed|urlset|sitemapindex)\b"
    r"|\x89PNG|GIF8|RIFF|\xff\xd8)",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_SIGNS = tomllib.loads((resources.files("crawler.parse") / "refusals.toml").read_text(encoding="utf-8"))
_TITLES, _SCRIPTS, _PATHS = (
    {kind: re.compile(pattern.replace("\n", ""), re.IGNORECASE) for kind, pattern in _SIGNS[section].items()}
    for section in ("titles", "scripts", "paths")
)
_LISTING_CLASS, _ARTICLE_CLASS = (frozenset(_SIGNS["classes"][kind].split()) for kind in ("listing", "article"))


def refuse_text(text: str) -> Reason | None:
    """What can be told before parsing."""
    if excess := excess_of_text(text):
        return Reason("too-large", excess)
    if not _SOMETHING.search(text):
        return Reason("empty", "no text")
    if _NOT_HTML.match(text):
        return Reason("not-html", text[:40].strip()[:20])
    # Few texts hold anything unprintable, and then mostly a mark of the reading direction.
    head = "".join(text[:2000].split())
    if not (head.isprintable() and "\ufffd" not in head) and len(_CONTROL.findall(text, 0, 2000)) > 200:
        return Reason("not-html", "binary")
    return None


def refuse_size(root: Node, text: str) -> Reason | None:
    """A page whose tree would cost too much to read."""
    excess = excess_of_tree(root, text)
    return Reason("too-large", excess) if excess else None


def refuse_page(root: Node, text: str, metadata: Metadata, url: str) -> Reason | None:
    """What head, body class and address tell before the article is looked for."""
    title, classes = metadata.title or "", body_classes(root)
    return (
        _refuse_twin(root, metadata, url)
        or _refuse_title(root, title, classes, bool(metadata.article))
        or _refuse_kind(text, metadata, classes, url)
    )


def _refuse_twin(root: Node, metadata: Metadata, url: str) -> Reason | None:
    """A copy of an article for phones or for paper."""
    canonical, step = metadata.links.get("canonical", ""), _step(url)
    is_amp = "amp" in root.attributes or "⚡" in root.attributes or _PATHS["amp"].search(step)
    # Some portals are AMP and nothing else: then the page names itself.
    if is_amp and not (canonical and bare_address(canonical) == bare_address(url)):
        return Reason("amp", canonical)
    if _PATHS["print"].search(step) or _prints_itself(root):
        return Reason("print", canonical)
    return None


def _refuse_title(root: Node, title: str, classes: set[str], has_article: bool) -> Reason | None:
    for kind in ("challenge", "error"):
        if _TITLES[kind].match(title) and _readable(root) < FEW_WORDS:
            return Reason(kind, title[:60])
    if "error404" in classes or (_TITLES["gone"].search(title) and not has_article):
        return Reason("gone", title[:60] or "error404")
    return None


def _refuse_kind(text: str, metadata: Metadata, classes: set[str], url: str) -> Reason | None:
    """Lists and standing pages."""
    if metadata.article or classes & _ARTICLE_CLASS or any(name.startswith("postid-") for name in classes):
        return None
    if classes & _LISTING_CLASS and _is_wordpress(text):
        return Reason("listing", " ".join(sorted(classes & _LISTING_CLASS)))
    if "page" in classes and any(name.startswith("page-id-") for name in classes):
        return Reason("static", "a WordPress page")
    path = urlsplit(url).path
    if _PATHS["listing"].search(path) and "?p=" not in url and metadata.first("og:type") != "article":
        return Reason("listing", path)
    return None


def refuse_thin(root: Node, metadata: Metadata, url: str, words: int) -> Reason | None:
    """A picture or video page that carries no more than its caption."""
    if words >= FEW_WORDS:
        return None
    parts, classes = urlsplit(url), body_classes(root)
    # A channel may have a host of its own: foto.tempo.co.
    places = (parts.path, f"/{(parts.hostname or '').partition('.')[0]}/")
    if any(map(_PATHS["gallery"].search, places)) or "single-format-gallery" in classes:
        return Reason("gallery", f"{words} words")
    if (
        any(map(_PATHS["video"].search, places))
        or "single-format-video" in classes
        or (metadata.first("og:type") or "").startswith("video")
    ):
        return Reason("video", f"{words} words")
    return None


def refuse_wall(text: str, words: int) -> Reason | None:
    """A bot wall by its scripts, on a page with hardly a word."""
    wall = _SCRIPTS["challenge"].search(text, 0, _WALL_LENGTH) if words < FEW_WORDS else None
    return Reason("challenge", wall.group()[:60]) if wall else None


def refuse_nothing(root: Node, text: str) -> Reason:
    """The reason of a page in which neither headline nor body was found."""
    words = _readable(root)
    if wall := refuse_wall(text, words):
        return wall
    teasers = len(linked_headings(root))
    if teasers >= 5:
        return Reason("listing", f"{teasers} linked headings")
    if words < 30:
        scripted = "<script" in text
        return Reason("challenge" if scripted and "location" in text and words < 10 else "empty", f"{words} words")
    return Reason("no-body", f"{words} words")


def linked_headings(root: Node) -> list[Node]:
    """Headings below the first that hold a link: teasers of other articles."""
    return [heading for heading in ask(root, "h2, h3, h4") if has(heading, "a")]


def body_classes(root: Node) -> set[str]:
    """Class names of the body element, in which WordPress says what kind of page it is."""
    body = body_of(root)
    return set(attribute(body, "class").split()) if body is not None else set()


def _readable(root: Node) -> int:
    """Words outside scripts and styles, counted until they are many."""
    words = 0
    for text in texts_in(root):
        words += len(text.split())
        if words >= FEW_WORDS:
            break
    return words


def _is_wordpress(text: str) -> bool:
    return "/wp-content/" in text or "/wp-includes/" in text or "wp-json" in text


def _prints_itself(root: Node) -> bool:
    body = body_of(root)
    return body is not None and "print()" in attribute(body, "onload")


def _step(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
