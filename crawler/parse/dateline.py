"""Finds the dateline of an article: the `Kendari, Poroscelebes.com – ` that opens its first paragraph."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.items import Dateline
from crawler.parse.dateline_parts import Part, leading_place, read_part
from crawler.parse.dateline_words import COMMON_WORDS
from crawler.parse.dates import find_dates
from crawler.places.gazetteer import Place, find_place

HEAD = 400
"""characters of the text that are looked at"""
MOST_PARTS = 8
LONGEST_ASIDE = 5
"""words between two dashes that may be an aside: `Makassar – kota terbesar – menjadi`"""

_CREDIT = r"(?:laporan|penulis|oleh|reporter|editor|pewarta|wartawan|kontributor|jurnalis|peliput|foto|caption)"
LEAD = re.compile(rf"\s*(?:\(?{_CREDIT}\b[^\n]{{0,120}}\n\s*)*[\s,.(\[|\ufeff\u200b–-]*", re.I)
SEPARATOR = re.compile(r"[\s,.;:|/\\()\[\]~_=•·–—―−‒‐‑\u200b-]+")
SEPARATOR_KINDS = (
    ("dash", "~_=–—―−‒‐‑-"),
    ("line", "\n"),
    ("bar", "|/\\:•·"),
    ("dot", "."),
    ("close", ")]"),
    ("comma", ",;"),
    ("open", "(["),
)
SENTENCE = re.compile(r"[^.?!\n]*")
SPACED_DASH = re.compile(r"\s[–—-]+\s")


class Reading(NamedTuple):
    """Parts that make a complete dateline, the kind of separator that ends it, and where the sentence begins."""

    parts: list[Part]
    separator: str
    end: int


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
    reading = _longest(head, lead.end() if lead else 0)
    return _dateline(head, reading) if reading and _sentence_follows(head, reading) else None


def _longest(head: str, start: int) -> Reading | None:
    parts: list[Part] = []
    longest = None
    for part, separator, end in _readings(head, start):
        parts.append(part)
        if _complete(head, parts, separator):
            longest = Reading(parts[:], separator, end)
    return longest


def _readings(head: str, start: int) -> Iterator[tuple[Part, str, int]]:
    """Parts with the kind of separator behind each and where that ends, until prose begins."""
    last, before = None, ""
    for _ in range(MOST_PARTS):
        part = _next_part(head, start, last)
        match = SEPARATOR.match(head, part.end) if part else None
        if not part or not match:
            return
        kind = _kind(match[0])
        if before in ("dash", "line") and not _may_follow_dash(head, last, part, kind):
            return
        yield part, kind, part.end + len(match[0].rstrip("(["))
        start, before, last = match.end(), kind, part


def _next_part(head: str, start: int, last: Part | None) -> Part | None:
    """The part at `start`; behind an outlet a place may run straight into the sentence."""
    part = read_part(head, start)
    if last and last.kind == "outlet" and (not part or part.kind == "name"):
        place = leading_place(head, start)
        if place and head[place.end + 1 : place.end + 2].isupper():
            return place
    return part


def _kind(run: str) -> str:
    return next((kind for kind, characters in SEPARATOR_KINDS if not set(characters).isdisjoint(run)), "space")


def _may_follow_dash(head: str, last: Part | None, part: Part, separator: str) -> bool:
    """Whether this is still the dateline, not the sentence: `jpnn.com - DONGGALA - `, `Weda – Selasa, 12 Mei 2025`."""
    if separator not in ("dash", "line", "dot", "bar"):
        return False
    if part.kind == "place" and last and last.kind == "place":
        return find_place(head[last.start : part.end]) is not None
    return part.kind in ("place", "outlet") or (part.kind == "date" and separator != "bar")


def _complete(head: str, parts: list[Part], separator: str) -> bool:
    """Whether the parts, ended by this separator, are a dateline."""
    kinds = {part.kind for part in parts}
    place, outlet = "place" in kinds, "outlet" in kinds
    if separator == "dash":
        return place or outlet or (kinds == {"rubric"} and head[parts[0].start : parts[0].end].isupper())
    if separator == "line":
        return len(parts) > 1 and (place or outlet)
    if separator == "dot":
        return place and not kinds.isdisjoint({"outlet", "name", "date"})
    if separator == "close":
        return place and not kinds.isdisjoint({"outlet", "date"})
    if separator == "bar":
        return place and outlet
    domain = any("." in head[part.start : part.end] for part in parts if part.kind == "outlet")
    return place and (domain or (separator == "space" and parts[-1].kind == "date"))


def _sentence_follows(head: str, reading: Reading) -> bool:
    """Whether a sentence begins behind it, and not the other half of a pair, a predicate or an aside."""
    places = [head[part.start : part.end] for part in reading.parts if part.kind == "place"]
    alone = all(part.kind == "place" for part in reading.parts)
    loud = all(place.isupper() for place in places)
    small = head[reading.end : reading.end + 1].islower()
    if small and (reading.separator != "dash" or (places and alone and not loud)):
        return False
    if not alone:
        return True
    if len(places) > 1 and not find_place(_span(head, reading.parts) or ""):
        return len(places) == 2 and loud
    if loud:
        return not _pairs(head, reading.end, places[-1])
    return not (
        places[-1].casefold() in COMMON_WORDS or _pairs(head, reading.end, places[-1]) or _is_aside(head, reading)
    )


def _pairs(head: str, end: int, first: str) -> bool:
    """Whether another place written the same way stands behind: a match, a route, two names."""
    other = leading_place(head, end)
    second = head[other.start : other.end] if other else first
    return first.casefold() != second.casefold() and first.isupper() == second.isupper()


def _is_aside(head: str, reading: Reading) -> bool:
    sentence = SENTENCE.match(head, reading.end)
    pieces = SPACED_DASH.split(sentence[0]) if sentence else []
    return len(pieces) == 2 and len(pieces[0].split()) <= LONGEST_ASIDE and pieces[1][:1].islower()


def _dateline(head: str, reading: Reading) -> Dateline:
    words = _span(head, reading.parts)
    found = Dateline(head[: reading.end], words, _outlet(head, reading.parts), _date(head, reading.parts))
    place = find_place(words) if words else None
    if place:
        _locate(found, place)
    return found


def _locate(found: Dateline, place: Place) -> None:
    found.place_code, found.province, found.lat, found.lon = place.code, place.province, place.lat, place.lon
    found.place_name = place.name if place.code or not place.in_sulawesi else None


def _span(head: str, parts: list[Part]) -> str | None:
    """The place as written, with both levels where two stand side by side: `Bone (Sulsel)`."""
    places = [part for part in parts if part.kind == "place"]
    if not places:
        return None
    last = places[0]
    for part in places[1:]:
        if parts.index(part) == parts.index(last) + 1:
            last = part
    words = head[places[0].start : last.end]
    return words + ")" if "(" in words else words


def _outlet(head: str, parts: list[Part]) -> str | None:
    """The outlet; without a sure one the first name that is not a byline's, beside a place."""
    names = [
        part for before, part in zip([None, *parts], parts, strict=False) if not (before and before.kind == "byline")
    ]
    for kind in ("outlet", "name"):
        for part in names:
            if part.kind == kind:
                return head[part.start : part.end]
    return None


def _date(head: str, parts: list[Part]) -> str | None:
    dates = (found.date for part in parts if part.kind == "date" for found in find_dates(head[part.start : part.end]))
    return next((date.isoformat() for date in dates if date), None)
