"""Bylines: who wrote, edited and photographed, apart by role, out of what a portal prints."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from crawler.items import Byline
from crawler.parse.people import agency_of, is_army, is_institution, is_paid, is_person, is_town, split_people

_ROLES = {
    (
        "reporters",
    ): "penulis pewarta reporter laporan peliput liputan oleh naskah catatan author writer jurnalis wartawan"
    " teks text by rep lap report",
    ("reporters", "contributors"): "kontributor contributor koresponden",
    ("editors",): "editor redaktur red ed penyunting disunting diedit edited",
    ("photographers",): "foto fotografer photo photographer fotografi",
    ("uploader",): "uploader pengunggah diunggah",
    (): "sumber publisher kameramen kameraman videografer video ilustrator grafis infografis desain produser",
}
_ROLE_OF = {label: roles for roles, labels in _ROLES.items() for label in labels.split()}
# Too short, or too common as a word, to be a label without its colon.
_COLON_ONLY = ("red", "ed", "rep", "lap", "teks", "text", "video", "desain", "grafis", "foto", "photo")


_MODIFIER = (
    r"(?:(?:citizen|asisten|wakil|managing|senior|junior|nama|staf|tim|video|posted|written|reported|diposting|ditulis"
    r"|dilaporkan|diliput|diterbitkan|dipublikasikan)\s+)?"
)


def _labels(words: Iterable[str]) -> str:
    any_word = "|".join(sorted(words, key=len, reverse=True))
    label = rf"{_MODIFIER}(?:pewarta\s+foto|(?:{any_word})(?:\s+(?:oleh|by))?)"
    return rf"{label}(?:\s*[/&,+-]\s*{label}|\s+(?:dan\s+)?{label})*"


_LABELS = _labels(_ROLE_OF)
_PLAIN_LABELS = _labels([*(word for word in _ROLE_OF if word not in _COLON_ONLY), r"rep\.", r"lap\."])
# "Pewarta: A BEditor: C" is met too: a capital label may begin inside a word.
_BEGINS = r"(?:(?<![^\W_])|(?<=[^\W_])(?=(?-i:[A-Z][a-z])))"
COLON_LABEL = re.compile(
    rf"{_BEGINS}(?P<labels>{_LABELS})\.?\s{{0,3}}[:：=]+-?"
    rf"|^[ \t]*(?P<long>{_LABELS})(?:[ \t]+[\w.-]+){{1,4}}[ \t]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
PLAIN_LABEL = re.compile(
    rf"[\s•*>–-]*(?P<labels>{_PLAIN_LABELS})(?:(?-i:(?<=[a-z])(?=[A-Z]))|(?![^\W_])[ \t]*[-–—,.]*[ \t]*)", re.IGNORECASE
)
_HAS_COLON = re.compile(r"[:：=]")
_LABEL_BEHIND = re.compile(rf"(?P<name>.*[^\s,(–-])[\s,(–-]+(?P<labels>{_PLAIN_LABELS})\)?\s*\Z", re.IGNORECASE)
_UNKNOWN_LABEL = re.compile(r"[^\W\d_]\s?[:：]")
_LABEL_ALONE = re.compile(rf"[ \t]*{_PLAIN_LABELS}[ \t]*\Z", re.IGNORECASE)
_LABELLED_BRACKETS = re.compile(rf"[(\[](\s*{_LABELS}\s*[:：][^()\[\]]*)[)\]]", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COPYRIGHT = re.compile(r"(?:copyright|hak cipta|©|\(c\)).*", re.IGNORECASE | re.DOTALL)
_CODE_SEPARATOR = re.compile(r"[/,&|+;]|\s+dan\s+")
_CODE = re.compile(r"(?=.*[^\W\d_])[^\s@:?!]{1,20}\Z")
GLUED_CODE = re.compile(r"(?<=[a-z]{3}[.!?]|[a-z]{2}[.,][\"”])\s?([A-Z]{2,5})\s*\Z")


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
    text = _LABELLED_BRACKETS.sub(r"\n\1\n", _tie_labels(_strip_copyright(text.strip()[:_LONGEST], credit)))
    end, roles = 0, None
    labels = COLON_LABEL.finditer(text) if _HAS_COLON.search(text) else ()
    for label in [*labels, None]:
        _read_stretch(credit, roles, text[end : label.start() if label else len(text)])
        if label:
            end, roles = label.end(), roles_of(label["labels"] or label["long"])
    return credit


def merge_credits(*credits: Credit) -> Credit:
    """One credit out of several: names joined by role in the order given, raw strings line by line."""
    merged = Credit(raw="\n".join(dict.fromkeys(credit.raw for credit in credits if credit.raw)) or None)
    for credit in credits:
        for field in fields(Credit):
            value = getattr(credit, field.name)
            if isinstance(value, list):
                _add(getattr(merged, field.name), value)
            elif not getattr(merged, field.name):
                setattr(merged, field.name, value)
    return merged


def _strip_copyright(text: str, credit: Credit) -> str:
    if notice := _COPYRIGHT.search(text):
        credit.agency = agency_of(notice[0])
        return text[: notice.start()]
    return text


def _tie_labels(text: str) -> str:
    """A label on a line of its own is tied to its name: to the line below, or above where the names come first."""
    lines = [line for line in text.splitlines() if line.strip()]
    alone = [bool(_LABEL_ALONE.match(line)) for line in lines]
    if len(lines) < 2 or not any(alone):
        return text
    if alone[-1] and not alone[0]:
        lines, alone = lines[::-1], alone[::-1]
    return "".join(f"{line}: " if label else f"{line}\n" for line, label in zip(lines, alone, strict=True))


def roles_of(labels: str) -> tuple[str, ...]:
    """The fields of a Credit that the names behind some labels belong to."""
    words = [word for word in re.findall(r"[^\W\d_]+", labels.lower()) if word in _ROLE_OF]
    if words == ["pewarta", "foto"]:
        return ("photographers",)
    # "Disunting oleh" and "Foto by" say their role before.
    told = [word for word in words if word not in ("oleh", "by")] or words
    return tuple(dict.fromkeys(role for word in told for role in _ROLE_OF[word]))


def _read_stretch(credit: Credit, roles: tuple[str, ...] | None, stretch: str) -> None:
    """What follows a label: its slot, then lines of their own."""
    lines = [line for line in re.split(r"[\n|•]", stretch) if line.strip()]
    if roles is not None and lines:
        _read_slot(credit, roles, lines.pop(0))
    for line in lines:
        _read_line(credit, line)


def _read_slot(credit: Credit, roles: tuple[str, ...], slot: str) -> None:
    for code in _BRACKETS.findall(slot):
        _read_code(credit, code, alone=not _BRACKETS.sub("", slot).strip(" .*-/"))
    persons, others = split_people(slot)
    for role in roles:
        if role == "uploader":
            credit.uploader = credit.uploader or next(iter(persons), None)
        else:
            _add(getattr(credit, role), persons)
    _note(credit, others)


def _read_line(credit: Credit, line: str) -> None:
    if glued := GLUED_CODE.search(line):
        _add(credit.initials, [glued[1]])
    elif (label := PLAIN_LABEL.match(line)) and _may_be_slot(rest := line[label.end() :]):
        _read_slot(credit, roles_of(label["labels"]), rest)
    elif _ends_in_label(line) and (behind := _LABEL_BEHIND.match(line)):
        _read_slot(credit, roles_of(behind["labels"]), behind["name"])
    elif not _UNKNOWN_LABEL.search(line):
        _read_slot(credit, ("reporters",), line)


def _ends_in_label(line: str) -> bool:
    return re.split(r"[\s,(–-]", line.rstrip(") \t\r\n"))[-1].lower() in _ROLE_OF


def _may_be_slot(rest: str) -> bool:
    words = rest.split()
    return not words or not words[0][0].islower()


def _read_code(credit: Credit, code: str, alone: bool) -> None:
    """The inside of brackets: one word is a code, more are a name, unless they explain the name before them."""
    parts = [part.strip(" \t\r\n*-–.:_\xa0") for part in _CODE_SEPARATOR.split(code)]
    for before, token in zip(["", *parts], parts, strict=False):
        if is_institution(token) or is_town(token) or is_army(before):
            _note(credit, [token])
        elif _CODE.match(token):
            _add(credit.initials, [token])
        elif alone and is_person(token):
            _add(credit.reporters, [token])


def _note(credit: Credit, others: list[str]) -> None:
    for words in others:
        credit.agency = credit.agency or agency_of(words)
        credit.paid = credit.paid or is_paid(words)


def _add(names: list[str], more: list[str]) -> None:
    known = {name.casefold() for name in names}
    names.extend(name for name in dict.fromkeys(more) if name.casefold() not in known)
