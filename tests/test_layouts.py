"""Made pages of every theme against their items; a missing item is written from the parse and fails until read."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from crawler.items import Article
from crawler.parse.layout import PARTS, all_layouts, in_force, read_layout
from crawler.parse.page import Page, parse_article
from crawler.parse.tree import check_css
from crawler.portal import Portal

PAGES = Path(__file__).parent / "pages"
MADE = sorted(PAGES.rglob("*.html"))
FETCHED = "2023-04-11T00:00:00+00:00"


def read_made(path: Path) -> tuple[str, str]:
    """Text and address of a made page; the address stands in its first line."""
    html = path.read_text(encoding="utf-8")
    return html, re.search(r"address: (\S+)", html).group(1)


def outcome(path: Path) -> dict:
    """What a made page gives, without the version of the code."""
    html, url = read_made(path)
    page = Page(html, url, fetched_at=FETCHED)
    item = dataclasses.asdict(page.article())
    del item["source"]["version"]
    return {"item": item, "cut": dict(sorted(page.cut.items())), "more_pages": page.more_pages()}


@pytest.mark.parametrize("path", MADE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_made_page(path: Path) -> None:
    golden = path.with_suffix(".json")
    got = outcome(path)
    if not golden.exists():
        golden.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was written from the parse: read it, then run again")
    assert got == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "folder", sorted(path for path in PAGES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_family_has_an_ordinary_page_an_odd_one_a_listing_and_a_refusal(folder: Path) -> None:
    names = {path.stem for path in folder.glob("*.html")}
    assert {"listing", "refusal"} <= names
    assert len(names) >= 4


def test_listings_and_refusals_are_never_articles() -> None:
    for path in MADE:
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["item"]
        assert ("reason" in expected) == (path.stem in ("listing", "refusal")), path


def test_made_pages_show_most_layouts() -> None:
    shown = {
        json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["item"]["source"]["layout"] for path in MADE
    }
    assert len(shown & set(all_layouts())) >= 26


@pytest.mark.parametrize("layout", all_layouts().values(), ids=lambda layout: layout.name)
def test_layout_is_well_formed(layout) -> None:
    for part in PARTS:
        for selector in getattr(layout, part):
            check_css(selector)
    assert layout.body
    assert layout.hosts or layout.boxes or layout.theme or layout.marks, "nothing says when to try it"
    assert layout.number is None or re.compile(layout.number).groups


def test_unknown_key_of_a_layout_is_refused() -> None:
    with pytest.raises(TypeError):
        read_layout({"name": "x", "headline": "h1", "body": "p", "hedline": "h2"})


@pytest.mark.parametrize(
    ("day", "first"), [("2017-05-01", "sahifa"), ("2020-02-01", "newspaper"), ("2024-01-01", "jnews"), (None, "jnews")]
)
def test_the_layout_of_the_day_is_tried_first(day: str | None, first: str) -> None:
    assert in_force(["jnews", "newspaper until 2021-06-30", "sahifa until 2018-01-01"], day)[0] == first


def test_a_portal_names_its_layouts_and_the_item_names_the_one_that_matched() -> None:
    html, url = read_made(PAGES / "newspaper" / "newspaper.html")
    portal = Portal("kabarcontoh", "https://kabarcontoh.id/", layouts=("jnews", "newspaper until 2023-12-31"))
    item = parse_article(html, url, portal, FETCHED)
    assert isinstance(item, Article)
    assert item.source.layout == "newspaper"
    assert item.id == "kabarcontoh:4711"


def test_a_layout_that_finds_only_a_scrap_of_a_changed_page_gives_way() -> None:
    text = (
        "Puluhan warga Kelurahan Talise bergotong royong memperkuat tanggul sungai yang nyaris jebol pada Senin pagi. "
    )
    html = (
        "<title>Warga Talise Perkuat Tanggul</title><h1>Warga Talise Perkuat Tanggul</h1>"
        f'<div class="artikel">{text[:80]}</div><div class="isi-baru"><p>{text * 3}</p><p>{text * 2}</p></div>'
    )
    item = parse_article(html, "https://news.republika.co.id/berita/rsx1/tanggul")
    assert isinstance(item, Article)
    assert (item.source.layout, len(item.body)) == ("general", 2)
