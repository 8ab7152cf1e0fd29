"""Walks part of a page once and gathers its text into printed paragraphs."""

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from crawler.parse.captions import is_caption
from crawler.parse.noise import element_noise
from crawler.parse.pieces import BREAK, Piece, lines_of, without_announced
from crawler.parse.tree import Node, ancestors, ask, has, plain_text, select, squash, text_length

_BLOCK_TAGS = """p div section article main header footer aside nav form blockquote pre center address fieldset details
summary ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr figure figcaption button table caption thead tbody tfoot tr td th"""
_CELLS = frozenset(("td", "th"))
BLOCKS = frozenset(_BLOCK_TAGS.split()) - _CELLS
_KINDS = dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "subhead") | {"li": "item", "tr": "row", "blockquote": "quote"}
_BOLD, _INLINE = frozenset(("b", "strong")), frozenset(("span", "a", "time", "small", "label", "i", "em"))
_CELL_END = "\ud801"
"""no character: no text of a page holds it"""
# Below this only damage lies, and to measure every level of it would take the square of its depth.
_DEEPEST = 200
# A container that announces noise but holds this much running text is a wrapper of the article itself.
_MUCH_TEXT = 500
_TOO_MUCH = 6000
_UNSURE = frozenset(
    ("advert", "related", "share", "tags", "caption", "paging", "comments", "author", "contents", "form", "footer")
)


@dataclass(slots=True)
class Block:
    """One printed paragraph: its text, what it is, and which share of its letters is linked."""

    text: str
    kind: str = "p"
    linked: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class Reader:
    """Inline text gathers in `pieces` until a block element ends the paragraph, and line breaks part it into lines."""

    cut: Counter[str] | None = None
    """how much of each kind of noise was left out, where anybody asks"""
    skip: Collection[int] = ()
    """`mem_id` of what is left out"""
    until: int | None = None
    """`mem_id` of the element at which reading ends"""
    keep: Collection[str] = ()
    """kinds of noise that are read all the same"""
    apart: bool = False
    """inline elements are parted by a space, as style sheets part dates and names that the markup glues together"""
    gap: int | None = None
    """how many blocks stood before the first skipped element"""
    enough: float = math.inf
    """how many blocks behind that element are read"""
    most: float = math.inf
    """how many blocks are read in all, known when that element was met"""
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: ["p"])
    """what a paragraph is in each open element that says so"""
    depth: int = 0
    """how many elements are open"""
    links: int = 0
    bolds: int = 0
    pictures: dict[int, int] = field(default_factory=dict)
    """the first picture under each element that has one"""

    def read(self, root: Node, behind: Node | None = None) -> list[Block]:
        """The paragraphs under `root`, or those behind one of its elements; without a limit of depth."""
        self._note_pictures(root)
        self._enter(root.tag or "")
        if behind is None:
            node = root.first_child
        else:
            for outer in reversed(list(ancestors(behind, within=root))):
                self._enter(outer.tag or "")
            node = behind.next or self._behind(behind, root)
        while node is not None and len(self.blocks) < self.most:
            if node.is_text_node:
                text = node.text_content or ""
                # Space counts behind a word only; most of a page's texts are the line breaks between its tags.
                if self.pieces or not text.isspace():
                    self.pieces.append((text, self.links > 0, self.bolds > 0))
            elif node.is_element_node and not (self.depth <= _DEEPEST and self._is_cut(node)):
                self._enter(node.tag or "")
                if (child := node.first_child) is not None:
                    node = child
                    continue
                self._leave(node.tag or "")
            following = node.next
            node = following if following is not None else self._behind(node, root)
        self._leave(root.tag or "")
        self._flush()
        return self.blocks

    def _behind(self, last: Node, root: Node) -> Node | None:
        """What comes behind the last node of an element; the elements that end there are left."""
        above = last.parent
        while above is not None and above.mem_id != root.mem_id:
            self._leave(above.tag or "")
            if (following := above.next) is not None:
                return following
            above = above.parent
        return None

    def _note_pictures(self, root: Node) -> None:
        for picture in select(root, "img"):
            for above in ancestors(picture):
                if above.mem_id in self.pictures:
                    break
                self.pictures[above.mem_id] = picture.mem_id

    def _is_cut(self, element: Node) -> bool:
        tag, name = element.tag, element.mem_id
        if name == self.until:
            self.most = 0
            return True
        if name in self.skip:
            if tag in BLOCKS:
                self._flush()
            if self.gap is None:
                self.gap = len(self.blocks)
                self.most = self.gap + self.enough
            self._count("layout", element)
            return True
        kind = element_noise(element)
        if kind is None and name in self.pictures:
            # Behind the body a box of picture, name and day is a teaser's.
            may_credit = self.apart and self.gap is None
            kind = "caption" if is_caption(element, self.pictures[name], may_credit) else None
        if kind is None and tag == "table" and has(element, "textarea"):
            # A form that stands between table and row is no parent of the rows.
            kind = "form"
        if kind is None or kind in self.keep or (kind in _UNSURE and not is_small(element)):
            return False
        self._count(kind, element)
        return True

    def _count(self, kind: str, element: Node) -> None:
        if self.cut is not None and kind and text_length(element):
            self.cut[kind] += 1

    def _enter(self, tag: str) -> None:
        self.depth += 1
        if tag in BLOCKS:
            self._flush()
            if tag in _KINDS:
                self.kinds.append(_KINDS[tag])
        elif tag == "a":
            self.links += 1
        elif tag == "br":
            self.pieces.append((BREAK, False, False))
        elif tag in _BOLD:
            self.bolds += 1
        if self.apart and self.pieces and tag in _INLINE:
            self.pieces.append((" ", False, True))

    def _leave(self, tag: str) -> None:
        self.depth -= 1
        if tag in BLOCKS:
            self._flush()
            if tag in _KINDS:
                self.kinds.pop()
        elif tag == "a":
            self.links -= 1
        elif tag in _CELLS:
            self.pieces.append((_CELL_END, False, False))
        elif tag in _BOLD:
            self.bolds -= 1
        if self.apart and self.pieces and tag in _INLINE:
            self.pieces.append((" ", False, True))

    def _flush(self) -> None:
        if not self.pieces:
            return
        pieces, announced = without_announced(self.pieces)
        self.pieces = []
        if announced and self.cut is not None:
            self.cut["related"] += announced
        for line in lines_of(pieces):
            if block := _block(line, self.kinds[-1]):
                self.blocks.append(block)


def is_small(element: Node) -> bool:
    """Whether an element holds little running text outside links, so that losing it cannot lose the article."""
    text = plain_text(element)
    if len(text) < _MUCH_TEXT:
        return True
    letters = len(squash(text))
    if letters < _MUCH_TEXT or letters > _TOO_MUCH:
        return letters < _MUCH_TEXT
    return letters - 2 * sum(map(text_length, ask(element, "a"))) < _MUCH_TEXT


def _block(pieces: list[Piece], kind: str) -> Block | None:
    text = "".join([piece for piece, _, _ in pieces])
    if _CELL_END in text:
        text = " | ".join([cell for part in text.split(_CELL_END) if (cell := squash(part))])
    else:
        text = squash(text)
    if not text:
        return None
    in_links = sum([len(piece.strip()) for piece, linked, _ in pieces if linked])
    letters = sum([len(piece.strip()) for piece, _, _ in pieces]) if in_links else 1
    bold = all(heavy or len(piece.strip()) < 2 for piece, _, heavy in pieces)
    return Block(text, kind, in_links / letters, bold)
