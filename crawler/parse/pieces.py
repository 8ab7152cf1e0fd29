"""The pieces of a paragraph: the links to other articles that stand among them, and the lines that they make."""

import re

BREAK = "\ud800"
"""no character: no text of a page holds it"""
# Text as it stands in the page, whether a link holds it, and whether it is bold.
Piece = tuple[str, bool, bool]

# Ends the text that a link follows: "Baca juga: ", "(Baca: ".
_ANNOUNCES = re.compile(
    r"[(\[]?\s*\b(?:baca|lihat|simak)\s+juga\s*[:;»-]?\s*\Z"
    r"|(?:[(\[]|\A|(?<=[.!?\"”)])\s)\s*(?:baca|lihat|simak)\s*[:»]\s*\Z",
    re.IGNORECASE,
)
_LINK_ANNOUNCES = re.compile(r"\W*(?:(?:baca|lihat|simak)\s*juga|baca)\s*[:»]", re.IGNORECASE)
_LAST_SIGNS = ("a", "A", ":", ";", "»", "-")
_OPENS = re.compile(r"(?:[(\[]\s*)?\Z")
_CLOSES = re.compile(r"\A\s*[)\]]")
_JOINTS = " :»\xa0\n\t"
# Pieces in which such words stand: "(", "Baca juga" in bold, ": ".
_ANNOUNCING = 4
_REACH = 60
# Around a break that only wraps a sentence.
_GOES_ON = re.compile(r"[a-z–—-]|[,.;:)]")
_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*\Z")


def without_announced(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The pieces less every `Baca juga: link` and `(Baca: link)` inside a paragraph, and how many there were."""
    if not any(linked for _, linked, _ in pieces):
        return pieces, 0
    kept: list[Piece] = []
    count = 0
    announcement: str | None = None
    for text, linked, bold in pieces:
        if announcement is not None:
            if linked or not text.strip(_JOINTS):
                continue
            if announcement.startswith(("(", "[")):
                text = _CLOSES.sub("", text)
            announcement = None
        elif linked and (announcement := _take_announcement(kept, text)) is not None:
            count += 1
            continue
        kept.append((text, linked, bold))
    return kept, count


def _take_announcement(kept: list[Piece], link: str) -> str | None:
    """The words that announce a link, taken off the end of the text before it; a bracket where the link has them."""
    start = len(kept)
    while start > max(0, len(kept) - _ANNOUNCING) and not kept[start - 1][1] and kept[start - 1][0] != BREAK:
        start -= 1
    before = "".join(text for text, _, _ in kept[start:])
    if _LINK_ANNOUNCES.match(link):
        found = _OPENS.search(before, max(0, len(before) - _REACH))
    elif before.rstrip().endswith(_LAST_SIGNS):
        found = _ANNOUNCES.search(before, max(0, len(before) - _REACH))
    else:
        return None
    if not found:
        return None
    kept[start:] = [(before[: found.start()], False, all(bold for _, _, bold in kept[start:]))]
    return found[0].lstrip()


def lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Parts a paragraph at its line breaks; a single break inside a sentence only wraps it."""
    lines: list[list[Piece]] = [[]]
    for number, piece in enumerate(pieces):
        if piece[0] != BREAK:
            lines[-1].append(piece)
        elif not _wraps(lines[-1], pieces, number):
            lines.append([])
    return lines


def _wraps(line: list[Piece], pieces: list[Piece], number: int) -> bool:
    following = next((text for text, _, _ in pieces[number + 1 : number + 3] if text.strip()), BREAK)
    before = next((text for text, _, _ in reversed(line) if text.strip()), "")
    if not before or not _GOES_ON.match(following.lstrip()) or _ENDED.search(before.rstrip()):
        return False
    line.append((" ", False, True))
    return True
