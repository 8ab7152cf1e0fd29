"""The JSON Schema against the dataclasses, made articles and the approved items of all fixtures."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from crawler import items
from crawler.items import Article, Byline, Claim, Dateline, Duplicate, Image, Instant, Pages, Revision, Source
from crawler.lines import to_line
from crawler.parse.page import parse_article
from crawler.schema import article_schema
from crawler.seen.state import field_digests

ROOT = Path(__file__).parent.parent
SCHEMA = article_schema()
FORMATS = FormatChecker(["date"])
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)
APPROVED = sorted((ROOT / "fixtures").glob("*/expected.jsonl"))
PARTS = [Byline, Dateline, Claim, Instant, Image, Pages, Revision, Duplicate, Source]
PAGE = """<!doctype html><html lang="id"><head><title>Pasar Baru Dibuka</title></head><body><article>
<h1 class="entry-title">Pasar Baru Dibuka</h1><div class="entry-content"><p>Palu, Kabar.example – Pasar baru dibuka
di tepi teluk pada Senin pagi, dan pedagang pindah berangsur-angsur sejak pekan lalu.</p><p>Kios lama dibongkar pada
akhir bulan, kata kepala dinas, dan lahannya menjadi taman kota.</p></div></article></body></html>"""


def whole() -> Article:
    """An article in which every field has a value."""
    claim = Claim("meta", "2023-04-11T18:22:00Z", "2023-04-11T18:22:00Z")
    return Article(
        id="kabar:7",
        portal="kabar",
        url="https://kabar.example/7/",
        canonical_url="https://kabar.example/7/",
        headline="Pasar Baru Dibuka",
        byline=Byline("Ani (bud)", ["Ani"], ["Tono"], ["Sari"], ["Rudi"], ["bud"], "admin"),
        dateline=Dateline(
            "Palu, Kabar – ", "Palu", "Kabar", "2023-04-11", "72.71", "Kota Palu", "Sulawesi Tengah", -0.9, 119.9
        ),
        published=Instant("2023-04-11T18:22:00+08:00", "11 April 2023 18:22 WITA", "visible", "written", [claim]),
        modified=Instant("2023-04-12", "2023-04-12", "meta", "portal"),
        lead_date="2023-04-11",
        body=["Pasar baru dibuka.", "Harga", "Harga tetap."],
        subheads=["Harga"],
        section="Ekonomi",
        tags=["pasar"],
        images=[Image("https://kabar.example/7.jpg", "Pasar", "Sari")],
        language="id",
        agency="ANTARA",
        paid=True,
        pages=Pages(2, 1),
        revision=Revision(2, "<urn:uuid:0>", ["body"]),
        duplicate=Duplicate("exact", "kabar:6", 1.0),
        source=Source("a.warc.gz", 0, "<urn:uuid:1>", "sha256:00", "2023-04-11T10:30:00.000001Z", 200, "tema", "0.1.0"),
    )


def as_line(article: Article) -> dict:
    return json.loads(to_line(article))


def errors(value: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == SCHEMA["properties"]["schema"]["const"] == items.SCHEMA


@pytest.mark.parametrize("part", [Article, *PARTS], ids=lambda part: part.__name__)
def test_schema_and_dataclass_name_the_same_fields_in_the_same_order(part):
    definition = SCHEMA if part is Article else SCHEMA["$defs"][part.__name__.lower()]
    names = [field.name for field in fields(part)]
    assert list(definition["properties"]) == definition["required"] == names
    assert definition["additionalProperties"] is False


def test_no_part_of_an_item_is_forgotten():
    objects = {name for name, definition in SCHEMA["$defs"].items() if definition["type"] == "object"}
    assert objects == {part.__name__.lower() for part in PARTS}


def test_a_whole_article_is_valid():
    assert errors(as_line(whole())) == []


def test_an_article_with_what_is_required_and_nothing_else_is_valid():
    article = Article(id="kabar:7", portal="kabar", url="https://kabar.example/7/", headline="Pasar", body=["Buka."])
    assert errors(as_line(article)) == []


def test_a_parsed_page_is_valid():
    article = parse_article(PAGE, "https://kabar.example/7/")
    assert isinstance(article, Article)
    assert errors(as_line(article)) == []


def _leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*path, key))]
    if isinstance(value, list) and value:
        return _leaves(value[0], (*path, 0))
    return [path]


@pytest.mark.parametrize("path", _leaves(as_line(whole())), ids=lambda path: ".".join(map(str, path)))
def test_no_value_may_be_of_a_wrong_type(path):
    line = as_line(whole())
    *way, last = path
    holder = line
    for step in way:
        holder = holder[step]
    holder[last] = {"wrong": True}
    assert errors(line)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        (None, "schema", "warta-article/0"),
        (None, "id", "7"),
        (None, "headline", ""),
        (None, "headline", None),
        (None, "body", []),
        (None, "body", [""]),
        (None, "lead_date", "11-04-2023"),
        (None, "lead_date", "2023-04-31"),
        (None, "paid", None),
        (None, "note", "no such field"),
        ("byline", "reporters", None),
        ("byline", "reporter", "Ani"),
        ("dateline", "place_code", "7271"),
        ("dateline", "place_code", "72.71.01"),
        ("dateline", "lat", 119.9),
        ("published", "at", "2023-04-11T18:22:00"),
        ("published", "at", "2023-04-11 18:22:00+08:00"),
        ("published", "source", "guess"),
        ("published", "zone", "WITA"),
        ("pages", "fetched", 0),
        ("revision", "number", 0),
        ("duplicate", "kind", "alike"),
        ("duplicate", "similarity", 1.5),
        ("source", "digest", "00"),
        ("source", "fetched_at", "2023-04-11T10:30:00"),
    ],
)
def test_a_wrong_value_is_told(part, field, value):
    line = as_line(whole())
    (line[part] if part else line)[field] = value
    assert errors(line)


@pytest.mark.parametrize("name", [field.name for field in fields(Article)])
def test_no_key_may_be_missing(name):
    line = as_line(whole())
    del line[name]
    assert errors(line) == [f"{name!r} is a required property"]


def test_a_changed_field_is_a_field():
    assert set(field_digests(as_line(whole()))) <= set(SCHEMA["properties"])


@pytest.mark.parametrize("path", APPROVED, ids=lambda path: path.parent.name)
def test_every_approved_item_is_valid(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines
    for number, line in enumerate(lines, 1):
        item = json.loads(line)
        assert errors(item) == [], f"line {number}"
        assert list(item) == SCHEMA["required"]
