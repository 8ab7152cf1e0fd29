"""The body of an article: paragraphs in order, as printed, with everything else cut and counted."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from crawler.parse.noise import element_noise, is_label, text_noise
from crawler.parse.tree import squash

_BLOCK_TAGS = """p div section article main header footer aside nav form blockquote pre center address fieldset details
summary ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr figure figcaption button table caption thead tbody tfoot tr td th"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
_SUBHEADS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
# Boxes around a headline that also hold dates and names.
_PRINTED = frozenset(("share", "tags", "paging", "footer", "form", "advert", "contents"))
_BREAK = "\x1e"
_CELL = "\x1f"
# A container that announces noise but holds this much running text is a wrapper of the article itself.
_MUCH_TEXT = 500
_PICTURE_BOXES = frozenset(("figure", "div", "center", "table"))
_CAPTION = 300
_UNSURE = frozenset(
    ("advert", "related", "share", "tags", "caption", "paging", "comments", "contents", "form", "footer")
)


# Ends a piece of text that a link follows.
_ANNOUNCES = re.compile(r"[(\[]?\b(?:baca|lihat|simak)\s+juga\s*[:;»-]?\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One printed paragraph: its text, what it is, and which share of its letters is linked."""

    text: str
    kind: str = "p"
    linked: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class _Piece:
    text: str
    linked: bool
    bold: bool


@dataclass
class _Reader:
    """Walks a body once; inline text gathers in `pieces` until a block or a double line break ends the paragraph."""

    cut: Counter[str]
    skip: Collection[etree._Element] = ()
    restart: etree._Element | None = None
    """all before this element is forgotten: what stands above a headline is not the article"""
    keep: Collection[str] = ()
    """kinds of noise that are read all the same"""
    above: list[Block] = field(default_factory=list)
    gap: int = 0
    """how many blocks stood before the first skipped element"""
    blocks: list[Block] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)
    links: int = 0
    bolds: int = 0

    def read(self, root: etree._Element) -> list[Block]:
        self._enter(root)
        path = [(root, iter(root))]
        while path:
            element, children = path[-1]
            child = next(children, None)
            if child is None:
                path.pop()
                self._leave(element)
                if path:
                    self._add(element.tail)
            elif self._is_cut(child):
                self._add(child.tail)
            else:
                self._enter(child)
                path.append((child, iter(child)))
        self._flush()
        return self.blocks

    def _is_cut(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str):
            return True
        if element is self.restart:
            self._flush()
            self.above, self.blocks = self.blocks, []
            return True
        if element in self.skip:
            self._flush()
            self.gap = self.gap or len(self.blocks)
            return self._count("layout", element)
        kind = _kind_of_noise(element)
        if kind is None or kind in self.keep or (kind in _UNSURE and not is_small(element)):
            return False
        return self._count(kind, element)

    def _count(self, kind: str, element: etree._Element) -> bool:
        if kind and text_length(element):
            self.cut[kind] += 1
        return True

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS and tag not in ("td", "th"):
            self._flush()
        self.open_tags.append(tag)
        self.links += int(tag == "a")
        self.bolds += int(tag in _BOLD)
        if tag == "br":
            self.pieces.append(_Piece(_BREAK, False, False))
        self._add(element.text)

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in ("td", "th"):
            self.pieces.append(_Piece(_CELL, False, False))
        elif tag in BLOCKS:
            self._flush()
        self.open_tags.pop()
        self.links -= int(tag == "a")
        self.bolds -= int(tag in _BOLD)

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(_Piece(text, self.links > 0, self.bolds > 0))

    def _flush(self) -> None:
        if self.pieces:
            kind = _kind_of(self.open_tags)
            self.blocks.extend(_lines(self._without_announced(), kind))
            self.pieces = []

    def _without_announced(self) -> list[_Piece]:
        """The pieces less every `Baca juga: link` that stands inside a paragraph of text."""
        kept: list[_Piece] = []
        announced = False
        for piece in self.pieces:
            if announced and (piece.linked or not piece.text.strip(" :»\xa0\n\t")):
                continue
            announced = not piece.linked and _ANNOUNCES.search(piece.text) is not None
            if announced:
                self.cut["related"] += 1
                piece = _Piece(_ANNOUNCES.sub("", piece.text), False, piece.bold)
            kept.append(piece)
        return kept


def text_length(element: etree._Element) -> int:
    """Letters of all text inside an element."""
    return len("".join(map(str, element.itertext())).strip())


def is_small(element: etree._Element) -> bool:
    """Whether an element holds little running text outside links, so that losing it cannot lose the article."""
    return text_length(element) - 2 * sum(text_length(link) for link in element.iter("a")) < _MUCH_TEXT


