"""The parts a dateline is made of: place, outlet, date, rubric, and names that may be an outlet."""

import re
from functools import lru_cache
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
    SECTIONS,
)
from crawler.places.gazetteer import Place, begins_place, find_place
from crawler.places.outlets import is_outlet

_MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
_DAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)(?!\w)"
_DAY_MONTH = (
    rf"(?:\d{{1,2}}\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?(?:\d{{4}}|\d{{2}}))?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
)
DATE = re.compile(rf"(?:{_DAY}\s?[,/]?\s?\(?\s?)?{_DAY_MONTH}(?![\w%])|{_DAY}", re.I)
DATE_BEGINS = re.compile(rf"\d{{1,2}}(?!\w)|{_DAY}", re.I)

_ENDING = r"(?:co\.id|com|net|id|co|org|info|news|tv|asia|online|media|press|biz|site|my\.id|web\.id|or\.id|go\.id)"
_TYPED_ENDING = r"(?:\s?\.\s?(?:com|net|id|co\s?\.\s?id)|,com)"
DOMAIN = re.compile(rf"[a-z0-9][\w-]*(?:\.[\w-]+)*?(?:\.{_ENDING}|{_TYPED_ENDING})(?:\.id)?(?!\w|\.\w)", re.I)
TYPED_ENDING = re.compile(rf"{_TYPED_ENDING}(?!\w|\.\w)", re.I)

_LETTERS = "[a-zA-Z0-9À-ɏ]++"
_WORD = rf"{_LETTERS}(?:[.&'’@+-]++{_LETTERS})*+"
CHUNK = re.compile(rf"(?:(?i:kab|kec|kel|kep|prov)\. ?)?{_WORD}(?:[ \xa0]{{1,2}}{_WORD}){{0,6}}")
OPEN_PROSE = re.compile(r"(?:[a-zA-Z]++ ){5}")
"""more plain words in a row than any part has"""
SMALL = re.compile(r".*? [a-z]")
GAP = re.compile(r"[ \xa0]+")
GLUED = re.compile(r"-+(?=[A-Z\d“\"])")
GLUED_NAME = re.compile(r"[A-Z][A-Z\d.]*[A-Z\d](?=-+(?:[A-Z][a-z.]|[A-Z]+ |[“\"]))")
MOST_NAME_WORDS = 5
LONGEST_WORD = 24
"""characters; no name of a place begins with a longer word"""
MOST_GLUED = 4
"""hyphens of a chunk that are tried as the end of a dateline"""


class Words(NamedTuple):
    """What a text begins with (place, outlet, name that may be an outlet, office, rubric, byline, date; None is prose),
    how many characters that takes, and the place."""

    kind: str | None
    length: int
    place: Place | None = None


PROSE = Words(None, 0)


def read_words(text: str, start: int) -> Words:
    """What stands at `start`."""
    chunk = None if OPEN_PROSE.match(text, start) else CHUNK.match(text, start)
    if not chunk:
        return PROSE
    end = chunk.end()
    if text.startswith((".", ",", " ."), end) and (ending := TYPED_ENDING.match(text, end)):
        end = ending.end()
    words = classify(text[start:end])
    if words.kind != "date":
        return words
    date = DATE.match(text, start)
    return Words("date", date.end() - start) if date else PROSE


def leading_place(text: str, start: int) -> str | None:
    """The longest place whose words begin the prose at `start`: `Jakarta Polisi menangkap` gives Jakarta."""
    chunk = CHUNK.match(text, start) if begins_place(text[start : start + LONGEST_WORD]) else None
    if not chunk:
        return None
    ends = [*(gap.start() for gap in GAP.finditer(text, start, chunk.end())), chunk.end()]
    return next((text[start:end] for end in reversed(ends) if place_of(text[start:end])), None)


def glued_name(text: str, start: int) -> str | None:
    """A name in capitals with the sentence right behind its dash: `MERCUSUAR-Sekolah mahal`."""
    name = GLUED_NAME.match(text, start)
    return name[0] if name else None


def has_press(name: str) -> bool:
    """Whether a name begins or ends with a press word: `FAKTAKOTA`."""
    folded = name.casefold()
    return folded.startswith(tuple(PRESS)) or folded.endswith(tuple(PRESS))


def place_of(words: str) -> Place | None:
    """The place of this name, unless papers bear it too (Metro is a town in Lampung)."""
    return None if words.casefold() in PRESS else find_place(words)


