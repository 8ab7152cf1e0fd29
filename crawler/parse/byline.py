"""Bylines: who wrote, edited and photographed, apart by role, out of what a portal prints."""

import re
from dataclasses import dataclass, fields

from crawler.items import Byline
from crawler.parse.people import agency_of, is_paid, is_person, split_people

_ROLES = {
    (
        "reporters",
    ): "penulis pewarta reporter laporan peliput liputan oleh naskah catatan author writer jurnalis wartawan"
    " teks text by rep",
    ("reporters", "contributors"): "kontributor contributor koresponden",
    ("editors",): "editor redaktur red penyunting",
    ("photographers",): "foto fotografer photo photographer fotografi",
    ("uploader",): "uploader pengunggah publisher",
    (): "sumber",
}
_ROLE_OF = {label: roles for roles, labels in _ROLES.items() for label in labels.split()}
_WORD = "(?:" + "|".join(sorted(_ROLE_OF, key=len, reverse=True)) + ")"
_LABEL = rf"(?:pewarta\s+foto|{_WORD})"
_LABELS = rf"{_LABEL}(?:\s*[/&,+-]\s*{_LABEL}|\s+(?:dan\s+)?{_LABEL})*"
# "Pewarta: A BEditor: C" is met too: a capital label may begin inside a word.
_BEGINS = r"(?:(?<![^\W_])|(?<=[^\W_])(?=(?-i:[A-Z][a-z])))"
COLON_LABEL = re.compile(
    rf"{_BEGINS}(?P<labels>{_LABELS})[ \t]*[:：=]+-?|^[ \t]*(?P<long>{_LABELS})(?:[ \t]+[\w.-]+){{1,4}}[ \t]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
PLAIN_LABEL = re.compile(
    rf"[\s•*>–-]*(?P<labels>{_LABELS})(?:(?-i:(?<=[a-z])(?=[A-Z]))|(?![^\W_])[ \t]*[-–—,.]*[ \t]*)", re.IGNORECASE
)
_LABEL_BEHIND = re.compile(rf"(?P<name>.*[^\s,(–-])[\s,(–-]+(?P<labels>{_LABELS})\)?\s*\Z", re.IGNORECASE)
_LABELLED_BRACKETS = re.compile(rf"[(\[](\s*{_LABELS}\s*[:：][^()\[\]]*)[)\]]", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_COPYRIGHT = re.compile(r"(?:copyright|hak cipta|©|\(c\)).*", re.IGNORECASE | re.DOTALL)
GLUED_CODE = re.compile(r"(?<=[a-z]{3}[.!?]|[a-z]{2}[.,][\"”])\s?([A-Z]{2,5})\s*\Z")


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
    text = _LABELLED_BRACKETS.sub(r"\n\1\n", _strip_copyright(text, credit))
    end, roles = 0, None
    for label in [*COLON_LABEL.finditer(text), None]:
        _read_stretch(credit, roles, text[end : label.start() if label else len(text)])
        if label:
            end, roles = label.end(), _roles(label["labels"] or label["long"])
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


def _roles(labels: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W\d_]+", labels.lower())
    if words == ["pewarta", "foto"]:
        return ("photographers",)
    return tuple(dict.fromkeys(role for word in words for role in _ROLE_OF.get(word, ())))


def _read_stretch(credit: Credit, roles: tuple[str, ...] | None, stretch: str) -> None:
    """What follows a label: its slot, then lines of their own."""
    lines = [line for line in re.split(r"[\n|•]", stretch) if line.strip()]
    if roles is not None and lines:
        _read_slot(credit, roles, lines.pop(0))
    for line in lines:
        _read_line(credit, line)


def _read_slot(credit: Credit, roles: tuple[str, ...], slot: str) -> None:
    for code in _BRACKETS.findall(slot):
        _read_code(credit, code, alone=not _BRACKETS.sub("", slot).strip())
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
        _read_slot(credit, _roles(label["labels"]), rest)
    elif behind := _LABEL_BEHIND.match(line):
        _read_slot(credit, _roles(behind["labels"]), behind["name"])
    else:
        _read_slot(credit, ("reporters",), line)


def _may_be_slot(rest: str) -> bool:
    words = rest.split()
    return not words or not words[0][0].islower()


def _read_code(credit: Credit, code: str, alone: bool) -> None:
    """The inside of brackets: one word is a code, more are a name, unless they explain the name before them."""
    for part in re.split(r"[/,&|+;]|\s+dan\s+", code):
        token = part.strip(" \t\r\n*-–.:_\xa0")
        if not token or not _are_people(token):
            _note(credit, [token])
        elif " " not in token:
            _add(credit.initials, [token])
        elif alone:
            _add(credit.reporters, [token])


def _are_people(token: str) -> bool:
    return is_person(token) and (" " in token or len(token) <= 20)


def _note(credit: Credit, others: list[str]) -> None:
    for words in others:
        credit.agency = credit.agency or agency_of(words)
        credit.paid = credit.paid or is_paid(words)


def _add(names: list[str], more: list[str]) -> None:
    known = {name.casefold() for name in names}
    names.extend(name for name in dict.fromkeys(more) if name.casefold() not in known)
