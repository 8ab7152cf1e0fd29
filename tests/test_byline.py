"""Bylines as portals print them."""

import time
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parse.byline import Credit, merge_credits, parse_byline

NOBODY: dict[str, list[str]] = {}


def found_in(credit: Credit) -> dict[str, object]:
    """What a credit holds beside its raw string."""
    return {name: value for name, value in asdict(credit).items() if value and name != "raw"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Penulis: Jefry P | Editor: Wawan Akuba", {"reporters": ["Jefry P"], "editors": ["Wawan Akuba"]}),
        ("Oleh : Asni Contoh / AO", {"reporters": ["Asni Contoh"]}),
        ("Andi Baso, S.H/Budi Contoh", {"reporters": ["Andi Baso, S.H", "Budi Contoh"]}),
        ("Kontributor Semarang, Nazar Contoh", {"reporters": ["Nazar Contoh"], "contributors": ["Nazar Contoh"]}),
        ("Kontributor: Ani, Budi", {"reporters": ["Ani", "Budi"], "contributors": ["Ani", "Budi"]}),
        ("Reporter: X / Editor: Y", {"reporters": ["X"], "editors": ["Y"]}),
        ("Reporter : Ardilan / Editor : Taya", {"reporters": ["Ardilan"], "editors": ["Taya"]}),
        ("Reporter : Issha H Redaktur : Bilal R", {"reporters": ["Issha H"], "editors": ["Bilal R"]}),
        (
            "Penulis: Ardi, Editor: Budi, Foto: Candra",
            {"reporters": ["Ardi"], "editors": ["Budi"], "photographers": ["Candra"]},
        ),
        ("Editor: Budi Reporter: Ardi", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        ("PENULIS:ARDI SANTOSO\nEDITOR:BUDI", {"reporters": ["ARDI SANTOSO"], "editors": ["BUDI"]}),
        ("Rep: Ardi / Ed: Budi", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        (
            "Pewarta : X Y Editor: Z W COPYRIGHT © ANTARA 2023",
            {"reporters": ["X Y"], "editors": ["Z W"], "agency": "ANTARA"},
        ),
        ("Pewarta: Marlita KoruaEditor: Guido", {"reporters": ["Marlita Korua"], "editors": ["Guido"]}),
        ("Pewarta: A BEditor: C", {"reporters": ["A B"], "editors": ["C"]}),
        (
            "Pewarta: Ardi\nUploader: Budi\nCopyright © ANTARA 2024\nDilarang keras mengambil konten.",
            {"reporters": ["Ardi"], "uploader": "Budi", "agency": "ANTARA"},
        ),
        ("Laporan Wartawan Tribun Timur, Rudi Salam", {"reporters": ["Rudi Salam"]}),
        ("Laporan Wartawan Tribun Timur: Rudi Salam", {"reporters": ["Rudi Salam"]}),
        ("Laporan Reporter RRI Kendari, Rudi Salam", {"reporters": ["Rudi Salam"]}),
        ("Laporan Kontributor Buton: Rudi", {"reporters": ["Rudi"], "contributors": ["Rudi"]}),
        ("Wartawan: Rina Djalil~ Editor: AMS||", {"reporters": ["Rina Djalil"], "editors": ["AMS"]}),
        ("Naskah : Dishub Sulbar Editor : Tim Humas", {}),
        ("Foto: Muh. Risal H/Telisik", {"photographers": ["Muh. Risal H"]}),
        ("Laporan Kontributor Palu, Moh. Ridwan", {"reporters": ["Moh. Ridwan"], "contributors": ["Moh. Ridwan"]}),
        ("Fitri Ayu, St. Aisyah dan Abd. Rahman", {"reporters": ["Fitri Ayu", "St. Aisyah", "Abd. Rahman"]}),
        ("Budi Santoso, S. Ikom., M. Hum", {"reporters": ["Budi Santoso, S. Ikom., M. Hum"]}),
        ("Laporan,  Rudi Salam", {"reporters": ["Rudi Salam"]}),
        ("Laporan Rudi Salam, Kendari", {"reporters": ["Rudi Salam"]}),
        ("Laporan: Dody Handoko/Yogyakarta", {"reporters": ["Dody Handoko"]}),
        ("Ahmad Fauzan - Beritaku", {"reporters": ["Ahmad Fauzan"]}),
        ("Ardi Teristi | Nusantara", {"reporters": ["Ardi Teristi"]}),
        ("Ardi Teristi/Bima Sakti", {"reporters": ["Ardi Teristi", "Bima Sakti"]}),
        ("Penulis Ahmad Fauzan Editor Siti Rahma", {"reporters": ["Ahmad Fauzan"], "editors": ["Siti Rahma"]}),
        ("LAPORAN SAKARIA", {"reporters": ["SAKARIA"]}),
        ("Peliput/Editor: Lily", {"reporters": ["Lily"], "editors": ["Lily"]}),
        ("Teks & Foto: Ardi", {"reporters": ["Ardi"], "photographers": ["Ardi"]}),
        ("Oleh Ardi Santoso", {"reporters": ["Ardi Santoso"]}),
        ("Oleh - Ardi Santoso,", {"reporters": ["Ardi Santoso"]}),
        ("Oleh : Dr. H. Andi Baso, S.Sos., M.Si. (Rektor UHO)", {"reporters": ["Dr. H. Andi Baso, S.Sos., M.Si."]}),
        ("By Ratnaning Asih", {"reporters": ["Ratnaning Asih"]}),
        ("Ditulis oleh: Ardi", {"reporters": ["Ardi"]}),
        ("Submitted by Ardi on 10 April 2023", {"reporters": ["Ardi"]}),
        ("Diposting oleh Ardi pada 10 April 2023 | 13:14 WITA", {"reporters": ["Ardi"]}),
        ("Laporan: Ardi di Kendari", {"reporters": ["Ardi"]}),
        ("Disunting oleh Ardi", {"editors": ["Ardi"]}),
        ("Kontributor : Z", {"reporters": ["Z"], "contributors": ["Z"]}),
        ("Penulis : Kontributor Lhokseumawe, Masriadi", {"reporters": ["Masriadi"]}),
        ("Ardi Santoso, Kontributor Buton Utara", {"reporters": ["Ardi Santoso"]}),
        ("Laporan: Ardi Wartawan Kendari Pos", {"reporters": ["Ardi"]}),
        ("Citizen Reporter: Ardi", {"reporters": ["Ardi"]}),
        ("Penulis: Ardi Asisten Redaktur: Budi", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        ("Red: Yudha Manggala", {"editors": ["Yudha Manggala"]}),
        ("EditorI Made Asdhiana", {"editors": ["I Made Asdhiana"]}),
        ("Editor Ardi S.Pd", {"editors": ["Ardi S.Pd"]}),
        ("Yoga Sukmana Editor", {"editors": ["Yoga Sukmana"]}),
        ("Ardi Santoso (Editor)", {"editors": ["Ardi Santoso"]}),
        ("Penulis\nArdi\nEditor\nBudi", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        ("Ardi\nPenulis\nBudi\nEditor", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        ("Foto: Ardi", {"photographers": ["Ardi"]}),
        ("Foto: Ardi for Fajar", {"photographers": ["Ardi"]}),
        ("Ardi Santoso, Dosen UHO", {"reporters": ["Ardi Santoso"]}),
        ("Oleh: Ardi Santoso *)", {"reporters": ["Ardi Santoso"]}),
        ("Rep. Ardi", {"reporters": ["Ardi"]}),
        ("Penanggung jawab: Ardi", {}),
        ("Pewarta Foto: Ardi", {"photographers": ["Ardi"]}),
        ("Foto: Dok. Humas Polda", {}),
        ("Reporter: Ardi Kameramen: Budi", {"reporters": ["Ardi"]}),
        ("Reporter: Ardi Narator: Budi", {"reporters": ["Ardi"]}),
        ("Penulis: Ardi Santoso dan Budi & Candra", {"reporters": ["Ardi Santoso", "Budi", "Candra"]}),
        ("Penulis: Ardi, Budi, Candra", {"reporters": ["Ardi", "Budi", "Candra"]}),
        ("Rusly, S.Mn.", {"reporters": ["Rusly, S.Mn."]}),
        (
            "Penulis: La Ode Muh. Rizal, SH., MH / Editor: Budi",
            {"reporters": ["La Ode Muh. Rizal, SH., MH"], "editors": ["Budi"]},
        ),
        ("Penulis: Ardi Santoso, S.Pd.,M.Pd, Budi", {"reporters": ["Ardi Santoso, S.Pd.,M.Pd", "Budi"]}),
        ("Vidya Pinandhita - detikHealth", {"reporters": ["Vidya Pinandhita"]}),
        ("Ardi Santoso – Sultrakini.com", {"reporters": ["Ardi Santoso"]}),
        ("Meilikhah - 13 Oktober 2016 23:11 wib", {"reporters": ["Meilikhah"]}),
        ("Selasa, 11 April 2023 | Penulis: Ardi", {"reporters": ["Ardi"]}),
        ("Ardi Santoso | Kendari", {"reporters": ["Ardi Santoso"]}),
        ("umran la umbu", {"reporters": ["umran la umbu"]}),
        ("Penulis: Ardi (ardi@surel.id)", {"reporters": ["Ardi"]}),
        ("Pewarta: prwir\nEditor: PR Wire", {"agency": "PR Newswire"}),
        ("Sumber: Antara", {"agency": "ANTARA"}),
    ],
)
def test_roles(text: str, expected: dict[str, object]) -> None:
    assert found_in(parse_byline(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Redaksi", "Tim Redaksi", "Redaksi Sultra", "Admin", "Admin-HL", "admin2", "superadmin",
        "Administrator", "(Red)", "(red/*)", "(Rls)", "(Rilis Humas)", "(*)", "(***)", "Editor : Redaksi",
        "Penulis: Tim Tribun Manado", "Penulis: | Editor:", "Pewarta:", "|", "", "(Humas Pemkab Bone)", "(hms)",
        "(Penerangan Kodim 1417/Kendari)", "(Diskominfo Luwu Utara)", "(Pendim 1425/Jeneponto)", "(Palu)",
        "(Pendam XIV/Hsn)", "(Adpim Setda)", "(Dispenad)", "(MC Bone)", "(MC-BONE)",
        "Tim detikcom - detikSulsel", "(kendaripos)", "Sumber: Humas Polda", "Kendari Pos",
        "Dilarang keras mengambil konten, melakukan perayapan atau pengindeksan otomatis untuk AI di situs web ini",
        "Dilarang mengutip isi laman tanpa izin", "ditulis oleh banyak orang",
        "Share on Facebook", "Ikuti Kami", "Bagikan", "Tweet", "Cetak", "Liputan6", "Non Koresponden", "Micom",
        "Deutsche Welle - detikNews",
    ],
)  # fmt: skip
def test_offices_and_papers_are_no_persons(text: str) -> None:
    assert found_in(parse_byline(text)) == NOBODY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(har/sya)", {"initials": ["har", "sya"]}),
        ("( ama)", {"initials": ["ama"]}),
        ("(har, sya)", {"initials": ["har", "sya"]}),
        ("(Ikbal Tehuayo)", {"reporters": ["Ikbal Tehuayo"]}),
        ("(*/adibua)", {"initials": ["adibua"]}),
        ("(ardi/**)", {"initials": ["ardi"]}),
        ("[har]", {"initials": ["har"]}),
        ("(E-2)", {"initials": ["E-2"]}),
        ("(Cr01)", {"initials": ["Cr01"]}),
        ("(T3/*)", {"initials": ["T3"]}),
        ("(AG’Q)", {"initials": ["AG’Q"]}),
        ("(adv)", {"paid": True}),
        ("(Advertorial)", {"paid": True}),
        ("(Advetorial/har)", {"paid": True, "initials": ["har"]}),
        ("(Ant)", {"agency": "ANTARA"}),
        ("(ANTARA/har)", {"agency": "ANTARA", "initials": ["har"]}),
        ("(bud/jpnn)", {"agency": "JPNN", "initials": ["bud"]}),
        ("(Kominfo Sigi/har)", {"initials": ["har"]}),
        ("(Humas Polda/Ardi)", {"initials": ["Ardi"]}),
        ("(Penulis: Ardi)", {"reporters": ["Ardi"]}),
        ("(Reporter: Ardi/Editor: Budi)", {"reporters": ["Ardi"], "editors": ["Budi"]}),
        ("Editor: Wawan (*/Jian)", {"editors": ["Wawan"], "initials": ["Jian"]}),
        (
            "(skd)\nPewarta : Riski\nEditor:\nSantoso",
            {"reporters": ["Riski"], "editors": ["Santoso"], "initials": ["skd"]},
        ),
        ("seumur hidup.LIA", {"initials": ["LIA"]}),
    ],
)
def test_codes_agency_and_paid_mark(text: str, expected: dict[str, object]) -> None:
    assert found_in(parse_byline(text)) == expected


def test_credits_merge_by_role() -> None:
    merged = merge_credits(
        parse_byline("Penulis: Ardi"), parse_byline("(har)\nEditor: Budi"), parse_byline("Oleh ARDI")
    )
    assert merged.raw == "Penulis: Ardi\n(har)\nEditor: Budi\nOleh ARDI"
    assert found_in(merged) == {"reporters": ["Ardi"], "editors": ["Budi"], "initials": ["har"]}


PIECES = [
    "Penulis: Ardi ",
    "(har)",
    "(",
    "Editor",
    "Ardi, ",
    "S.Sos. ",
    "\ud800",
    "Ardi\n",
    " ",
    "*",
    "a/",
    "Penulis\n",
]
WORDS = "Penulis Editor Red Foto Oleh Laporan : | / ( ) [ * , . - dan Ardi Santoso har S.Sos Antara adv Redaksi ©"
texts = st.text(max_size=60) | st.lists(
    st.sampled_from([*WORDS.split(), "\n", "\ud800", "İ", "”"]), max_size=12
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words)))


@given(texts)
def test_any_text_is_read_without_failing_and_reads_the_same_again(text: str) -> None:
    credit = parse_byline(text)
    names = credit.reporters + credit.editors + credit.photographers + credit.contributors + credit.initials
    assert all(name in text for name in names)
    assert credit.raw is None or credit.raw in text
    assert parse_byline(credit.raw or "") == credit


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_takes_no_long(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    parse_byline(text)
    assert time.process_time() - began < 10
