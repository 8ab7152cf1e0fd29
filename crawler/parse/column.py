"""The main column of a page that no layout knows: the running text that stands nearest to the headline."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from crawler.parse.dateline import find_dateline
from crawler.parse.noise import element_noise
from crawler.parse.reader import is_small
from crawler.parse.selectors import Index
from crawler.parse.tree import plain_text, squash, text_of

# Containers that hold an article's text and nothing else on most systems, the surest first.
KNOWN = [
    *(
        "[itemprop~='articleBody']",
        ".entry-content",
        ".td-post-content",
        ".post-body",
        ".article-content",
        ".post-content",
    ),
    *(".content-inner", ".detail-content", ".article-body", ".news-content", ".detail__body-text", ".read__content"),
    *(".single-content", ".content-detail", ".detail-text", ".isi-berita", ".article__content", ".entry"),
]
_TEXTUAL = ("p", "div", "td", "section", "article", "blockquote", "li", "span", "main", "center")
_INLINE = ("b", "strong", "i", "em", "span", "u", "font")
_WRAPPERS = ("p", "li", "span", "blockquote", "ul", "ol")
_SHORTEST = 25
_ENOUGH = 120
"""letters of running text; a page with less has no article"""
_REGION = 250
# What a paragraph counts for the element that holds it and for those around that one.
_WEIGHTS = (1.0, 0.5, 0.45)
# Below this only damage lies, and to measure every level of it would take the square of its depth.
_DEEPEST = 200


class _Paragraph(NamedTuple):
    element: etree._Element
    holder: etree._Element
    letters: int
    depth: int
    """how many ancestors of the headline lie inside the nearest that also holds this paragraph"""


def find_column(index: Index, headline: etree._Element | None) -> etree._Element | None:
    """The element that holds the article's text: the densest one in the smallest region that has headline and text."""
    paragraphs = _near(list(_paragraphs(index.root, headline)))
    scores: dict[etree._Element, float] = {}
    for paragraph in paragraphs:
        around = (paragraph.holder, *paragraph.holder.iterancestors())
        for element, weight in zip(around, _WEIGHTS, strict=False):
            scores[element] = scores.get(element, 0.0) + weight * paragraph.letters
    if sum(paragraph.letters for paragraph in paragraphs) < _ENOUGH:
        return None
    best = max(scores, key=lambda element: scores[element])
    known = _known(index, best, scores)
    return known if known is not None else _widen(best, scores)


def _near(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Those of the smallest region around the headline that holds an article's worth of text.

    A lead or a caption beside the headline is outweighed by a far longer text elsewhere, unless it has a dateline.
    """
    letters: dict[int, int] = {}
    for paragraph in paragraphs:
        letters[paragraph.depth] = letters.get(paragraph.depth, 0) + paragraph.letters
    total, nearest = 0, max(letters, default=0)
    for depth in sorted(letters):
        total += letters[depth]
        if total >= _REGION:
            nearest = depth
            break
    near = [paragraph for paragraph in paragraphs if paragraph.depth <= nearest]
    far = _longest_text([paragraph for paragraph in paragraphs if paragraph.depth > nearest])
    if far and far[1] > max(1000, 3 * total) and not any(find_dateline(text_of(near_by.element)) for near_by in near):
        return [paragraph for paragraph in paragraphs if paragraph.depth <= far[0]]
    return near


def _longest_text(paragraphs: list[_Paragraph]) -> tuple[int, int] | None:
    """Depth and letters of the holder with most text."""
    held: dict[etree._Element, int] = {}
    depths: dict[etree._Element, int] = {}
    for paragraph in paragraphs:
        held[paragraph.holder] = held.get(paragraph.holder, 0) + paragraph.letters
        depths[paragraph.holder] = paragraph.depth
    longest = max(held, key=lambda holder: held[holder], default=None)
    return None if longest is None else (depths[longest], held[longest])


def _paragraphs(root: etree._Element, headline: etree._Element | None) -> Iterator[_Paragraph]:
    """Stretches of unlinked running text behind the headline, with the element that holds each."""
    above = list(headline.iterancestors()) if headline is not None else []
    depths = {element: depth for depth, element in enumerate(above)}
    started = headline is None
    body = root.find("body")
    top = root if body is None else body
    levels = {top: 1}
    for element in top.iterdescendants(*_TEXTUAL, *(() if headline is None else (str(headline.tag),))):
        if element is headline:
            started = _is_shown(element, levels)
        # Bare text beside a headline stands in an element that begins before it.
        if (
            not (started or element in depths)
            or element.tag not in _TEXTUAL
            or (letters := _own_letters(element)) < _SHORTEST
            or not _level(element, levels)
        ):
            continue
        holder = element
        while holder.tag in _WRAPPERS and (outer := holder.getparent()) is not None:
            holder = outer
        depth = next((depths[outer] for outer in (element, *element.iterancestors()) if outer in depths), len(above))
        yield _Paragraph(element, holder, letters, depth)


def _is_shown(headline: etree._Element, levels: dict[etree._Element, int]) -> bool:
    """Whether a reader sees the headline; its own names may speak of a caption."""
    above = headline.getparent()
    return above is not None and _level(above, levels) > 0 and element_noise(headline) not in ("", "hidden", "embed")


def _level(element: etree._Element, levels: dict[etree._Element, int]) -> int:
    """How deep a visible element stands, 0 for one in a box of noise; `levels` remembers what was asked before."""
    path = []
    above: etree._Element | None = element
    while above is not None and above not in levels:
        path.append(above)
        above = above.getparent()
    level = levels[above] if above is not None else 0
    for step in reversed(path):
        if level:
            level = 0 if level <= _DEEPEST and _is_noise(step) else level + 1
        levels[step] = level
    return level


def _is_noise(element: etree._Element) -> bool:
    kind = element_noise(element)
    return kind is not None and (kind in ("", "hidden", "embed") or is_small(element))


def _own_letters(element: etree._Element) -> int:
    """Letters of the element's own text and of inline text in it, links and blocks not counted."""
    text = element.text
    # Most of a page's texts are the line breaks between its tags.
    letters = len(squash(text)) if text and not text.isspace() else 0
    for child in element:
        if child.tag in _INLINE:
            letters += len(squash(plain_text(child)))
        if (tail := child.tail) and not tail.isspace():
            letters += len(squash(tail))
    return letters


def _known(index: Index, best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element | None:
    """A container of a well-known name, if it is about where the text is."""
    near = {best, *best.iterancestors(), *best.iterdescendants()}
    for selector in KNOWN:
        for element in index.find(selector):
            if element in near and sum(scores.get(part, 0) for part in element.iter()) >= 0.6 * scores[best]:
                return element
    return None


def _widen(best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element:
    """Takes the parent while it brings much more text: pages that put every few paragraphs into boxes of their own.

    Boxes for the pages of an article bear the same names, and the text may stand one level deeper in them.
    """
    column = path = best
    for parent in best.iterancestors():
        others = {child: scores[child] for child in parent if child is not path and child in scores}
        gains = sum(others.values()) >= 0.3 * scores[best] if column is path else False
        if parent.tag in ("body", "html") or (not gains and path not in (column, column.getparent())):
            break
        if gains or any(_same_names(path, other) for other in others):
            column = parent
        path = parent
    return column


def _same_names(one: etree._Element, other: etree._Element) -> bool:
    return one.tag == other.tag and one.get("class") is not None and one.get("class") == other.get("class")
