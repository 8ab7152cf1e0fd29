"""Looks up a place as datelines write it: capitals, abbreviations, towns for their regency, two levels in a row."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.places.tables import SULAWESI, Gazetteer, Unit, first_word, key, load

LONGEST_NAME = 80
"""characters; nothing longer is looked up (the longest official name has 43)"""

KECAMATAN, OUTSIDE = 1, 2
"""ranks of names; those of provinces, kabupaten, kota, dateline towns and regions have 0"""

_LEVELS = {
    "kota": "kota",
    "kab": "kabupaten",
    "kabupaten": "kabupaten",
    "kec": "kecamatan",
    "kecamatan": "kecamatan",
    "prov": "provinsi",
    "provinsi": "provinsi",
    "propinsi": "provinsi",
}
_PREFIX = re.compile(rf"^\s*({'|'.join(_LEVELS)})\b[.\s]*", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means; `code` is the Kemendagri code of the kabupaten or kota (of the province, where only that is
    named), None where the name is ambiguous or lies outside Sulawesi. `lat` and `lon` are of what was named, WGS 84."""

    code: str | None
    name: str
    """of what has the code: Belopa gives Kabupaten Luwu; of an ambiguous one as it was asked for"""
    level: str
    """of what was named: provinsi, kabupaten, kota, kecamatan, town, elsewhere; several where it is not clear"""
    province: str | None
    lat: float | None
    lon: float | None
    candidates: tuple[str, ...] = ()
    """the codes that a name without `code` may mean, or the one outside Sulawesi (of its province for a mere town)"""
    open: bool = False
    """whether the name may mean a place of Sulawesi, but it is not clear which, or whether"""


def find_place(name: str) -> Place | None:
    """The place that `name` names, or None for what is no known place.

    >>> find_place("BELOPA").name, find_place("Bone Bolango").code, find_place("Gorontalo").code
    ('Kabupaten Luwu', '75.03', None)
    >>> find_place("PANGKEP SULSEL").code, find_place("Surabaya").province
    ('73.10', 'Jawa Timur')
    """
    return _find(name) if len(name) <= LONGEST_NAME else None


def begins_place(text: str) -> bool:
    """Whether the name of a place may stand at the beginning; False is sure, and much quicker than to look."""
    word = first_word(text)
    return word in _gazetteer().first_words or word in _LEVELS


@lru_cache(maxsize=4096)
def _find(name: str) -> Place | None:
    gazetteer = _gazetteer()
    units = _units(name, gazetteer)
    if not units and (" " not in name or begins_place(name)):
        units = _nested(key(_PREFIX.sub("", name)), gazetteer)
    return _resolve(name, units, gazetteer.names) if units else None


@cache
def _gazetteer() -> Gazetteer:
    return load()


def _units(name: str, gazetteer: Gazetteer) -> list[Unit]:
    """What bears the name; `Kota` or `Kab.` before it chooses among several of one name."""
    units = gazetteer.units.get(key(name), [])
    prefix = _PREFIX.match(name)
    if units or not prefix:
        return units
    units = gazetteer.units.get(key(name[prefix.end() :]), [])
    level = _LEVELS[prefix[1].lower()]
    return [unit for unit in units if unit.level == level] or units


def _nested(joined: str, gazetteer: Gazetteer) -> list[Unit]:
    """Two levels or more in a row: `Bone (Sulsel)`, `Mamasa-sulawesi barat`, `Sulteng, Palu`, even `Palusulteng`."""
    for cut in range(len(joined) - 3, 2, -1):
        first, last = gazetteer.units.get(joined[:cut]), gazetteer.units.get(joined[cut:])
        if last and not first:
            first = _nested(joined[:cut], gazetteer)
        if first and last:
            inner = _within(first, last) or _within(last, first)
            if inner:
                return [unit._replace(shared=False) for unit in inner]
    return []


def _within(units: list[Unit], wider: list[Unit]) -> list[Unit]:
    """Those of the units that lie in one of the wider ones; a town has the code of its kabupaten."""
    codes = tuple({unit.code for unit in wider if unit.code})
    by_wider_code = ("town", "elsewhere")
    return [u for u in units if u.code.startswith(codes) and (u.code not in codes or u.level in by_wider_code)]


def _rank(unit: Unit) -> int:
    """How near a bare name lies: units, towns of datelines and regions, then kecamatan, then places elsewhere."""
    if unit.code[:2] not in SULAWESI:
        return OUTSIDE
    return KECAMATAN if unit.level == "kecamatan" else 0


def _resolve(asked: str, units: list[Unit], names: dict[str, str]) -> Place:
    rank = min(map(_rank, units))
    nearest = [unit for unit in units if _rank(unit) == rank]
    codes = sorted({unit.code[:5] for unit in nearest} - {""})
    provinces = {names[code[:2]] for code in codes} or {nearest[0].part_of}
    province = provinces.pop() if len(provinces) == 1 else None
    unclear = len(codes) > 1 or any(unit.shared for unit in nearest)
    named = min(nearest, key=lambda unit: unit.level == "town")
    if unclear:
        return Place(None, asked, "several", province, None, None, tuple(codes), open=rank < OUTSIDE)
    if rank == OUTSIDE:
        return Place(None, named.name, named.level, province, None, None, tuple(codes))
    point = (float(named.lat), float(named.lon)) if named.lat else (None, None)
    return Place(codes[0], names[codes[0]], named.level, province, *point)
