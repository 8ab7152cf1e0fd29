"""The body of an article: paragraphs in order, as printed, with everything else cut and counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from crawler.parse.noise import is_label, text_noise
from crawler.parse.reader import Block, Reader
from crawler.parse.tree import Node, is_inside

# Boxes around a headline that also hold dates and names.
_PRINTED = frozenset(("share", "tags", "paging", "footer", "form", "advert", "contents"))
# Where a headline stands inside the body: the first line as long as a paragraph, else the first few lines.
_LONG_LINE, _LINES_ABOVE = 160, 5
# Behind the body a page prints its editor soon, or not at all.
LINES_BEHIND = 40
_EVEN_HIDDEN = _PRINTED | {"hidden", "caption", "comments", "related"}


class Around(NamedTuple):
    """Printed lines around a body: above the headline, between headline and body, and behind the body."""

    above: list[str]
    between: list[str]
    behind: list[str]


def read_blocks(
    root: Node,
    cut: Counter[str],
    skip: Collection[int] = (),
    restart: Node | None = None,
) -> list[Block]:
    """Paragraphs under `root` without noise; `skip` (by `mem_id`) is left out, all before `restart` is forgotten."""
    begin = restart.mem_id if restart is not None else None
    return list(_without_noise(Reader(cut, skip, begin).read(root), cut))


def read_lines(root: Node) -> list[str]:
    """Every printed line under an element, hidden ones too."""
    return [_flat(block) for block in Reader(keep=_EVEN_HIDDEN, apart=True).read(root)]


def read_around(root: Node, headline: Node | None, body: Node) -> Around:
    """The lines of `root` that surround the body; where it holds the headline, those above its first paragraph."""
    inside = headline is not None and is_inside(headline, body)
    skip = () if inside else {body.mem_id}
    begin = headline.mem_id if headline is not None else None
    reader = Reader(skip=skip, restart=begin, keep=_PRINTED, apart=True, enough=LINES_BEHIND)
    lines = [_flat(block) for block in reader.read(body if inside else root)]
    first = next((number for number, line in enumerate(lines) if len(line) > _LONG_LINE), _LINES_ABOVE)
    start = first if inside else reader.gap or 0
    return Around([_flat(block) for block in reader.above], lines[:start], lines[start:])


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


def _flat(block: Block) -> str:
    return block.text.replace(" | ", " ") if block.kind == "row" else block.text


def _without_noise(blocks: Iterable[Block], cut: Counter[str]) -> Iterator[Block]:
    """Drops paragraphs that are noise by their words, and the bare links that such a line announces."""
    announced = False
    for block in blocks:
        kind = text_noise(block.text, block.linked)
        if kind is None and block.linked > 0.9 and (announced or _is_bare_link(block)):
            # What stands below a bare link is one more, however short.
            kind, announced = "related", True
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
