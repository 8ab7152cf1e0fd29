"""The byline as printed outside the body: where a layout selects it, else where lines and names look like one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.parse.body import LINES_BEHIND, Around, read_lines
from crawler.parse.byline import Credit, parse_byline
from crawler.parse.dateline_parts import has_press
from crawler.parse.dates import find_dates
from crawler.parse.labels import names_role, roles_of
from crawler.parse.metadata import Metadata, authors
from crawler.parse.people import is_person, split_people
from crawler.parse.signoff import find_opening_byline
from crawler.parse.tree import Node, ancestors, ask, attribute, is_inside, select, text_of
from crawler.places.gazetteer import find_place

_ROLES = "penulis|author|reporter|pewarta|wartawan|jurnalis|editor|redaktur|fotografer|kontributor|(?:ditulis )?oleh|by"
_ROLE = re.compile(rf"\W*(?:{_ROLES})\W*\Z", re.IGNORECASE)
_WRITERS = ("author", "byline", "penulis", "reporter", "wartawan", "jurnalis", "namerep")
_AUTHOR = ("[itemprop~='author']", "[rel~='author']", *(f"[class*='{word}']" for word in _WRITERS))
_NO_NAME = re.compile(
    r"\b(?:di)?(?:publi|post|updat|unggah|terbit|tayang|perbarui|baca|berita|daerah|hukum|politik|ekonomi|nasional|kota|kabupaten|provinsi|"
    r"sulawesi|olahraga|bisnis|kriminal|peristiwa|pendidikan|kesehatan|home|beranda|views?|komentar|menit)",
    re.IGNORECASE,
)
_PICTURES = ("figure", "figcaption")
_PICTURE_NAMES = re.compile(r"photo|foto|caption|image|img|comment|komentar|related|terkait|box")
_LONGEST = 120
# Without their first letters, which may be capitals or not; the most frequent first.
_OF_EDITORS, _OF_WRITERS = (
    {word: re.compile(rf"{word}\s{{0,3}}[:<]") for word in words.split()}
    for words in ("ditor edaktur enyunting", "enulis eporter ewarta aporan ontributor urnalis")
)
_PADDING = re.compile(r"[\s,–|•·-]*(?:\b(?:pada|on|tanggal|hari)\b[\s:]*)?\Z", re.IGNORECASE)
_LABEL = re.compile(rf"\b(?i:{_ROLES})\b\s*:?\s*(?=[A-Z])")
_CORRESPONDENT = re.compile(r"(?i:kontributor|koresponden|wartawan|reporter|jurnalis)\s[^:,]{2,40},\s*[A-Z]")
_PARTED = re.compile(r"\s*[|•·]\s*|\s[-–—]\s")


def credits_of(element: Node) -> Credit:
    """The credit of an element that is a byline, each of its lines read for itself."""
    return parse_byline("\n".join(_with_roles(read_lines(element))))


def may_be_labelled(region: Node, writers: bool) -> bool:
    """Whether `Editor:` or, where `writers` are sought too, `Penulis:` and its like may stand around an article.

    To look is cheaper than to read the lines.
    """
    text = region.text(separator="<", skip_empty=True)
    labels = _OF_EDITORS | _OF_WRITERS if writers else _OF_EDITORS
    return any(word in text and label.search(text) for word, label in labels.items())


def find_labelled(around: Around, body: Node) -> list[Credit]:
    """The lines around the body that name their role: `Reporter : X`; a footer inside the body counts as around it.

    Where one above the body has named the reporters, one behind it is another article's.
    """
    footers = (line for footer in ask(body, "footer") for line in read_lines(footer))
    above = list(_labelled(around.between))
    behind = list(_labelled([*around.behind[:LINES_BEHIND], *footers]))
    if any(credit.reporters for credit in above):
        behind = [replace(credit, reporters=[]) for credit in behind if credit.editors or credit.photographers]
    return [*above, *behind]


def find_credits(
    labelled: list[Credit],
    around: Around,
    scope: Node,
    body: Node,
    metadata: Metadata,
) -> list[Credit]:
    """Labelled lines, and where they name no reporter, the name that stands where authors stand."""
    if any(credit.reporters for credit in labelled):
        return labelled
    editors = {name.casefold() for credit in labelled for name in credit.editors}
    guess = next(_unlabelled(around, scope, body, metadata), None)
    if guess and not {name.casefold() for name in guess.reporters} <= editors:
        return [guess, *labelled]
    return labelled


def _labelled(lines: Sequence[str]) -> Iterator[Credit]:
    seen = set()
    for line in _with_roles(lines):
        if line in seen or len(line) > _LONGEST or not names_role(line):
            continue
        seen.add(line)
        # A date may share the line: "10 April 2023 | Oleh: Yusran".
        for part in (line, *_parts(line)):
            if credit := find_opening_byline(part):
                yield credit
                break


def _parts(line: str) -> list[str]:
    """What separators and dates leave of a line: `10 April 2023 | Oleh: Yusran`, `Oleh: Yusran pada 10 April`."""
    parts = _PARTED.split(line)
    if dates := find_dates(line):
        label = _LABEL.search(line, dates[0].end)
        parts += [_PADDING.sub("", line[: dates[0].start]), line[label.start() :] if label else ""]
    return [part for part in parts if part and part != line]


def _with_roles(lines: Sequence[str]) -> Iterator[str]:
    """Joins a role that stands in a line of its own with the name above it, else with the one below."""
    waiting: str | None = None
    role: str | None = None
    for line in lines:
        if _ROLE.match(line):
            if waiting and (is_name(waiting) or _is_correspondent(waiting, line)):
                yield f"{line.strip(' :')}: {waiting}"
                waiting = role = None
            else:
                role = line.strip(" :")
                waiting = None
            continue
        if role:
            yield f"{role}: {line.lstrip(' :')}"
            role = waiting = None
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _is_correspondent(line: str, role: str) -> bool:
    """Whether a line above a writer's role names one with his town: `Kontributor Solo, Labib Zamani`, `Penulis`."""
    return bool(
        _CORRESPONDENT.match(line)
        and "reporters" in roles_of(role)
        and all(map(is_name, split_people(line)[0] or ["-"]))
    )


