"""The words that say what a name in a byline did: `Penulis:`, `Reporter/Editor -`, `Pewarta Foto`."""

import re
from collections.abc import Collection
from functools import lru_cache

from crawler.parse.calendar import one_of

_ROLES = {
    "penulis pewarta reporter laporan peliput liputan oleh naskah catatan author writer": ("reporters",),
    "jurnalis wartawan teks text by rep lap report": ("reporters",),
    "kontributor contributor koresponden": ("reporters", "contributors"),
    "editor redaktur red ed penyunting disunting diedit edited": ("editors",),
    "foto fotografer photo photographer fotografi": ("photographers",),
    "uploader pengunggah diunggah": ("uploader",),
    "sumber publisher kameramen kameraman videografer video ilustrator grafis infografis desain produser": (),
}
_ROLES_OF = {word: roles for words, roles in _ROLES.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+")
# Too short, or too common as words, to be labels without a colon.
_COLON_ONLY = ("red", "ed", "rep", "lap", "teks", "text", "video", "desain", "grafis", "foto", "photo")
_MODIFIERS = """citizen asisten wakil managing senior junior nama staf tim video posted submitted written reported
diposting ditulis dilaporkan diliput diterbitkan dipublikasikan dikirim"""
_OPENING_WORDS = frozenset((*_ROLES_OF, *_MODIFIERS.split()))
_MODIFIER = rf"(?:(?:{one_of(_MODIFIERS.split())})\s+)?"


def _labels(words: Collection[str]) -> str:
    label = rf"{_MODIFIER}(?:pewarta\s+foto|(?:{one_of(words)})(?:\s+(?:oleh|by))?)"
    return rf"{label}(?:(?:\s*[/&,+-]\s*|\s+(?:dan\s+)?){label})*"


_LABELS = _labels(_ROLES_OF)
_PLAIN_LABELS = _labels([*(word for word in _ROLES_OF if word not in _COLON_ONLY), r"rep\.", r"lap\."])
# "Pewarta: A BEditor: C" is met too: a capital label may begin inside a word.
_BEGINS = r"(?:(?<![^\W_])|(?<=[^\W_])(?=(?-i:[A-Z][a-z])))"
COLON_LABEL = re.compile(
    rf"{_BEGINS}(?P<labels>{_LABELS})\.?\s{{0,3}}[:：=]+-?"
    rf"|^[ \t]*(?P<long>{_LABELS})(?:[ \t]+(?-i:[A-Z])[\w.-]*){{1,4}}[ \t]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
"""a label with its colon, anywhere; `long` where a town or paper stands between: `Kontributor Buton:`"""
PLAIN_LABEL = re.compile(
    rf"[\s•*>–-]*(?P<labels>{_PLAIN_LABELS})(?:(?-i:(?<=[a-z])(?=[A-Z]))|(?![^\W_])[ \t]*[-–—,.]*[ \t]*)", re.IGNORECASE
)
"""a label without one, at the beginning of a line"""
LABEL_BEHIND = re.compile(rf"(?P<name>.*[^\s,(–-])[\s,(–-]+(?P<labels>{_PLAIN_LABELS})\)?\s*\Z", re.IGNORECASE)
"""a label behind its name, at the end of a line: `Yoga Sukmana (Editor)`"""
LABELLED_BRACKETS = re.compile(rf"[(\[](\s*{_LABELS}\s*[:：][^()\[\]]*)[)\]]", re.IGNORECASE)
_INLINE = r"(?:Penulis|Pewarta|Reporter|Wartawan|Jurnalis|Editor|Redaktur|Fotografer)"
_INLINE_LABEL = re.compile(_INLINE)
_LABEL_WITHIN = re.compile(
    rf"^([ \t]*{_INLINE}(?:[ \t]+(?!{_INLINE}\b)[A-Z][\w.'’-]*){{1,4}})[ \t]+(?={_INLINE}[ \t]+[A-Z])", re.MULTILINE
)
"""`Penulis Ahmad Fauzan Editor Siti Rahma`: the second label of a line without a colon"""
_BEFORE_LAST_WORD = re.compile(r".*[\s,(–-]", re.DOTALL)
_LABEL_ALONE = re.compile(rf"[ \t]*{_PLAIN_LABELS}[ \t]*\Z", re.IGNORECASE)


def begins_with_role(line: str) -> bool:
    """Whether the first word begins a label: a quick look before the patterns.

    >>> begins_with_role("Citizen reporter: Yusran"), begins_with_role("Kendari: 12 April 2023")
    (True, False)
    """
    word = _WORD.match(line)
    return word is not None and word[0].lower() in _OPENING_WORDS


def names_role(text: str) -> bool:
    """Whether a text has a word that labels a role: a quick look before the patterns.

    >>> names_role("12 April 2023 | OLEH: Yusran"), names_role("Kota Kendari, 12 April 2023")
    (True, False)
    """
    return not _ROLES_OF.keys().isdisjoint(_WORD.findall(text.lower()))


@lru_cache
def roles_of(labels: str) -> tuple[str, ...]:
    """The fields of a Credit that the names behind some labels belong to."""
    words = [word for word in _WORD.findall(labels.lower()) if word in _ROLES_OF]
    if words == ["pewarta", "foto"]:
        return ("photographers",)
    # "Disunting oleh" and "Foto by" say their role before.
    told = [word for word in words if word not in ("oleh", "by")] or words
    return tuple(dict.fromkeys(role for word in told for role in _ROLES_OF[word]))


def tie_labels(text: str) -> str:
    """A label on a line of its own is tied to its name: to the line below, or above where the names come first."""
    if len(_INLINE_LABEL.findall(text)) > 1:
        text = _LABEL_WITHIN.sub(r"\1\n", text)
    lines = [line for line in text.splitlines() if line.strip()]
    alone = [bool(_LABEL_ALONE.match(line)) for line in lines] if len(lines) > 1 else []
    if not any(alone):
        return text
    if alone[-1] and not alone[0]:
        lines, alone = lines[::-1], alone[::-1]
    return "".join(f"{line}: " if label else f"{line}\n" for line, label in zip(lines, alone, strict=True))


def ends_in_label(line: str) -> bool:
    """Whether the last word is a label: a quick look before the pattern."""
    line = line.rstrip(") \t\r\n")
    before = _BEFORE_LAST_WORD.match(line)
    return line[before.end() if before else 0 :].lower() in _ROLES_OF
