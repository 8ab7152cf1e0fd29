"""The main column of a page that no layout knows: where the running text stands."""

from collections.abc import Iterator

from lxml import etree

from crawler.parse.noise import element_noise
from crawler.parse.reader import is_small
from crawler.parse.selectors import Index
from crawler.parse.tree import squash

# Containers that hold an article's text and nothing else on most systems, the surest first.
KNOWN = [
    "[itemprop~='articleBody']",
    ".entry-content",
    ".td-post-content",
    ".post-body",
    ".article-content",
    ".post-content",
    ".content-inner",
    ".detail-content",
    ".article-body",
    ".news-content",
    ".detail__body-text",
    ".read__content",
    ".single-content",
    ".content-detail",
    ".detail-text",
    ".isi-berita",
    ".article__content",
    ".entry",
]
_TEXTUAL = ("p", "div", "td", "section", "article", "blockquote", "li", "span", "main", "center")
_ENOUGH = 200
# Below this only damage lies, and to measure every level of it would take the square of its depth.
_DEEPEST = 200


def find_column(index: Index) -> etree._Element | None:
    """The smallest element that holds most of the page's running text, or None where there is hardly any."""
    scores = _score(index.root)
    if not scores:
        return None
    best = max(scores, key=lambda element: scores[element])
    if scores[best] < _ENOUGH:
        return None
    known = _known(index, best, scores)
    return known if known is not None else _widen(best, scores)


def _score(root: etree._Element) -> dict[etree._Element, float]:
    """Unlinked running text by the element it stands in; half of it also counts for the element around."""
    scores: dict[etree._Element, float] = {}
    for element in _visible(root):
        length = _own_length(element)
        if length < 25:
            continue
        holder = _holder(element)
        if holder is None:
            continue
        scores[holder] = scores.get(holder, 0.0) + length
        above = holder.getparent()
        if above is not None:
            scores[above] = scores.get(above, 0.0) + length / 2
    return scores


def _visible(root: etree._Element) -> Iterator[etree._Element]:
    body = root.find("body")
    path = [iter(body if body is not None else root)]
    while path:
        element = next(path[-1], None)
        if element is None:
            path.pop()
        elif isinstance(element.tag, str) and (len(path) > _DEEPEST or not _is_noise(element)):
            if element.tag in _TEXTUAL:
                yield element
            path.append(iter(element))


def _is_noise(element: etree._Element) -> bool:
    kind = element_noise(element)
    return kind is not None and (kind in ("", "hidden", "embed") or is_small(element))


def _own_length(element: etree._Element) -> int:
    """Letters of the element's own text and of inline text in it, links and blocks not counted."""
    length = len(squash(element.text))
    for child in element:
        if child.tag in ("b", "strong", "i", "em", "span", "u", "font"):
            length += len(squash("".join(str(text) for text in child.itertext())))
        length += len(squash(child.tail))
    return length


def _holder(element: etree._Element) -> etree._Element | None:
    """The container of a paragraph: its parent, or itself where text stands bare."""
    if element.tag in ("p", "li", "span", "blockquote"):
        return element.getparent()
    return element


def _known(index: Index, best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element | None:
    """A container of a well-known name, if it is about where the text is."""
    near = {best, *best.iterancestors(), *best.iterdescendants()}
    for selector in KNOWN:
        for element in index.find(selector):
            if element in near and sum(scores.get(part, 0) for part in element.iter()) >= 0.6 * scores[best]:
                return element
    return None


def _widen(best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element:
    """Takes the parent while it brings much more text: pages that put every few paragraphs into boxes of their own."""
    column = best
    for parent in best.iterancestors():
        if parent.tag in ("body", "html") or scores.get(parent, 0) < 0.75 * scores[best]:
            break
        others = sum(scores.get(child, 0) for child in parent if child is not column)
        if others < 0.3 * scores[best]:
            break
        column = parent
    return column