def _unlabelled(around: Around, scope: Node, body: Node, metadata: Metadata) -> Iterator[Credit]:
    told = {name.casefold() for name in authors(metadata)}
    for line in around.between:
        if line.casefold() in told and is_name(line):
            yield parse_byline(line)
    for element in _authors_in(scope):
        if not is_inside(element, body) and not _of_picture(element) and len(text_of(element)) <= _LONGEST:
            credit = credits_of(element)
            if credit.reporters and all(is_name(name) for name in credit.reporters):
                yield credit
    text = ""
    for name in _beside_dates(around.between):
        credit = parse_byline(name)
        if credit.reporters and all(map(is_name, credit.reporters)):
            # A person whom the article speaks of is its subject.
            text = text or text_of(body).casefold()
            if not any(one.casefold() in text for one in credit.reporters):
                yield credit


def _beside_dates(lines: Sequence[str]) -> Iterator[str]:
    """What may be a name in a line with a date, or in the line before or behind: `Rina Ayu - detikNews`.

    >>> list(_beside_dates(["Meilikhah - 13 Oktober 2016 23:11 wib", "Metro"]))
    ['Meilikhah', 'Meilikhah']
    """
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST and find_dates(line):
            beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
            # One word is too little to tell a name from a section, unless it shares the line.
            for text in (*_parts(line), *(_without_paper(other) for other in beside if " " in other)):
                if len(text) <= _LONGEST and not (_NO_NAME.search(text) or find_dates(text) or find_place(text)):
                    yield text


def _without_paper(line: str) -> str:
    """The name of a line that holds it and its paper: `Ahmad Fauzan - Beritaku`; any other line as it is."""
    parts = _PARTED.split(line)
    return parts[0] if len(parts) == 2 and " " in parts[0] and " " not in parts[1] and has_press(parts[1]) else line


def is_name(text: str) -> bool:
    """Whether a line is nothing but a person's name: two to five words, capitals, no digits."""
    words = text.split()
    if not 1 <= len(words) <= 6 or any(character.isdigit() for character in text) or not is_person(text):
        return False
    return all(word[0].isupper() or not word[0].isalpha() or word in ("bin", "binti", "al", "el") for word in words)


def _authors_in(scope: Node) -> Iterator[Node]:
    """Elements whose names speak of an author, the surest names first."""
    for selector in _AUTHOR if select(scope, ", ".join(_AUTHOR)) else ():
        yield from select(scope, selector)


def _of_picture(element: Node) -> bool:
    for above in (element, *ancestors(element)):
        if above.tag in _PICTURES or _PICTURE_NAMES.search(attribute(above, "class")[:80]):
            return above.tag not in ("body", "html", "article", "main")
        if above.tag in ("article", "main", "body"):
            return False
    return False