@lru_cache(maxsize=4096)
def classify(words: str) -> Words:
    """What these words begin with; remembered, for a portal's datelines come back in every article. A date is only
    recognised by its beginning: where it ends, stands behind the words."""
    whole, tokens = len(words), words.split()
    if DATE_BEGINS.match(words):
        return Words("date", whole)
    if _is_prose(words, tokens[0]):
        return PROSE
    if "".join(tokens).casefold() in RUBRICS:
        return Words("rubric", whole)
    place = place_of(words)
    if place:
        return Words("place", whole, place)
    domain = DOMAIN.match(words)
    if domain:
        return Words("outlet", domain.end())
    found = _with_domain_or_date(words) or (Words("outlet", whole) if _is_press(words) else _glued(words))
    return found or Words(_kind_of_name(tokens), whole)


def _is_prose(words: str, first: str) -> bool:
    """Whether it is quickly seen: small words or a title, no dot or hyphen, and no place at the beginning."""
    plain = (SMALL.match(words) or first.casefold() in NOT_NAMES) and "." not in words and "-" not in words
    return bool(plain) and not begins_place(words)


def _with_domain_or_date(words: str) -> Words | None:
    """`MAMUJU mandarnesia.com` and `Palu Senin 3/4` begin with a place, `Kabar Selebes.id` is one outlet."""
    for gap in GAP.finditer(words):
        domain = DOMAIN.match(words, gap.end())
        if not domain and not DATE_BEGINS.match(words, gap.end()):
            continue
        before = words[: gap.start()]
        place = place_of(before)
        if place and not (domain and domain[0].casefold().split(".")[0] in PAPER_ENDINGS):
            return Words("place", gap.start(), place)
        if domain and (place or _kind_of_name(before.split())):
            return Words("outlet", domain.end())
    return None


def _glued(words: str) -> Words | None:
    """A place or a paper with the sentence right behind its hyphen: `MANADO-Harga beras naik`, not `DETIK-DETIK`."""
    for hyphen in reversed([*GLUED.finditer(words)][:MOST_GLUED]):
        before = words[: hyphen.start()].rstrip(".")
        twice = words.startswith(before, hyphen.end())
        place = place_of(before)
        if not twice and (place or _is_press(before)):
            return Words("place" if place else "outlet", len(before), place)
    return None


def _kind_of_name(tokens: list[str]) -> str | None:
    """What capitalised words that are no place and no known paper may be, or None for prose."""
    first = tokens[0].casefold()
    if len(tokens) > MOST_NAME_WORDS or first in NOT_NAMES or not all(map(_is_name_word, tokens)):
        return None
    if not any(token[0].isalpha() for token in tokens):
        return None
    return "byline" if first in BYLINES else "office" if first in OFFICES else "name"


def _is_name_word(token: str) -> bool:
    return token[0].isdigit() or (token != token.lower() and token.casefold() not in FUNCTION_WORDS)


def _is_press(words: str) -> bool:
    """Whether the words name a paper by themselves: `Kotamobagu Post`, `METRO SULTENG`, `SULUTREVIEW`, `MediaPalu`."""
    if is_outlet(words):
        return True
    tokens = words.split() if GAP.search(words) else words.split("-")
    folded = [token.casefold() for token in tokens]
    if SECTIONS.issuperset(folded[1:]) and tokens[0].isupper() and is_outlet(tokens[0]):
        return True
    if len(tokens) > 4 or folded[0] in NOT_NAMES:
        return False
    if len(tokens) == 1:
        return (folded[0].endswith(PAPER_ENDINGS) and folded[0] not in PAPER_ENDINGS) or _glued_press(folded[0])
    if not all(map(_is_name_word, filter(None, tokens))):
        return False
    if any(map(_glued_press, folded)) or "redaksi" in folded or folded[-1].endswith(PAPER_ENDINGS):
        return True
    named_after = [" ".join(folded[1:])] if folded[0] in PRESS else []
    named_after += [" ".join(folded[:-1])] if folded[-1] in PRESS else []
    return any(map(place_of, named_after))


def _glued_press(token: str) -> bool:
    """Whether a press word and a place, or a province and anything, are written as one word."""
    if token.startswith(PROVINCES) or token.endswith(PROVINCES):
        return token not in PROVINCES
    halves = ((token[:cut], token[cut:]) for cut in range(2, len(token) - 1))
    return any((a in PRESS and find_place(b)) or (b in PRESS and find_place(a)) for a, b in halves)
