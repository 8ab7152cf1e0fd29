"""Finds the dateline of an article: the `Kendari, Poroscelebes.com – ` that opens its first paragraph."""

import re

from crawler.items import Dateline
from crawler.parse.dateline_parts import DATE, has_press, leading_place
from crawler.parse.dateline_steps import Step, readings
from crawler.parse.dateline_words import COMMON_WORDS, FUNCTION_WORDS, VILLAGES
from crawler.parse.dates import find_dates
from crawler.places.gazetteer import find_place

HEAD = 400
"""characters of the text that are looked at"""
LONGEST_ASIDE = 5
"""words between two dashes that may be an aside: `Makassar – kota terbesar – menjadi`"""
OPENING = 160
"""characters behind a colon by which running text is known"""
LEAST_WORDS, LEAST_SMALL = 5, 3
"""words of them, and those of them that headlines would write with a capital"""

_CREDIT = r"(?:citizen|laporan|penulis|oleh|reporter|editor|pewarta|wartawan|kontributor|jurnalis|peliput|foto|caption)"
_NEWS_OF = r"berita (?=(?-i:[a-z])[^,.\n]{3,30}, ?[\w.]+ ?[–—-])"
LEAD = re.compile(rf"\s*(?:\(?{_CREDIT}\b[^\n]{{0,120}}\n\s*)*[\s,.(\[|*•\ufeff\u200b–-]*(?:{_NEWS_OF})?", re.I)
SMALL_WORD = re.compile(r"$|[^.?!\n]{0,80}\b[a-z]{2}|[^\n]*\.\s", re.S)
"""a sentence has one; `Real Madrid 2-1` and `Kota Kendari` have none"""
TIMESTAMP = re.compile(
    rf"(?:(?:{DATE.pattern})[^\n]{{0,12}}?)?\d{{1,2}}[.:]\d{{2}}(?: ?wi(?:b|ta|t))?\s*$", re.I | re.M
)
"""alone behind an outlet it is the line above the article, not the article: `Kompas.com - 29/09/2018, 06:16 WIB`"""
SENTENCE = re.compile(r"[^.?!\n]*")
NEXT_ITEM = re.compile(r"\b[A-Z]\w+:\s")
SPACED_DASH = re.compile(r"\s[–—-]+\s")


def find_dateline(text: str) -> Dateline | None:
    """The dateline that opens `text`, or None where none stands or where it is not clear.

    `raw` begins where the text begins, so it holds a byline or kicker before the place too, and ends where the
    sentence begins: raw and the rest are the paragraph as printed.

    >>> find_dateline("SIGI,- Polisi menangkap dua pria.").place_code
    '72.10'
    >>> find_dateline("Manado - Bitung kini satu jam.") is None
    True
    """
    head = text[:HEAD]
    lead = LEAD.match(head)
    for steps in reversed(readings(head, lead.end() if lead else 0)):
        if _sentence_follows(head, steps):
            return _dateline(head, steps)
    return None


def _sentence_follows(head: str, steps: list[Step]) -> bool:
    """Whether a sentence begins behind it, and not the other half of a pair, a predicate or an aside."""
    end, separator = steps[-1].after, steps[-1].separator
    places = [step.words for step in steps if step.kind == "place"]
    outlets = [step.words for step in steps if step.kind == "outlet"]
    if head[end : end + 1].islower() and not (separator == "dash" and _is_sure(places, outlets)):
        return False
    if TIMESTAMP.match(head, end) or (
        separator == "colon" and len(places) + len(outlets) == 1 and not _is_prose(head, end)
    ):
        return False
    if outlets or not places:
        return separator != "comma" or not leading_place(head, end)
    if _is_pair(head, end, places[-1]):
        return False
    return len(places) < len(steps) or _is_dateline_place(head, steps, places)


def _is_sure(places: list[str], outlets: list[str]) -> bool:
    """Whether a dateline stands there even if the sentence begins with a small letter."""
    return any("." in outlet for outlet in outlets) or (
        bool(places) and (bool(outlets) or all(map(str.isupper, places)))
    )


