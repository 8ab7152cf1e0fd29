"""Places by the names that datelines give them."""

import importlib.resources
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.places import tables
from crawler.places.gazetteer import LONGEST_NAME, Place, find_place

RESOLVED = [
    # (name as written, code, name in the gazetteer, level of what is named)
    ("Kendari", "74.71", "Kota Kendari", "kota"),
    ("MAKASSAR", "73.71", "Kota Makassar", "kota"),
    ("Makasar", "73.71", "Kota Makassar", "kota"),
    ("Ujung Pandang", "73.71", "Kota Makassar", "kota"),
    ("Bau-Bau", "74.72", "Kota Baubau", "kota"),
    ("BAU BAU", "74.72", "Kota Baubau", "kota"),
    ("PARE-PARE", "73.72", "Kota Parepare", "kota"),
    ("Toli-Toli", "72.04", "Kabupaten Tolitoli", "kabupaten"),
    ("Sultra", "74", "Sulawesi Tenggara", "provinsi"),
    ("SULAWESI TENGAH", "72", "Sulawesi Tengah", "provinsi"),
    ("Provinsi Gorontalo", "75", "Gorontalo", "provinsi"),
    ("Konsel", "74.05", "Kabupaten Konawe Selatan", "kabupaten"),
    ("BOLMONG", "71.01", "Kabupaten Bolaang Mongondow", "kabupaten"),
    ("Polman", "76.04", "Kabupaten Polewali Mandar", "kabupaten"),
    ("LUTIM", "73.24", "Kabupaten Luwu Timur", "kabupaten"),
    ("Sitaro", "71.09", "Kabupaten Kepulauan Siau Tagulandang Biaro", "kabupaten"),
    ("Bone", "73.08", "Kabupaten Bone", "kabupaten"),
    ("Bone Bolango", "75.03", "Kabupaten Bone Bolango", "kabupaten"),
    ("Bone-Bone", "73.22", "Kabupaten Luwu Utara", "town"),
    ("Luwu", "73.17", "Kabupaten Luwu", "kabupaten"),
    ("Luwuk", "72.01", "Kabupaten Banggai", "town"),
    ("Luwu Utara", "73.22", "Kabupaten Luwu Utara", "kabupaten"),
    ("Belopa", "73.17", "Kabupaten Luwu", "town"),
    ("UNAAHA", "74.02", "Kabupaten Konawe", "town"),
    ("Wanci", "74.07", "Kabupaten Wakatobi", "town"),
    ("Rumbia", "74.06", "Kabupaten Bombana", "town"),
    ("Parigi", "72.08", "Kabupaten Parigi Moutong", "town"),
    ("Mamuju Utara", "76.01", "Kabupaten Pasangkayu", "kabupaten"),
    ("Polmas", "76.04", "Kabupaten Polewali Mandar", "kabupaten"),
    ("Kabgor", "75.01", "Kabupaten Gorontalo", "kabupaten"),
    ("Kab. Gorontalo", "75.01", "Kabupaten Gorontalo", "kabupaten"),
    ("KOTA GORONTALO", "75.71", "Kota Gorontalo", "kota"),
    ("Kabupaten Banggai", "72.01", "Kabupaten Banggai", "kabupaten"),
    ("Bungku Tengah", "72.06", "Kabupaten Morowali", "kecamatan"),
    ("Kec. Biringkanaya", "73.71", "Kota Makassar", "kecamatan"),
    ("Ma'rang", "73.10", "Kabupaten Pangkajene dan Kepulauan", "kecamatan"),
]

TWO_LEVELS = [
    ("Bone (Sulsel)", "73.08"),
    ("Ereke, Buton Utara", "74.10"),
    ("PANGKEP SULSEL", "73.10"),
    ("Soppeng-Sulawesi Selatan", "73.12"),
    ("MAROSSULSEL", "73.09"),
    ("Tompobulu, Maros", "73.09"),
    ("Tompobulu, Gowa", "73.06"),
    ("Bone, Muna", "74.03"),
    ("Wonosari, Boalemo", "75.02"),
    ("Wajo, Makassar", "73.71"),
    ("Kec. Wara, Palopo", "73.73"),
    ("Toili, Kab. Banggai", "72.01"),
    ("Ampana, Touna, Sulteng", "72.09"),
    ("Sulteng, Palu", "72.71"),
    ("Kabupaten Luwu, Belopa", "73.17"),
    ("Toraja, Makale", "73.18"),
    ("Makassar, Manado", "unknown"),
    ("Mataram, NTB", None),
    ("Solo, Jawa Tengah", None),
]

OPEN = [
    ("Gorontalo", ("75", "75.01", "75.71")),
    ("BANGGAI", ("72.01", "72.11")),
    ("Toraja", ("73.18", "73.26")),
    ("Mandar", ("76.04", "76.05")),
    ("Tompobulu", ("73.03", "73.06", "73.09")),
    ("Kecamatan Bone", ("74.03", "75.03")),
    ("Luwu Raya", ("73.17", "73.22", "73.24", "73.73")),
    ("Wonosari", ("75.02",)),
]

