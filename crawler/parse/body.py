"""The body of an article: paragraphs in order, as printed, with everything else cut and counted."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from crawler.parse.noise import is_label, text_noise
from crawler.parse.reader import Block, Reader
from crawler.parse.signoff import find_signoff
from crawler.parse.tree import Node, is_inside

# Boxes around a headline that also hold dates and names.
_PRINTED = frozenset(("share", "tags", "paging", "footer", "form", "advert", "contents", "author"))
# Where a headline stands inside the body: the first line as long as a paragraph, else the first few lines.
_LONG_LINE, _LINES_ABOVE = 160, 5
_NEXT_PAGE = re.compile(r"\W*(?:halaman|laman)\s+(?:selanjutnya|berikutnya)\W*", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\W*\d*\s*(?:komentar(?: pembaca)?|tinggalkan (?:komentar|balasan)|leave a reply)\s*\d*\W*", re.IGNORECASE
)
_LEAST_PAGE = 3
"""paragraphs of a page that another follows"""
_LONGEST_CAPTION = 250
# Where text ends, such a credit may stand behind it.
_LAST_LINES = 3
_PICTURE_CREDIT = re.compile(
    r"\((?:(?:foto|photo|dok(?:umentasi|\.)?|tangkapan layar)(?=[\s:/])|antara foto|ist(?:imewa)?\))"
    r"[^()]{0,60}\)?[.\s]*\Z"
    r"|[.\s](?:foto|photo)\s?:\s?(?-i:[A-Z@])[\w.]*(?:[\s/]{1,2}[\w.]+){0,5}\Z",
    re.IGNORECASE,
)
_PICTURES = ("foto", "photo", "(dok", "(ist", "(tangkapan")
_SHORTEST_QUOTE = 40
# Behind the body a page prints its editor soon, or not at all.
LINES_BEHIND = 40
_EVEN_HIDDEN = _PRINTED | {"hidden", "caption", "comments", "related"}


class Around(NamedTuple):
    """Printed lines around a body: between headline and body, and behind the body."""

    between: list[str]
    behind: list[str]


def read_blocks(
    root: Node,
    cut: Counter[str],
    skip: Collection[int] = (),
    behind: Node | None = None,
) -> list[Block]:
    """Paragraphs under `root` without noise; `skip` (by `mem_id`) is left out, and so is all above `behind`."""
    return _without_noise(Reader(cut, skip).read(root, behind), cut)


def read_lines(root: Node) -> list[str]:
    """Every printed line under an element, hidden ones too, but no tags: a topic looks like a name."""
    return [as_line(block) for block in Reader(keep=_EVEN_HIDDEN - {"tags"}, apart=True).read(root)]


def read_around(root: Node, headline: Node | None, body: Node) -> Around:
    """The lines of `root` that surround the body; where it holds the headline, those above its first paragraph."""
    inside = headline is not None and is_inside(headline, body)
    reader = Reader(skip=() if inside else {body.mem_id}, keep=_PRINTED, apart=True, enough=LINES_BEHIND)
    lines = [as_line(block) for block in reader.read(body if inside else root, headline)]
    first = next((number for number, line in enumerate(lines) if len(line) > _LONG_LINE), _LINES_ABOVE)
    start = first if inside else reader.gap or 0
    return Around(lines[:start], lines[start:])


def read_above(root: Node, headline: Node | None) -> list[str]:
    """The lines of `root` above the headline; none where nothing prints it."""
    if headline is None:
        return []
    return [as_line(block) for block in Reader(until=headline.mem_id, keep=_PRINTED, apart=True).read(root)]


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


def as_line(block: Block) -> str:
    """The text of a paragraph; the cells of a row are one line: `Penulis : Ivan`."""
    return block.text.replace(" | ", " ") if block.kind == "row" else block.text


def _without_noise(blocks: Iterable[Block], cut: Counter[str]) -> list[Block]:
    """Drops paragraphs that are noise by their words, then those that are noise by what stands around them."""
    kept, page_ends = _without_words(blocks, cut)
    for kind, found in (
        ("caption", [block for block in kept[:-_LAST_LINES] if _is_caption(block.text)]),
        ("repeat", [block for block in kept if block.kind == "quote" and _is_repeated(block, kept)]),
        ("paging", kept[page_ends:] if page_ends >= _LEAST_PAGE and _is_excerpt(kept[page_ends:]) else []),
    ):
        if found:
            cut[kind] += len(found)
            kept = [block for block in kept if not any(block is other for other in found)]
    return kept


def _without_words(blocks: Iterable[Block], cut: Counter[str]) -> tuple[list[Block], int]:
    """Paragraphs that no words give away, and how many there were before the last "Halaman Selanjutnya".

    The bare links and the summary that a label announces go with it, and all behind a heading of comments.
    """
    kept: list[Block] = []
    page_ends = 0
    announced = listed = False
    for block in blocks:
        kind = text_noise(block.text, block.linked)
        if kind is None and ((announced and block.linked > 0.5) or (block.linked > 0.9 and _is_bare_link(block))):
            # What stands below a bare link is one more, however short.
            kind, announced = "related", True
        elif kind is None and listed and block.kind == "item":
            kind = "contents"
        else:
            announced = kind in ("related", "tags") and is_label(block.text)
        listed = kind == "contents"
        if kind is None:
            kept.append(block)
            continue
        cut[kind] += 1
        if _NEXT_PAGE.fullmatch(block.text):
            page_ends = len(kept)
        if block.kind == "subhead" and len(kept) >= _LEAST_PAGE and _COMMENTS.fullmatch(block.text):
            break
    return kept, page_ends


def _is_caption(text: str) -> bool:
    """Whether a short paragraph ends in the credit of a picture.

    >>> _is_caption("Warga menata karung pasir. (Foto: Ani/Kabar Contoh)")
    True
    """
    if len(text) > _LONGEST_CAPTION:
        return False
    small = text.lower()
    return any(word in small for word in _PICTURES) and _PICTURE_CREDIT.search(text) is not None


def _is_repeated(quote: Block, blocks: list[Block]) -> bool:
    """Whether a quotation only shows once more what a paragraph says."""
    return len(quote.text) >= _SHORTEST_QUOTE and any(
        quote.text in block.text for block in blocks if block is not quote
    )


def _is_excerpt(blocks: list[Block]) -> bool:
    """Whether what stands behind a last "Halaman Selanjutnya" is the beginning of that page, as Viva prints it."""
    return len(blocks) == 1 and not find_signoff(blocks[0].text)


def _is_bare_link(block: Block) -> bool:
    """A paragraph that is one link of several words leads elsewhere; an address printed as such belongs to the text."""
    return block.text.count(" ") >= 3 and "://" not in block.text and block.kind != "row"
