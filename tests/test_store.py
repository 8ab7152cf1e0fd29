"""Lines are whole or absent, and the memory follows them."""

import json
from dataclasses import replace

import pytest
from itemadapter import ItemAdapter

from crawler.items import Article, Byline, Instant, Revision, Source
from crawler.lines import LineFile, facts_of, read_lines, repair_tail, to_line
from crawler.seen.state import State, field_digests
from crawler.store import checked, recognise


def article(number: int = 1, **changes: object) -> Article:
    made = Article(
        id=f"kabar:{number}",
        portal="kabar",
        url=f"https://kabar.example/{number}/",
        headline="Harga Ikan Naik",
        body=["Harga ikan naik.", "Pedagang mengeluh."],
        source=Source(record_id=f"<urn:uuid:{number}>", fetched_at="2026-11-24T16:20:05Z"),
    )
    return replace(made, **changes)


@pytest.fixture
def state(tmp_path):
    memory = State(tmp_path / "state.sqlite", tmp_path / "items")
    yield memory
    memory.close()


def store(tmp_path, item: Article) -> None:
    file = LineFile(tmp_path / "items" / "kabar" / "2026-11.jsonl")
    file.append(to_line(item))
    file.close()


def test_a_line_has_the_keys_in_the_order_of_the_design():
    keys = list(json.loads(to_line(article())))
    assert keys[:5] == ["schema", "id", "portal", "url", "canonical_url"]
    assert keys[-3:] == ["revision", "duplicate", "source"]


def test_half_a_surrogate_pair_does_no_harm(tmp_path):
    store(tmp_path, article(headline="Ikan \ud83d naik"))
    ((line, _),) = read_lines(tmp_path / "items" / "kabar" / "2026-11.jsonl")
    assert line["headline"] == "Ikan ? naik"


@pytest.mark.parametrize("torn", ['{"id": "ka', '{"id": "kabar:2"}', " "])
def test_a_torn_last_line_is_cut(tmp_path, torn):
    store(tmp_path, article())
    path = tmp_path / "items" / "kabar" / "2026-11.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + torn.encode())
    repair_tail(path)
    assert path.read_bytes() == whole


def test_a_line_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\nrusak\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl: no JSON in the line at byte 9"):
        list(read_lines(path))


def test_the_memory_catches_up_with_lines_it_has_not_seen(tmp_path, state):
    store(tmp_path, article())
    state.catch_up("kabar")
    store(tmp_path, article(2))
    assert state.revisions("kabar", "kabar:2") == []
    state.catch_up("kabar")
    (known,) = state.revisions("kabar", "kabar:2")
    assert known.record_id == "<urn:uuid:2>"
    assert known.fields == field_digests(ItemAdapter(article(2)).asdict())


def test_the_memory_is_rebuilt_when_lines_are_gone(tmp_path, state):
    for number in (1, 2):
        store(tmp_path, article(number))
    state.catch_up("kabar")
    path = tmp_path / "items" / "kabar" / "2026-11.jsonl"
    path.write_text(to_line(article(2)) + "\n", encoding="utf-8")
    state.catch_up("kabar")
    assert state.revisions("kabar", "kabar:1") == []
    assert len(state.revisions("kabar", "kabar:2")) == 1


def test_all_revisions_are_known(tmp_path, state):
    store(tmp_path, article())
    store(tmp_path, article(headline="Harga Ikan Turun", revision=Revision(2, "<urn:uuid:1>", ["headline"])))
    state.catch_up("kabar")
    assert [known.number for known in state.revisions("kabar", "kabar:1")] == [1, 2]


def test_the_same_time_and_names_in_other_forms_are_no_change():
    printed = article(published=Instant("2026-08-02T19:44:31+08:00", "2 Agustus 2026", "visible", "written"),
                      byline=Byline(raw="(har)", initials=["har"]))  # fmt: skip
    told = article(published=Instant("2026-08-02T11:44:31+00:00", "2026-08-02T11:44:31", "wp-json", "offset"),
                   byline=Byline(raw="har", initials=["har"], uploader="Redaksi"))  # fmt: skip
    assert field_digests(ItemAdapter(printed).asdict()) == field_digests(ItemAdapter(told).asdict())
    later = replace(told, published=Instant("2026-08-02T12:44:31+00:00", "", "wp-json", "offset"))
    assert field_digests(ItemAdapter(later).asdict()) != field_digests(ItemAdapter(told).asdict())


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"headline": ""}, "headline"),
        ({"body": []}, "body"),
        ({"url": "", "portal": ""}, "portal, url"),
        ({"source": Source()}, "source.record_id"),
    ],
)
def test_an_incomplete_article_is_refused(changes, missing):
    refusal = checked(article(**changes))
    assert refusal.reason == "incomplete"
    assert refusal.detail == f"no {missing}"


def test_a_missing_optional_field_refuses_nothing():
    assert isinstance(checked(article(published=None, dateline=None)), Article)


@pytest.mark.parametrize(
    ("changes", "happened"),
    [
        ({"section": None, "tags": []}, ["unchanged", "poorer"]),
        ({"section": None, "tags": ["ikan"]}, ["revisions"]),
        ({"section": None, "byline": Byline()}, ["revisions"]),
        ({"section": None, "body": ["Harga ikan turun."]}, ["revisions"]),
    ],
)
def test_a_look_that_shows_less_around_the_same_text_is_no_revision(tmp_path, state, changes, happened):
    source = Source(record_id="<urn:uuid:2>", fetched_at="2026-11-25T16:20:05Z")
    rich = article(section="Ekonomi", tags=["harga"], byline=Byline(reporters=["Andi"]))
    store(tmp_path, rich)
    state.catch_up("kabar")
    assert recognise(facts_of(replace(rich, source=source, **changes)), state).happened == happened
