"""Walks along the opening of a text, part by part, and tells where a dateline is complete."""

import re
from functools import lru_cache
from typing import NamedTuple

from crawler.parse.calendar import FULL_YEAR
from crawler.parse.dateline_parts import Words, classify, glued_name, has_press, leading_place, read_words
from crawler.parse.dateline_words import VILLAGES
from crawler.places.gazetteer import Place, find_place

MOST_STEPS = 8

SEPARATOR = re.compile(r"[\s,.;:|/\\()\[\]~_=*•·–—―−‒‐‑\u200b-]+")
KINDS = (
    ("dash", frozenset("~_=–—―−‒‐‑-")),
    ("line", frozenset("\n")),
    ("pipe", frozenset("|•·")),
    ("bar", frozenset("/\\")),
    ("colon", frozenset(":;")),
    ("dot", frozenset(".")),
    ("close", frozenset(")]")),
    ("comma", frozenset(",")),
    ("open", frozenset("([")),
)
SECOND_NAME = re.compile(r"(?:/\w[\w.]*)+(?=\))")
"""behind an outlet in brackets: `(Antara/PRNewswire)`"""
FORMAL = re.compile(r",\s?-+\s*|[–—]+")
"""behind a single word in capitals these make a dateline; a spaced dash makes the kicker of a caption too"""


class Step(NamedTuple):
    """A part as written, what it is and where it stands, the kind of separator behind, and where the text goes on."""

    kind: str
    words: str
    start: int
    place: Place | None
    separator: str
    after: int


def readings(head: str, start: int) -> list[list[Step]]:
    """Every run of steps from `start` that makes a complete dateline, the longest last."""
    steps: list[Step] = []
    kinds: list[str] = []
    complete = []
    while len(steps) < MOST_STEPS and (step := _step(head, start, steps[-1] if steps else None)):
        steps.append(step)
        kinds.append(step.kind)
        if _complete(head, steps, kinds):
            complete.append(steps[:])
        start = step.after
    return complete


def _step(head: str, start: int, last: Step | None) -> Step | None:
    """The step at `start`, or None where prose begins."""
    while head[start : start + 1] in ("(", "["):
        start += 1
    kind, length, place = _words(head, start, last)
    if kind == "outlet" and head[start - 1 : start] == "(" and (more := SECOND_NAME.match(head, start + length)):
        length += len(more[0])
    run = SEPARATOR.match(head, start + length) if kind else None
    if not kind or not run:
        return None
    after = run.end() if run[0][-1] not in "([" else start + length + len(run[0].rstrip("(["))
    step = Step(kind, head[start : start + length], start, place, _kind(run[0]), after)
    goes_on = not last or last.separator not in ("dash", "line", "space") or _may_follow(head, last, step)
    return step if goes_on else None


def _words(head: str, start: int, last: Step | None) -> Words:
    """What stands at `start`; a place behind an outlet, a name behind a place, may run straight into the sentence."""
    found = read_words(head, start)
    if not last or found.kind not in (None, "name"):
        return found
    if last.kind == "outlet" or (last.kind == "name" and last.words.isupper() and last.separator == "comma"):
        place = leading_place(head, start)
        runs_on = place and head[start + len(place) + 1 : start + len(place) + 2].isupper()
        return Words("place", len(place), find_place(place)) if place and runs_on else found
    name = glued_name(head, start) if last.kind == "place" and last.separator == "comma" else None
    return classify(name) if name else found


@lru_cache(maxsize=256)
def _kind(run: str) -> str:
    return next((kind for kind, characters in KINDS if not characters.isdisjoint(run)), "space")


def _may_follow(head: str, last: Step, step: Step) -> bool:
    """Whether this is still the dateline, not the sentence: `jpnn.com - DONGGALA - `, `Weda – Selasa, 12 Mei 2025`."""
    if step.separator == "close":
        return step.kind == "outlet" and head[step.start - 1 : step.start] == "("
    if step.separator in ("comma", "space"):
        return {step.kind, last.kind} == {"place", "outlet"}
    if step.kind == "place" and last.kind == "place":
        return find_place(head[last.start : step.start + len(step.words)]) is not None
    return step.separator != "open" and step.kind in ("place", "outlet", "date")


def _complete(head: str, steps: list[Step], kinds: list[str]) -> bool:
    """Whether the steps make a dateline."""
    last, separator = kinds[-1], steps[-1].separator
    place, outlet = "place" in kinds, "outlet" in kinds
    if separator == "dash":
        return place or outlet or (len(steps) == 1 and _stands_alone(head, steps[0])) or _is_dated_name(head, steps)
    if separator == "line":
        return len(steps) > 1 and (place or outlet)
    if separator == "pipe" and kinds == ["place"]:
        return steps[0].words.isupper()
    if separator == "colon" and (len(steps) == 1 or kinds == ["place", "name"]):
        return _is_announced(head, steps)
    if not place or separator == "open":
        return False
    if separator == "dot":
        named = kinds == ["place", "name"] and steps[0].separator != "colon"
        return named or (last != "name" and (outlet or ("date" in kinds and "name" not in kinds)))
    if separator == "space":
        sure = last == "date" or any("." in step.words for step in steps) or _is_loud_pair(head, steps, kinds)
    else:
        sure = outlet or (separator == "close" and "date" in kinds)
    return sure and last not in ("name", "office", "rubric")


def _is_loud_pair(head: str, steps: list[Step], kinds: list[str]) -> bool:
    """Whether a paper and a place in capitals, and nothing else, run into a sentence: `KORBES, MAKASSAR Sekitar`."""
    loud = kinds == ["name", "place"] and all(step.words.isupper() for step in steps) and steps[0].separator == "comma"
    return loud and head[steps[-1].after : steps[-1].after + 2].istitle()


def _is_announced(head: str, steps: list[Step]) -> bool:
    """What may stand before a colon: a place or a domain that begin the text, or a paper in brackets behind a place."""
    first, last = steps[0], steps[-1]
    if len(steps) == 1:
        return not head[: first.start].strip() and (first.kind == "place" or "." in first.words)
    return first.separator == "open" and (first.words.isupper() or has_press(last.words))


def _is_dated_name(head: str, steps: list[Step]) -> bool:
    """A name that no gazetteer has, and the day with its year: `Desa Tirai, 7 Juli 2025 – `, but no years of a life."""
    if [step.kind for step in steps] != ["name", "date"] or steps[0].separator not in ("comma", "open"):
        return False
    first, *more = steps[0].words.split()
    villager = not more or first.casefold() in VILLAGES
    dated = FULL_YEAR.search(steps[1].words) and not head[steps[1].after : steps[1].after + 1].isdigit()
    return bool(dated) and villager and first.isalpha() and not has_press(first)


def _stands_alone(head: str, step: Step) -> bool:
    """A rubric, or an unknown word before a dash that only datelines have; both in capitals."""
    if not step.words.isupper():
        return False
    formal = FORMAL.fullmatch(head, step.start + len(step.words), step.after)
    return step.kind == "rubric" or bool(
        formal and step.kind == "name" and step.words.isalpha() and len(step.words) > 2
    )