def _is_dateline_place(head: str, steps: list[Step], places: list[str]) -> bool:
    """Whether places alone, before a dash, are a dateline and not the subject of the sentence."""
    loud = all(map(str.isupper, places))
    if len(places) > 1 and not find_place(_place(head, steps) or ""):
        return len(places) == 2 and loud
    unlikely = places[-1].casefold() in COMMON_WORDS or _is_aside(head, steps[-1].after)
    return loud or not (unlikely or not SMALL_WORD.match(head, steps[-1].after))


def _is_announcement(steps: list[Step]) -> bool:
    """Whether but a colon tells that it is a dateline: `Jakarta: `, `JAKARTA (Suara Karya): `."""
    kinds = [step.kind for step in steps]
    return steps[-1].separator == "colon" and (len(kinds) == 1 or kinds == ["place", "name"])


def _is_prose(head: str, start: int) -> bool:
    """Whether running text stands behind a colon, no headline and no item of a list or table."""
    line = head[start : start + OPENING].split("\n")[0]
    words = [word.strip(".,;?!") for word in line.split()]
    small = [word for word in words[1:] if word.isalpha() and word.islower() and word not in FUNCTION_WORDS]
    enough = len(words) >= LEAST_WORDS and len(small) >= LEAST_SMALL
    return enough and line[0].isupper() and not NEXT_ITEM.search(line)


def _is_pair(head: str, end: int, first: str) -> bool:
    """Whether another place written the same way stands behind: a match, a route, two names."""
    second = leading_place(head, end) or first
    return first.casefold() != second.casefold() and first.isupper() == second.isupper()


def _is_aside(head: str, end: int) -> bool:
    sentence = SENTENCE.match(head, end)
    pieces = SPACED_DASH.split(sentence[0]) if sentence else []
    return len(pieces) == 2 and len(pieces[0].split()) <= LONGEST_ASIDE and pieces[1][:1].islower()


def _dateline(head: str, steps: list[Step]) -> Dateline:
    words = _place(head, steps)
    found = Dateline(head[: steps[-1].after], words, _outlet(steps), _date(steps))
    place = find_place(words) if words else None
    if place:
        found.place_code, found.province, found.lat, found.lon = place.code, place.province, place.lat, place.lon
        found.place_name = None if place.open else place.name
    return found


def _place(head: str, steps: list[Step]) -> str | None:
    """The place as written, with both levels where two stand side by side: `Bone (Sulsel)`; behind a byline, which may
    name the reporter's own, the last."""
    starts = [at for at, step in enumerate(steps) if step.kind == "place" and (not at or steps[at - 1].kind != "place")]
    if not starts:
        return _unknown_place(steps)
    at = starts[-1 if steps[0].kind == "byline" else 0]
    first = last = steps[at]
    for step in steps[at + 1 :]:
        if step.kind != "place":
            break
        last = step
    words = head[first.start : last.start + len(last.words)]
    return words + ")" if "(" in words else words


def _unknown_place(steps: list[Step]) -> str | None:
    """A name beside only a domain or the day: a village, or a place misspelt (`IHRAM.CO.ID, BANJARMASIH -- `)."""
    if [step.kind for step in steps] == ["name", "date"]:
        return steps[0].words
    if len(steps) != 2 or steps[0].separator != "comma":
        return None
    names = [step.words for step in steps if step.kind == "name"]
    domains = [step for step in steps if step.kind == "outlet" and "." in step.words]
    return names[0] if names and domains else None


def _outlet(steps: list[Step]) -> str | None:
    """The outlet; without a sure one a name beside a place, or one with a press word in it, that is not a byline's."""
    names = []
    before = None
    for step in steps:
        if step.kind == "outlet":
            return step.words
        if step.kind == "name" and before != "byline":
            names.append(step.words)
        before = step.kind
    beside_place = any(step.kind == "place" for step in steps)
    named = (name for name in names if name.split()[0].casefold() not in VILLAGES)
    return next((name for name in named if beside_place or has_press(name)), None)


def _date(steps: list[Step]) -> str | None:
    """The first full date, ISO."""
    for step in steps:
        for found in find_dates(step.words) if step.kind == "date" else ():
            if found.date:
                return found.date.isoformat()
    return None
