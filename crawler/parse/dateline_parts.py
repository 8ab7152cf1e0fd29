"""The parts a dateline is made of: place, outlet, date, rubric, and names that may be an outlet."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.parse.dateline_words import (
    BYLINES,
    FUNCTION_WORDS,
    NOT_NAMES,
    OFFICES,
    PAPER_ENDINGS,
    PRESS,
    PROVINCES,
    RUBRICS,
)
from crawler.places.gazetteer import Place, find_place
from crawler.places.outlets import is_outlet

_MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
_DAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)(?!\w)"
_DAY_MONTH = (
    rf"(?:\d{{1,2}}\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?(?:\d{{4}}|\d{{2}}))?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
)
DATE = re.compile(rf"(?:{_DAY}\s?[,/]?\s?\(?\s?)?{_DAY_MONTH}(?![\w%])|{_DAY}", re.I)

_ENDING = r"(?:co\.id|com|net|id|co|org|info|news|tv|asia|online|media|press|biz|site|my\.id|web\.id|or\.id|go\.id)"
_TYPED_ENDING = r"(?:\s?\.\s?(?:com|net|id|co\s?\.\s?id)|,com)"
DOMAIN = re.compile(rf"[a-z0-9][\w-]*(?:\.[\w-]+)*?(?:\.{_ENDING}|{_TYPED_ENDING})(?:\.id)?(?!\w|\.\w)", re.I)

_STOP = r"\s,;:|/\\()\[\]{}~_=•·–—―−‒\"“”?!"
_WORD = rf"[^{_STOP}.‘’'-](?:[^{_STOP}]*[^{_STOP}.-])?"
_GAP = r"[ \xa0]{1,2}"
CHUNK = re.compile(rf"{_WORD}(?:{_GAP}{_WORD}){{0,6}}")
MOST_NAME_WORDS = 5
GLUED_NAME = re.compile(r"[A-Z][A-Z\d.]+(?=-+[A-Z“\"])")


class Part(NamedTuple):
    """A stretch of the text and what it is: place, outlet, name (perhaps an outlet), office, rubric, byline or date."""

    kind: str
    start: int
    end: int
    place: Place | None = None


def read_part(text: str, start: int) -> Part | None:
    """The part that begins at `start`, or None where prose begins."""
    for kind, pattern in (("date", DATE), ("outlet", DOMAIN)):
        if match := pattern.match(text, start):
            return Part(kind, start, match.end())
    chunk = CHUNK.match(text, start)
    return _classify(text, start, chunk.end()) if chunk else None


def leading_place(text: str, start: int) -> Part | None:
    """The longest place whose words begin the prose at `start`: `Jakarta Polisi menangkap` gives Jakarta."""
    chunk = CHUNK.match(text, start)
    ends = [*_word_ends(text, start, chunk.end()), chunk.end()] if chunk else []
    for end in reversed(ends):
        if place := find_place(text[start:end]):
            return Part("place", start, end, place)
    return None


def glued_name(text: str, start: int) -> Part | None:
    """A name in capitals with the sentence right behind its dash: `MERCUSUAR-Sekolah mahal`."""
    name = GLUED_NAME.match(text, start)
    return Part("name", start, name.end()) if name else None


def _word_ends(text: str, start: int, end: int) -> Iterator[int]:
    return (match.start() for match in re.compile(_GAP).finditer(text, start, end))


def _classify(text: str, start: int, end: int) -> Part | None:
    words = text[start:end]
    folded = words.casefold().split()
    if "".join(folded) in RUBRICS:
        return Part("rubric", start, end)
    place = find_place(words)
    if place and words.casefold() not in PRESS:
        return Part("place", start, end, place)
    compound = _before_domain_or_date(text, start, end)
    if compound:
        return compound
    if _is_press(words):
        return Part("outlet", start, end)
    kind = _kind_of_name(words.split())
    return _glued(text, start, end) or (Part(kind, start, end) if kind else None)


def _before_domain_or_date(text: str, start: int, end: int) -> Part | None:
    """`MAMUJU mandarnesia.com` and `Palu Senin 3/4` begin with a place, `Kabar Selebes.id` is one outlet."""
    for space in _word_ends(text, start, end):
        after = re.compile(r"\S").search(text, space)
        domain = DOMAIN.match(text, after.start()) if after else None
        if domain or (after and DATE.match(text, after.start())):
            place = find_place(text[start:space])
            if domain and (not place or domain[0].split(".")[0].strip().casefold() in PRESS):
                named = place or _kind_of_name(text[start:space].split())
                return Part("outlet", start, domain.end()) if named else None
            return Part("place", start, space, place) if place else None
    return None


def _glued(text: str, start: int, end: int) -> Part | None:
    """A place or a paper and a hyphen with the sentence right behind it: `MANADO-Harga beras naik`."""
    for hyphen in reversed([match.start() for match in re.compile("-").finditer(text, start, end)]):
        words = text[start:hyphen].rstrip("-")
        place = find_place(words)
        if place or _is_press(words):
            return Part("place" if place else "outlet", start, start + len(words), place)
    return None


def _kind_of_name(tokens: list[str]) -> str | None:
    """What capitalised words that are no place and no known paper may be, or None for prose."""
    first = tokens[0].casefold()
    capitalised = all(map(_is_name_word, tokens)) and any(token[:1].isalpha() for token in tokens)
    if len(tokens) > MOST_NAME_WORDS or first in NOT_NAMES or not capitalised:
        return None
    return "byline" if first in BYLINES else "office" if first in OFFICES else "name"


def _is_name_word(token: str) -> bool:
    return token[0].isdigit() or (token != token.lower() and token.casefold() not in FUNCTION_WORDS)


def _is_press(words: str) -> bool:
    """Whether the words name a paper by themselves: `Kotamobagu Post`, `METRO SULTENG`, `SULUTREVIEW`, `MediaPalu`."""
    if is_outlet(words):
        return True
    tokens = words.split() if any(map(str.isspace, words)) else words.split("-")
    folded = [token.casefold() for token in tokens]
    if len(tokens) > 4 or folded[0] in NOT_NAMES:
        return False
    if len(tokens) == 1:
        return (folded[0].endswith(PAPER_ENDINGS) and folded[0] not in PAPER_ENDINGS) or _glued_press(folded[0])
    if not all(map(_is_name_word, tokens)):
        return False
    if any(map(_glued_press, folded)) or "redaksi" in folded or folded[-1].endswith(PAPER_ENDINGS):
        return True
    return (folded[0] in PRESS or folded[-1] in PRESS) and any(find_place(word) for word in folded if word not in PRESS)


def _glued_press(token: str) -> bool:
    """Whether a press word and a place, or a province and anything, are written as one word."""
    ends = [word for word in PROVINCES if token != word and (token.startswith(word) or token.endswith(word))]
    return bool(ends) or any(
        find_place(token.removeprefix(word)) or find_place(token.removesuffix(word))
        for word in PRESS
        if word in token and word != token
    )


def has_press(name: str) -> bool:
    """Whether a name begins or ends with a press word: `FAKTAKOTA`."""
    folded = name.casefold()
    return folded.startswith(tuple(PRESS)) or folded.endswith(tuple(PRESS))
