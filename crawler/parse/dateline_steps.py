"""Walks along the opening of a text, part by part, and tells where a dateline is complete."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.parse.dateline_parts import Part, glued_name, leading_place, read_part
from crawler.places.gazetteer import find_place

MOST_STEPS = 8

SEPARATOR = re.compile(r"[\s,.;:|/\\()\[\]~_=•·–—―−‒‐‑\u200b-]+")
KINDS = (
    ("dash", frozenset("~_=–—―−‒‐‑-")),
    ("line", frozenset("\n")),
    ("bar", frozenset("|/\\:•·")),
    ("dot", frozenset(".")),
    ("close", frozenset(")]")),
    ("comma", frozenset(",;")),
    ("open", frozenset("([")),
)
FORMAL = re.compile(r",\s?-+\s*|[–—]+")
"""behind a single word in capitals these make a dateline; a spaced dash makes the kicker of a caption too"""


class Step(NamedTuple):
    """A part, the kind of separator behind it, and where the text behind that begins."""

    part: Part
    separator: str
    end: int


def readings(head: str, start: int) -> list[list[Step]]:
    """Every run of steps from `start` that makes a complete dateline, the longest last."""
    walked = [*_walk(head, start)]
    return [walked[:count] for count in range(1, len(walked) + 1) if _complete(head, walked[:count])]


def _walk(head: str, start: int) -> Iterator[Step]:
    """Steps until prose begins."""
    last: Step | None = None
    for _ in range(MOST_STEPS):
        part = _part(head, start, last)
        run = SEPARATOR.match(head, part.end) if part else None
        if not part or not run:
            return
        step = Step(part, _kind(run[0]), part.end + len(run[0].rstrip("([")))
        if last and last.separator in ("dash", "line", "space") and not _may_follow(head, last.part, step):
            return
        yield step
        start, last = run.end(), step


def _part(head: str, start: int, last: Step | None) -> Part | None:
    """The part at `start`; behind an outlet a place, and behind a place a name, may run straight into the sentence."""
    part = read_part(head, start)
    if not last or (part and part.kind != "name"):
        return part
    if last.part.kind == "outlet":
        place = leading_place(head, start)
        return place if place and head[place.end + 1 : place.end + 2].isupper() else part
    return part or (glued_name(head, start) if last.part.kind == "place" and last.separator == "comma" else None)


def _kind(run: str) -> str:
    return next((kind for kind, characters in KINDS if not characters.isdisjoint(run)), "space")


def _may_follow(head: str, last: Part, step: Step) -> bool:
    """Whether this is still the dateline, not the sentence: `jpnn.com - DONGGALA - `, `Weda – Selasa, 12 Mei 2025`."""
    part, separator, _ = step
    if separator == "close":
        return part.kind == "outlet" and head[part.start - 1] == "("
    if separator in ("comma", "space"):
        return part.kind == "place" and last.kind == "outlet"
    if part.kind == "place" and last.kind == "place":
        return find_place(head[last.start : part.end]) is not None
    return separator != "open" and (part.kind in ("place", "outlet") or (part.kind == "date" and separator != "bar"))


def _complete(head: str, steps: list[Step]) -> bool:
    """Whether the steps make a dateline."""
    kinds = [step.part.kind for step in steps]
    last, separator = kinds[-1], steps[-1].separator
    place, outlet = "place" in kinds, "outlet" in kinds
    if separator == "dash":
        return place or outlet or (len(steps) == 1 and _stands_alone(head, steps[0]))
    if separator == "line":
        return len(steps) > 1 and (place or outlet)
    if separator == "dot":
        return place and (kinds == ["place", "name"] or (last != "name" and (outlet or "date" in kinds)))
    if separator == "space":
        sure = last == "date" or any("." in head[step.part.start : step.part.end] for step in steps)
    else:
        sure = outlet or (separator == "close" and "date" in kinds)
    return place and sure and last not in ("name", "office", "rubric") and separator != "open"


def _stands_alone(head: str, step: Step) -> bool:
    """A rubric, or an unknown word before a dash that only datelines have; both in capitals."""
    words = head[step.part.start : step.part.end]
    if not words.isupper():
        return False
    formal = FORMAL.fullmatch(head, step.part.end, step.end)
    return step.part.kind == "rubric" or bool(
        formal and step.part.kind == "name" and words.isalpha() and len(words) > 2
    )
