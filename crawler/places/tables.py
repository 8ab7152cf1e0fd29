"""The gazetteer's tables as units by name; `data/README.md` tells where every row comes from."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

SULAWESI = frozenset(("71", "72", "73", "74", "75", "76"))

PROVINCE_DIGITS = 2
_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")


class Unit(NamedTuple):
    """One thing that bears a name."""

    code: str
    """Kemendagri's, for places of `elsewhere.tsv` that of the province; "" abroad"""
    name: str
    level: str
    """provinsi, kabupaten, kota, kecamatan, town, region, or elsewhere (a name of `elsewhere.tsv`)"""
    lat: str = ""
    lon: str = ""
    """degrees as the table writes them"""
    part_of: str = ""
    """the province or country of a place of `elsewhere.tsv`"""
    shared: bool = False
    """a kecamatan whose name is borne outside Sulawesi too"""


class Gazetteer(NamedTuple):
    """All units by key, the names of provinces, kabupaten and kota by code, and what names begin with."""

    units: dict[str, list[Unit]]
    names: dict[str, str]
    first_words: set[str]


def key(name: str) -> str:
    """The name as it is looked up: spaces, hyphens, apostrophes and case are no difference.

    >>> key("Bau-Bau") == key("BAU BAU") == key("Baubau")
    True
    """
    return name.casefold() if name.isalpha() else _NO_LETTER.sub("", name).casefold()


def first_word(name: str) -> str:
    """What the name begins with, up to a space, hyphen or apostrophe, case-folded."""
    word = _WORD.match(name)
    return word[0].casefold() if word else ""


def load() -> Gazetteer:
    """Reads the tables; it takes some fifteen milliseconds, so callers keep the result."""
    units: dict[str, list[Unit]] = {}
    names: dict[str, str] = {}
    beginnings = set()
    for name, unit in chain(_sulawesi(names), _towns(), _regions(), _outside(names), _elsewhere(names)):
        units.setdefault(key(name), []).append(unit)
        beginnings.add(name.split(" ", 1)[0])
    return Gazetteer(units, names, set(map(first_word, beginnings)))


def rows(table: str) -> Iterator[list[str]]:
    """The cells of a table's lines, without the head line."""
    text = files(__package__).joinpath("data", table).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])


def _spellings(*cells: str) -> Iterable[str]:
    return {spelling for cell in cells for spelling in cell.split("|") if spelling}


def _sulawesi(names: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    for code, name, level, _, _, lat, lon, aliases, short, weak, *_, elsewhere in rows("sulawesi.tsv"):
        if level == "kecamatan":
            unit = Unit(code, name, level, lat, lon, "", elsewhere != "0")
        else:
            names[code] = name
            unit = Unit(code, name, level, lat, lon)
            if level == "kabupaten":
                yield f"Kab {short}", unit
        for spelling in _spellings(name, short, aliases, weak) if aliases or short != name else (name,):
            yield spelling, unit


def _towns() -> Iterator[tuple[str, Unit]]:
    for name, code, _, _, _, _, lat, lon, _ in rows("datelines.tsv"):
        yield name, Unit(code, name, "town", lat, lon)


def _regions() -> Iterator[tuple[str, Unit]]:
    for region, aliases, members in rows("regions.tsv"):
        for code in members.split("|"):
            for spelling in _spellings(region, aliases):
                yield spelling, Unit(code, region, "region")


def _outside(names: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    for code, name, level, short in rows("indonesia.tsv"):
        if code[:2] not in SULAWESI:
            names[code] = name
            for spelling in {name, short}:
                yield spelling, Unit(code, name, level)


def _elsewhere(names: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    codes = {name: code for code, name in names.items() if len(code) == PROVINCE_DIGITS}
    for name, part_of in rows("elsewhere.tsv"):
        yield name, Unit(codes.get(part_of, ""), name, "elsewhere", part_of=part_of)
        if part_of not in codes:
            yield part_of, Unit("", part_of, "elsewhere", part_of=part_of)