def _kind_of_noise(element: etree._Element) -> str | None:
    kind = element_noise(element)
    if kind is None and element.tag in _PICTURE_BOXES and _is_picture(element):
        return "caption"
    return kind


def _is_picture(element: etree._Element) -> bool:
    """Whether a box shows a picture first and then only some words: a caption that no name announces."""
    picture = next(element.iter("img"), None)
    if picture is None or element.get("dir") is not None:
        return False
    if element.tag == "figure":
        return True
    around = set(picture.iterancestors())
    for node in element.iter():
        if node is picture:
            return 0 < text_length(element) <= _CAPTION
        before = node.text if node in around else (node.text or "") + (node.tail or "")
        if before and before.strip():
            break
    return False


def read_blocks(
    root: etree._Element,
    cut: Counter[str],
    skip: Collection[etree._Element] = (),
    restart: etree._Element | None = None,
) -> list[Block]:
    """Paragraphs under `root` without noise; elements of `skip` are left out, and all before `restart` is forgotten."""
    return list(_without_noise(_Reader(cut, skip, restart).read(root), cut))


def read_lines(root: etree._Element) -> list[str]:
    """Every printed line under an element, hidden and repeated ones too."""
    return [
        _flat(block)
        for block in _Reader(Counter(), keep=_PRINTED | {"hidden", "caption", "comments", "related"}).read(root)
    ]


class Around(NamedTuple):
    """Printed lines around a body: above the headline, between headline and body, and behind the body."""

    above: list[str]
    between: list[str]
    behind: list[str]


def read_around(root: etree._Element, headline: etree._Element | None, body: etree._Element) -> Around:
    """The lines of `root` that surround the body."""
    inside = headline is not None and body in headline.iterancestors()
    reader = _Reader(Counter(), () if inside else {body}, headline, _PRINTED)
    lines = [_flat(block) for block in reader.read(body if inside else root)]
    start = next((n for n, line in enumerate(lines) if len(line) > _CAPTION), 0) if inside else reader.gap
    return Around([_flat(block) for block in reader.above], lines[:start], lines[start:])


def _flat(block: Block) -> str:
    return block.text.replace(" | ", " ") if block.kind == "row" else block.text


def _kind_of(tags: list[str]) -> str:
    for tag in reversed(tags):
        if tag in _SUBHEADS:
            return "subhead"
        if tag == "li":
            return "item"
        if tag == "tr":
            return "row"
        if tag == "blockquote":
            return "quote"
    return "p"


def _lines(pieces: list[_Piece], kind: str) -> Iterator[Block]:
    """Splits at line breaks; a single break that only wraps a sentence is a space."""
    line: list[_Piece] = []
    for piece in pieces:
        if piece.text == _BREAK:
            if line and (block := _block(line, kind)):
                yield block
            line = []
        else:
            line.append(piece)
    if line and (block := _block(line, kind)):
        yield block


def _block(pieces: list[_Piece], kind: str) -> Block | None:
    text = "".join([piece.text for piece in pieces])
    if _CELL in text:
        text = " | ".join(cell for part in text.split(_CELL) if (cell := squash(part)))
    text = squash(text)
    if not text:
        return None
    letters, linked, bold = 0, 0, True
    for piece in pieces:
        length = len(piece.text.strip())
        letters += length
        linked += length if piece.linked else 0
        bold = bold and (piece.bold or length < 2)
    return Block(text, kind, linked / (letters or 1), bold)


def _without_noise(blocks: Iterable[Block], cut: Counter[str]) -> Iterator[Block]:
    """Drops paragraphs that are noise by their words, and the bare links that such a line announces."""
    announced = False
    for block in blocks:
        kind = text_noise(block.text, block.linked)
        if kind is None and block.linked > 0.9 and (announced or _is_bare_link(block)):
            kind = "related"
        elif kind is not None:
            announced = kind in ("related", "tags") and is_label(block.text)
        else:
            announced = False
        if kind is None:
            yield block
        else:
            cut[kind] += 1


def _is_bare_link(block: Block) -> bool:
    """A paragraph that is one link of several words leads elsewhere; an address printed as such belongs to the text."""
    return block.text.count(" ") >= 3 and "://" not in block.text and block.kind != "row"


def is_subhead(block: Block) -> bool:
    """Whether a paragraph is a sub-heading: a heading element, or a short bold line without a full stop."""
    if block.kind == "subhead":
        return True
    return (
        block.bold
        and block.kind == "p"
        and len(block.text) <= 100
        and block.text[-1] not in '.,;”"!)'
        and block.linked < 0.5
    )