OUTSIDE = [
    ("SURABAYA", "Kota Surabaya", "Jawa Timur"),
    ("Medan", "Kota Medan", "Sumatera Utara"),
    ("TERNATE", "Kota Ternate", "Maluku Utara"),
    ("Halmahera Barat", "Kabupaten Halmahera Barat", "Maluku Utara"),
    ("Jakarta", "Daerah Khusus Ibukota Jakarta", "Daerah Khusus Ibukota Jakarta"),
    ("Solo", "Solo", "Jawa Tengah"),
    ("Beijing", "Beijing", "Tiongkok"),
]

UNKNOWN = [
    "",
    " ",
    "Kota",
    "Kabupaten",
    "Budiman",
    "Polisi menangkap",
    "Poroscelebes.com",
    "74.71",
    "7471",
    "–",
    "\ud800",
]


@pytest.mark.parametrize(("name", "code", "official", "level"), RESOLVED)
def test_resolves(name: str, code: str, official: str, level: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.code, place.name, place.level, place.open) == (code, official, level, False)


@pytest.mark.parametrize(("name", "code"), TWO_LEVELS)
def test_wider_unit_behind_the_name_decides(name: str, code: str | None) -> None:
    place = find_place(name)
    assert (place.code if place else "unknown") == code


@pytest.mark.parametrize(("name", "candidates"), OPEN)
def test_ambiguous_names_stay_open(name: str, candidates: tuple[str, ...]) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.code, place.lat, place.lon, place.candidates, place.open) == (None, None, None, candidates, True)


def test_province_is_known_where_all_candidates_share_it() -> None:
    assert [find_place(name).province for name in ("Toraja", "Kecamatan Bone")] == ["Sulawesi Selatan", None]


@pytest.mark.parametrize(("name", "official", "province"), OUTSIDE)
def test_places_outside_sulawesi_have_no_code(name: str, official: str, province: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.code, place.name, place.province, place.open) == (None, official, province, False)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_place(name: str) -> None:
    assert find_place(name) is None


def test_every_unit_is_found_by_its_own_name() -> None:
    for code, name in tables.load().names.items():
        place = find_place(name)
        assert place is not None, name
        if code[:2] in tables.SULAWESI and name != "Gorontalo":
            assert (place.code, place.name) == (code, name)


def test_every_dateline_town_gives_its_unit() -> None:
    for name, code, *_, others in tables.rows("datelines.tsv"):
        place = find_place(name)
        assert place is not None, name
        shared = {other for other in others.split("|") if len(other) < len("74.03.26")} - {""}
        assert place.code == (None if shared else code), name


def test_codes_are_those_of_kemendagri_and_not_of_bps() -> None:
    bps = {code: row[9] for code, *row in tables.rows("sulawesi.tsv")}
    swapped = {bps["74.01"], bps["74.04"]}
    assert swapped == {"7404", "7401"}
    assert (find_place("Kolaka").code, find_place("Buton").code) == ("74.01", "74.04")


def test_point_is_of_what_is_named() -> None:
    town, unit = find_place("Belopa"), find_place("Kabupaten Luwu")
    assert (town.code, (town.lat, town.lon)) == (unit.code, (-3.3946, 120.36234))
    assert (town.lat, town.lon) != (unit.lat, unit.lon)


def test_points_lie_in_the_box_of_the_island() -> None:
    points = [(float(u.lat), float(u.lon)) for units in tables.load().units.values() for u in units if u.lat]
    assert len(points) > 1000
    assert all(-7.5 < lat < 5.7 and 117 < lon < 127.2 for lat, lon in points)


def test_counts_of_the_tables() -> None:
    levels = [row[2] for row in tables.rows("sulawesi.tsv")]
    counts = {level: levels.count(level) for level in set(levels)}
    assert counts == {"provinsi": 6, "kabupaten": 70, "kota": 11, "kecamatan": 1028}


def test_licences_travel_with_the_data() -> None:
    licences = importlib.resources.files("crawler.places").joinpath("data", "licences")
    texts = [licence.read_text(encoding="utf-8") for licence in licences.iterdir()]
    assert len(texts) == 3
    assert all("Permission is hereby granted" in text for text in texts)


def test_loading_is_quick() -> None:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        tables.load()
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.1  # 15 to 20 ms on a quiet machine


@given(st.text(st.characters(exclude_categories=()), max_size=2 * LONGEST_NAME))
def test_any_text_is_looked_up_without_error(name: str) -> None:
    assert isinstance(find_place(name), Place | None)


@given(st.sampled_from([name for name, *_ in RESOLVED]), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_is_no_difference(name: str, written: object) -> None:
    assert find_place(written(name)) == find_place(name)
