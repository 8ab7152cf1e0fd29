"""Finds the dateline of an article: the `Kendari, Poroscelebes.com – ` that opens its first paragraph."""

import re

from crawler.items import Dateline
from crawler.parse.dateline_parts import Part, has_press, leading_place
from crawler.parse.dateline_steps import Step, readings
from crawler.parse.dateline_words import COMMON_WORDS
from crawler.parse.dates import find_dates
from crawler.places.gazetteer import find_place

HEAD = 400
"""characters of the text that are looked at"""
LONGEST_ASIDE = 5
"""words between two dashes that may be an aside: `Makassar – kota terbesar – menjadi`"""

_CREDIT = r"(?:laporan|penulis|oleh|reporter|editor|pewarta|wartawan|kontributor|jurnalis|peliput|foto|caption)"
LEAD = re.compile(rf"\s*(?:\(?{_CREDIT}\b[^\n]{{0,120}}\n\s*)*[\s,.(\[|\ufeff\u200b–-]*", re.I)
SENTENCE = re.compile(r"[^.?!\n]*")
SPACED_DASH = re.compile(r"\s[–—-]+\s")
SECOND_NAME = re.compile(r"(?:/\w[\w.]*)+(?=\))")


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
    longest_first = reversed(readings(head, lead.end() if lead else 0))
    return next((_dateline(head, steps) for steps in longest_first if _sentence_follows(head, steps)), None)


def _sentence_follows(head: str, steps: list[Step]) -> bool:
    """Whether a sentence begins behind it, and not the other half of a pair, a predicate or an aside."""
    places = [_words(head, step.part) for step in steps if step.part.kind == "place"]
    alone = all(step.part.kind == "place" for step in steps)
    loud = all(place.isupper() for place in places)
    small = head[steps[-1].end : steps[-1].end + 1].islower()
    if small and (steps[-1].separator != "dash" or (alone and not loud)):
        return False
    if not alone:
        return steps[-1].separator != "comma" or not leading_place(head, steps[-1].end)
    if len(places) > 1 and not find_place(_place(head, steps) or ""):
        return len(places) == 2 and loud
    if _is_pair(head, steps[-1].end, places[-1]):
        return False
    return loud or not (places[-1].casefold() in COMMON_WORDS or _is_aside(head, steps[-1].end))


def _is_pair(head: str, end: int, first: str) -> bool:
    """Whether another place written the same way stands behind: a match, a route, two names."""
    other = leading_place(head, end)
    second = _words(head, other) if other else first
    return first.casefold() != second.casefold() and first.isupper() == second.isupper()


def _is_aside(head: str, end: int) -> bool:
    sentence = SENTENCE.match(head, end)
    pieces = SPACED_DASH.split(sentence[0]) if sentence else []
    return len(pieces) == 2 and len(pieces[0].split()) <= LONGEST_ASIDE and pieces[1][:1].islower()


def _dateline(head: str, steps: list[Step]) -> Dateline:
    words = _place(head, steps)
    found = Dateline(head[: steps[-1].end], words, _outlet(head, steps), _date(head, steps))
    place = find_place(words) if words else None
    if place:
        found.place_code, found.province, found.lat, found.lon = place.code, place.province, place.lat, place.lon
        found.place_name = place.name if place.code or not place.in_sulawesi else None
    return found


def _words(head: str, part: Part) -> str:
    return head[part.start : part.end]


def _place(head: str, steps: list[Step]) -> str | None:
    """The place as written, with both levels where two stand side by side: `Bone (Sulsel)`."""
    kinds = [step.part.kind for step in steps]
    if "place" not in kinds:
        return _unknown_place(head, steps)
    first = last = kinds.index("place")
    while kinds[last + 1 : last + 2] == ["place"]:
        last += 1
    words = head[steps[first].part.start : steps[last].part.end]
    return words + ")" if "(" in words else words


def _unknown_place(head: str, steps: list[Step]) -> str | None:
    """A name beside a domain and nothing else: a village, or a place misspelt (`IHRAM.CO.ID, BANJARMASIH -- `)."""
    names = [_words(head, step.part) for step in steps if step.part.kind == "name"]
    domains = [step for step in steps if step.part.kind == "outlet" and "." in _words(head, step.part)]
    beside = len(steps) == 2 and names and domains and steps[0].separator == "comma"
    return names[0] if beside else None


def _outlet(head: str, steps: list[Step]) -> str | None:
    """The outlet; without a sure one a name beside a place, or one with a press word in it, that is not a byline's."""
    before = ["", *(step.part.kind for step in steps)]
    parts = [step.part for step, kind in zip(steps, before, strict=False) if kind != "byline"]
    for part in parts:
        if part.kind == "outlet":
            more = SECOND_NAME.match(head, part.end) if head[part.start - 1 : part.start] == "(" else None
            return head[part.start : more.end() if more else part.end]
    names = [_words(head, part) for part in parts if part.kind == "name"]
    return next((name for name in names if "place" in before or has_press(name)), None)


def _date(head: str, steps: list[Step]) -> str | None:
    """The first full date, ISO."""
    dates = (found.date for step in steps if step.part.kind == "date" for found in find_dates(_words(head, step.part)))
    return next((date.isoformat() for date in dates if date), None)
