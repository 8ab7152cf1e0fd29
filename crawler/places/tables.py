"""The gazetteer's tables as units by name; `data/README.md` tells where every row comes from."""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")

OUTSIDE = 2
"""the rank of places outside Sulawesi"""
SULAWESI = frozenset(("71", "72", "73", "74", "75", "76"))


class Unit(NamedTuple):
    """One thing that bears a name: `code` is the Kemendagri code, "" for towns and countries without one."""

    code: str
    name: str
    level: str
    """provinsi, kabupaten, kota, kecamatan, town, region, or elsewhere (a name of `elsewhere.tsv`)"""
    rank: int
    """how near a bare name lies to a dateline: 0 names of units and seats, 1 kecamatan, 2 places outside Sulawesi"""
    lat: float | None = None
    lon: float | None = None
    part_of: str = ""
    """what `elsewhere.tsv` says the place belongs to"""
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
    """Reads the tables; about ten milliseconds, so callers keep the result."""
    units: dict[str, list[Unit]] = {}
    names: dict[str, str] = {}
    first_words: set[str] = set()
    for name, unit in chain(_sulawesi(names), _towns(), _regions(), _outside(names), _elsewhere()):
        units.setdefault(key(name), []).append(unit)
        first_words.add(first_word(name))
    return Gazetteer(units, names, first_words)


def _rows(table: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath("data", table).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _sulawesi(names: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    for code, name, level, _, _, lat, lon, aliases, short, weak, *_, elsewhere in _rows("sulawesi.tsv"):
        kecamatan = level == "kecamatan"
        if not kecamatan:
            names[code] = name
        shared = kecamatan and elsewhere != "0"
        unit = Unit(code, name, level, int(kecamatan), _degrees(lat), _degrees(lon), shared=shared)
        for spelling in filter(None, {name, short, *aliases.split("|"), *weak.split("|")}):
            yield spelling, unit


def _towns() -> Iterator[tuple[str, Unit]]:
    for name, code, _, _, _, _, lat, lon, _ in _rows("datelines.tsv"):
        yield name, Unit(code, name, "town", 0, _degrees(lat), _degrees(lon))


def _regions() -> Iterator[tuple[str, Unit]]:
    for region, aliases, members in _rows("regions.tsv"):
        for code in members.split("|"):
            for spelling in {region, *aliases.split("|")}:
                yield spelling, Unit(code, region, "region", 0)


def _outside(names: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    for code, name, level, short in _rows("indonesia.tsv"):
        if code[:2] not in SULAWESI:
            names[code] = name
            unit = Unit(code, name, level, OUTSIDE)
            yield name, unit
            yield short, unit


def _elsewhere() -> Iterator[tuple[str, Unit]]:
    for name, part_of in _rows("elsewhere.tsv"):
        yield name, Unit("", name, "elsewhere", OUTSIDE, part_of=part_of)
