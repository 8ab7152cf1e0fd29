"""Bylines: who wrote, edited and photographed, apart by role, out of what a portal prints."""

import re
from dataclasses import dataclass

from crawler.items import Byline
from crawler.parse.labels import (
    COLON_LABEL,
    LABEL_BEHIND,
    LABELLED_BRACKETS,
    PLAIN_LABEL,
    ends_in_label,
    roles_of,
    tie_labels,
)
from crawler.parse.people import agency_of, is_army, is_institution, is_paid, is_person, is_town, split_people

_LINE_END = re.compile(r"[\n|•]")
_UNKNOWN_LABEL = re.compile(r"[^\W\d_]\s?[:：]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COPYRIGHT = re.compile(r"(?:copyright|hak cipta|©|\(c\)\s*\w).*", re.IGNORECASE | re.DOTALL)
_CODE_SEPARATOR = re.compile(r"[/,&|+;]|\s+dan\s+")
_CODE = re.compile(r"(?=.*[^\W\d_])[^\s@:?!]{1,20}\Z")
_CAPITALISED = re.compile(r"[A-Z][a-z]{3,}\Z")
_NUMBERED = re.compile(r"\s*([a-z]{1,3}\d{1,3})[\s.]*\Z", re.IGNORECASE)
_GLUED_CODE = re.compile(r"(?<=[a-z]{3}[.!?]|[a-z]{2}[.,][\"”])\s?([A-Z]{2,5})\s*\Z")
_CORRESPONDENT = re.compile(r"\s*(?i:kontributor|koresponden)\s[^:,/&]{2,40},\s*[A-Z]")
_LONGEST = 1000
"""characters that are read; no byline is as long"""


@dataclass(slots=True)
class Credit(Byline):
    """A byline with what else stands in it: the news agency, and whether the text was paid for."""

    agency: str | None = None
    paid: bool = False


def parse_byline(text: str) -> Credit:
    """Persons by role, initials, agency and paid mark of a byline or sign-off; an empty slot stays empty.

    >>> parse_byline("Pewarta: Marlita KoruaEditor: Guido Merung").editors
    ['Guido Merung']
    >>> parse_byline("(*/adibua)").initials
    ['adibua']
    """
    credit = Credit(raw=text.strip() or None)
    text = tie_labels(_strip_copyright(text.strip()[:_LONGEST], credit))
    last_colon = max(map(text.rfind, ":：="))
    if last_colon >= 0 and ("(" in text or "[" in text):
        # Line breaks take the places of the brackets: no colon is moved.
        text = LABELLED_BRACKETS.sub(r"\n\1\n", text)
    end, roles = 0, None
    labels = COLON_LABEL.finditer(text, 0, last_colon + len(":-")) if last_colon >= 0 else ()
    for label in [*labels, None]:
        _read_stretch(credit, roles, text[end : label.start() if label else len(text)])
        if label:
            end, roles = label.end(), roles_of(label["labels"] or label["long"])
    return credit


def merge_credits(*credits: Credit) -> Credit:
    """One credit out of several: names joined by role in the order given, raw strings line by line."""
    merged = Credit(raw="\n".join(dict.fromkeys(credit.raw for credit in credits if credit.raw)) or None)
    for credit in credits:
        _add(merged.reporters, credit.reporters)
        _add(merged.editors, credit.editors)
        _add(merged.photographers, credit.photographers)
        _add(merged.contributors, credit.contributors)
        _add(merged.initials, credit.initials)
        merged.uploader = merged.uploader or credit.uploader
        merged.agency = merged.agency or credit.agency
        merged.paid = merged.paid or credit.paid
    return merged


def glued_code(text: str) -> re.Match[str] | None:
    """The code that stands right behind the last sentence, as group 1: `selesai.LIS`."""
    return _GLUED_CODE.search(text) if text.rstrip()[-1:].isupper() else None


def _strip_copyright(text: str, credit: Credit) -> str:
    if notice := _COPYRIGHT.search(text):
        credit.agency = agency_of(notice[0])
        return text[: notice.start()]
    return text


def _read_stretch(credit: Credit, roles: tuple[str, ...] | None, stretch: str) -> None:
    """What follows a label: its slot, then lines of their own."""
    lines = [line for line in _LINE_END.split(stretch) if line.strip()]
    if roles is not None and lines:
        _read_slot(credit, roles, lines.pop(0))
    for line in lines:
        _read_line(credit, line)


def _read_slot(credit: Credit, roles: tuple[str, ...], slot: str) -> None:
    for code in _BRACKETS.findall(slot):
        _read_code(credit, code, alone=not _BRACKETS.sub("", slot).strip(" .*-/"))
    if numbered := _NUMBERED.match(slot):
        _add(credit.initials, [numbered[1]])
    persons, others = split_people(slot)
    for role in roles:
        if role == "uploader":
            credit.uploader = credit.uploader or next(iter(persons), None)
        else:
            _add(getattr(credit, role), persons)
    _note(credit, others)


def _read_line(credit: Credit, line: str) -> None:
    if glued := glued_code(line):
        _add(credit.initials, [glued[1]])
    elif (label := PLAIN_LABEL.match(line)) and _may_be_slot(rest := line[label.end() :]):
        # "Kontributor Semarang, Nazar Nurdin": the slot needs the word, to know the place for one.
        _read_slot(credit, roles_of(label["labels"]), line if _CORRESPONDENT.match(line) else rest)
    elif ends_in_label(line) and (behind := LABEL_BEHIND.match(line)):
        _read_slot(credit, roles_of(behind["labels"]), behind["name"])
    elif not _UNKNOWN_LABEL.search(line):
        _read_slot(credit, ("reporters",), line)


def _may_be_slot(rest: str) -> bool:
    words = rest.split()
    return not words or not words[0][0].islower()


def _read_code(credit: Credit, code: str, alone: bool) -> None:
    """The inside of brackets: one word is a code, more are a name, unless they explain the name before them."""
    parts = [part.strip(" \t\r\n*-–.:_\xa0") for part in _CODE_SEPARATOR.split(code)]
    for before, token in zip(["", *parts], parts, strict=False):
        if is_institution(token) or is_town(token) or is_army(before) or _is_paper(before, token):
            _note(credit, [token])
        elif _CODE.match(token):
            _add(credit.initials, [token])
        elif alone and is_person(token):
            _add(credit.reporters, [token])


def _is_paper(before: str, token: str) -> bool:
    """Whether a word behind a full name in brackets is its paper, no code: `(Ahmad Fauzan/Beritaku)`."""
    return " " in before and is_person(before) and bool(_CAPITALISED.match(token))


def _note(credit: Credit, others: list[str]) -> None:
    for words in others:
        credit.agency = credit.agency or agency_of(words)
        credit.paid = credit.paid or is_paid(words)


def _add(names: list[str], more: list[str]) -> None:
    if not more:
        return
    known = {name.casefold() for name in names}
    names.extend(name for name in dict.fromkeys(more) if name.casefold() not in known)
