"""The main column of a page that no layout knows: the running text that stands nearest to the headline."""

from collections.abc import Iterator
from typing import NamedTuple

from crawler.parse.dateline import find_dateline
from crawler.parse.noise import element_noise
from crawler.parse.reader import is_small
from crawler.parse.tree import Node, ancestors, attribute, body_of, plain_text, squash, text_of

# Names of containers that hold an article's text and nothing else on most systems, the surest first; one is of the
# microdata, all others are classes.
_BY_MICRODATA = "articleBody"
_NAMES = f"""{_BY_MICRODATA}
entry-content td-post-content post-body article-content post-content
content-inner detail-content article-body news-content detail__body-text read__content
single-content content-detail detail-text isi-berita article__content entry""".split()
_SURENESS = {name: rank for rank, name in enumerate(_NAMES)}
_TEXTUAL = frozenset(("p", "div", "td", "section", "article", "blockquote", "li", "span", "main", "center"))
_INLINE = frozenset(("b", "strong", "i", "em", "span", "u", "font"))
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
    element: Node
    holder: Node
    letters: int
    depth: int
    """how many ancestors of the headline lie inside the nearest that also holds this paragraph"""


def find_column(root: Node, headline: Node | None) -> Node | None:
    """The element that holds the article's text: the densest one in the smallest region that has headline and text."""
    paragraphs = _near(list(_paragraphs(root, headline)))
    scores: dict[int, float] = {}
    scored: dict[int, Node] = {}
    for paragraph in paragraphs:
        around = (paragraph.holder, *ancestors(paragraph.holder))
        for element, weight in zip(around, _WEIGHTS, strict=False):
            scores[element.mem_id] = scores.get(element.mem_id, 0.0) + weight * paragraph.letters
            scored[element.mem_id] = element
    if sum(paragraph.letters for paragraph in paragraphs) < _ENOUGH:
        return None
    best = scored[max(scores, key=lambda name: scores[name])]
    known = _known(best, scores)
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
    held: dict[int, int] = {}
    depths: dict[int, int] = {}
    for paragraph in paragraphs:
        holder = paragraph.holder.mem_id
        held[holder] = held.get(holder, 0) + paragraph.letters
        depths[holder] = paragraph.depth
    longest = max(held, key=lambda holder: held[holder], default=None)
    return None if longest is None else (depths[longest], held[longest])


def _paragraphs(root: Node, headline: Node | None) -> Iterator[_Paragraph]:
    """Stretches of unlinked running text behind the headline, with the element that holds each."""
    above = list(ancestors(headline)) if headline is not None else []
    depths = {element.mem_id: depth for depth, element in enumerate(above)}
    title = headline.mem_id if headline is not None else None
    started = headline is None
    body = body_of(root)
    top = root if body is None else body
    levels = {top.mem_id: 1}
    for element in top.traverse():
        if not started and element.mem_id == title:
            started = _is_shown(element, levels)
        # Bare text beside a headline stands in an element that begins before it.
        if (
            element.tag not in _TEXTUAL
            or not (started or element.mem_id in depths)
            or (letters := _own_letters(element)) < _SHORTEST
            or not _level(element, levels)
        ):
            continue
        holder = element
        while holder.tag in _WRAPPERS and (outer := holder.parent) is not None:
            holder = outer
        around = (outer.mem_id for outer in (element, *ancestors(element)))
        depth = next((depths[outer] for outer in around if outer in depths), len(above))
        yield _Paragraph(element, holder, letters, depth)


def _is_shown(headline: Node, levels: dict[int, int]) -> bool:
    """Whether a reader sees the headline; its own names may speak of a caption."""
    above = headline.parent
    return above is not None and _level(above, levels) > 0 and element_noise(headline) not in ("", "hidden", "embed")


def _level(element: Node, levels: dict[int, int]) -> int:
    """How deep a visible element stands, 0 for one in a box of noise; `levels` remembers what was asked before."""
    path = []
    above: Node | None = element
    while above is not None and above.mem_id not in levels:
        path.append(above)
        above = above.parent
    level = levels[above.mem_id] if above is not None else 0
    for step in reversed(path):
        if level:
            level = 0 if level <= _DEEPEST and _is_noise(step) else level + 1
        levels[step.mem_id] = level
    return level


def _is_noise(element: Node) -> bool:
    kind = element_noise(element)
    return kind is not None and (kind in ("", "hidden", "embed") or is_small(element))


def _own_letters(element: Node) -> int:
    """Letters of own and inline text, links and blocks not counted; 0 where they are too few for a paragraph."""
    texts = []
    child = element.first_child
    while child is not None:
        if child.is_text_node:
            texts.append(child.text_content or "")
        elif child.tag in _INLINE:
            texts.append(plain_text(child))
        child = child.next
    return sum([len(squash(text)) for text in texts]) if sum(map(len, texts)) >= _SHORTEST else 0


def _known(best: Node, scores: dict[int, float]) -> Node | None:
    """A container of a well-known name, if it is about where the text is."""
    near = (*reversed(list(ancestors(best))), *(node for node in best.traverse() if node.is_element_node))
    named = [(rank, element) for element in near if (rank := _sureness(element)) is not None]
    named.sort(key=lambda pair: pair[0])
    return next((element for _, element in named if _score(element, scores) >= 0.6 * scores[best.mem_id]), None)


def _sureness(element: Node) -> int | None:
    """The place of the surest name that an element bears."""
    attributes = element.attributes
    names = (attributes.get("class") or "").split()
    if _BY_MICRODATA in (attributes.get("itemprop") or "").split():
        names.append(_BY_MICRODATA)
    return min((_SURENESS[name] for name in names if name in _SURENESS), default=None)


def _score(element: Node, scores: dict[int, float]) -> float:
    return sum(scores.get(part.mem_id, 0) for part in element.traverse())


def _widen(best: Node, scores: dict[int, float]) -> Node:
    """Takes the parent while it brings much more text: pages that put every few paragraphs into boxes of their own.

    Boxes for the pages of an article bear the same names, and the text may stand one level deeper in them.
    """
    column = path = best
    for parent in ancestors(best):
        others = [child for child in parent.iter() if child.mem_id != path.mem_id and child.mem_id in scores]
        widened = path.mem_id == column.mem_id
        gains = widened and sum(scores[other.mem_id] for other in others) >= 0.3 * scores[best.mem_id]
        one_above = column.parent is not None and path.mem_id == column.parent.mem_id
        if parent.tag in ("body", "html") or not (gains or widened or one_above):
            break
        if gains or any(_same_names(path, other) for other in others):
            column = parent
        path = parent
    return column


def _same_names(one: Node, other: Node) -> bool:
    return one.tag == other.tag and attribute(one, "class") == attribute(other, "class") != ""
