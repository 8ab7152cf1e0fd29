"""Credits inside the text: sign-offs, opening bylines, and what only looks like them."""

import time

import pytest
from hypothesis import given

from crawler.parse.signoff import find_opening_byline, find_signoff
from tests.test_byline import PIECES, found_in, texts


@pytest.mark.parametrize(
    ("paragraph", "raw", "expected"),
    [
        ("Ia dihukum seumur hidup. (har/sya)", "(har/sya)", {"initials": ["har", "sya"]}),
        ("“Kami siap,” katanya.(ded/ikh)", "(ded/ikh)", {"initials": ["ded", "ikh"]}),
        ("“Kami siap” (mic)", "(mic)", {"initials": ["mic"]}),
        ("Demikian tutupnya (ama)", "(ama)", {"initials": ["ama"]}),
        ("Demikian pungkas Andi (ama)", "(ama)", {"initials": ["ama"]}),
        ("Demikian pungkasnya, (LIA)", "(LIA)", {"initials": ["LIA"]}),
        ("Mereka pulang (*/adibua)", "(*/adibua)", {"initials": ["adibua"]}),
        ("Mereka pulang. (Ikbal Tehuayo)", "(Ikbal Tehuayo)", {"reporters": ["Ikbal Tehuayo"]}),
        ("(Ikbal Tehuayo).", "(Ikbal Tehuayo).", {"reporters": ["Ikbal Tehuayo"]}),
        ("Ia dihukum seumur hidup.LIA", "LIA", {"initials": ["LIA"]}),
        ("Mereka pulang. (*)", "(*)", {}),
        ("Mereka pulang.***", "***", {}),
        ("Mereka pulang. (Adv)", "(Adv)", {"paid": True}),
        ("Mereka pulang. (Humas Polres Luwu)", "(Humas Polres Luwu)", {}),
        ("Mereka pulang. Editor: Taya", "Editor: Taya", {"editors": ["Taya"]}),
        ("Mereka pulang. (har)\nEditor : Jesi", "(har)\nEditor : Jesi", {"initials": ["har"], "editors": ["Jesi"]}),
        (
            "Penulis: Jefry | Editor: Wawan",
            "Penulis: Jefry | Editor: Wawan",
            {"reporters": ["Jefry"], "editors": ["Wawan"]},
        ),
        ("Sumber: Liputan6.com [rnd]", "Sumber: Liputan6.com [rnd]", {"initials": ["rnd"]}),
        ("Mereka pulang. Sumber : Kompas (har/sya)", "Sumber : Kompas (har/sya)", {"initials": ["har", "sya"]}),
        ("Mereka pulang. (Ahmad Fauzan/Beritaku)", "(Ahmad Fauzan/Beritaku)", {"reporters": ["Ahmad Fauzan"]}),
        ("SUMBER: KOMPAS.com (Penulis: Ani Baso | Editor: Budi)",) * 2 + ({},),
        ("Artikel ini ditulis oleh: Ani Baso",) * 2 + ({"reporters": ["Ani Baso"]},),
        ("Tim Redaksi", "Tim Redaksi", {}),
        ("Sumber : Humas", "Sumber : Humas", {}),
        ("Kontributor Solo, Ani Baso",) * 2 + ({"reporters": ["Ani Baso"], "contributors": ["Ani Baso"]},),
        ("Editor : -", "Editor : -", {}),
        ("(Ant)", "(Ant)", {"agency": "ANTARA"}),
        ("Mereka pulang. *** (Ani)", "*** (Ani)", {"initials": ["Ani"]}),
        ("Mereka pulang. *(har)*", "*(har)*", {"initials": ["har"]}),
        ("Mereka pulang. **Rls/har", "**Rls/har", {"initials": ["har"]}),
        ("Mereka pulang. //har//", "//har//", {"initials": ["har"]}),
        ("Mereka pulang. -har-", "-har-", {"initials": ["har"]}),
        ("Mereka pulang. Red", "Red", {}),
        ("Mereka pulang (adv).", "(adv).", {"paid": True}),
        ("Mereka pulang. (abc31)", "(abc31)", {"initials": ["abc31"]}),
        ("“Kami siap,” katanya.(cr-04)", "(cr-04)", {"initials": ["cr-04"]}),
        ("Mereka pulang. (AB03/ED02)", "(AB03/ED02)", {"initials": ["AB03", "ED02"]}),
        ("Mereka pulang. (k60/har)", "(k60/har)", {"initials": ["k60", "har"]}),
        ("Mereka pulang. (*/)", "(*/)", {}),
        ("Sumber : contoh.co.id", "Sumber : contoh.co.id", {}),
        ("Sumber Berita : https://contoh.invalid/2020/02/13/warga-pulang/",) * 2 + ({},),
        ("Mereka pulang.\nSumber: contoh.com/warga-pulang", "Sumber: contoh.com/warga-pulang", {}),
        ("Mereka pulang. (MC Kab. Bone/Ardi).", "(MC Kab. Bone/Ardi).", {"initials": ["Ardi"]}),
        ("Penulis: Tim Humas SMP Negeri 3 Contoh",) * 2 + ({},),
    ],
)
def test_signoffs(paragraph: str, raw: str, expected: dict[str, object]) -> None:
    found = find_signoff(paragraph)
    assert found is not None
    assert found[0] == found[1].raw == raw
    assert paragraph.endswith(raw)
    assert found_in(found[1]) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "Hadir pula Badan Intelijen Negara (BIN).",
        "Ia mengunggahnya di media sosial. (Facebook)",
        "Ia menyebut sumber: data Badan Pusat Statistik (BPS)",
        "Hadir pula Badan Intelijen Negara (BIN)",
        "Acara berlangsung Selasa (11/4/2023).",
        "Acara berlangsung Selasa (11/4/2023)",
        "Pelaku berinisial AR (37)",
        "Gubernur menyapa warga (kanan)",
        "Gubernur menyapa warga. (foto)",
        "Jaraknya lima kilometer (km)",
        "Mereka menamainya “Tim Elang” (TE)",
        "Sebut saja Bunga. (bukan nama sebenarnya)",
        "Cerita berlanjut besok. (bersambung)",
        "Laga berakhir (3-2).",
        "Rapat dipimpin Kepala Dinas (Kadis).",
        "Warga laki-laki dan perempuan (L/P)",
        "Harga naik 5 persen.",
        "Mereka pulang. -Bersambung ke bagian dua",
        "Bola itu dioper. Tim itu menang",
        "Jumlahnya 3 orang. /",
        "Hal itu diungkap Kepala Badan Intelijen Negara (BIN)",
        "Lokasi banjir. (Tangkapan layar YouTube Harian Kompas)",
        "Video: https://contoh.invalid/tonton",
        "Ia lulusan Universitas Hasanuddin, S.H.",
        "Laporan itu terbit kemudian. (Mei-23)",
        "Tiketnya murah. (Rp500)",
        "Mereka menginap di kamar itu (B12)",
        "Mereka naik kereta pukul 10. (11.30)",
        "Ia menyebut sumber: contoh.com sudah dihapus",
        "Sumber: 2.500",
        "",
    ],
)
def test_ordinary_endings_are_no_signoffs(paragraph: str) -> None:
    assert find_signoff(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Laporan : Muh. Hamzah", {"reporters": ["Muh. Hamzah"]}),
        ("Laporan,  Ardi", {"reporters": ["Ardi"]}),
        ("Reporter : Ardilan / Editor : Taya", {"reporters": ["Ardilan"], "editors": ["Taya"]}),
        ("Penulis : Ivan", {"reporters": ["Ivan"]}),
        ("Oleh: Dr. Andi Baso, M.Si.", {"reporters": ["Dr. Andi Baso, M.Si."]}),
        ("Oleh Ardi Santoso", {"reporters": ["Ardi Santoso"]}),
        ("Laporan Wartawan Tribun Timur, Rudi Salam", {"reporters": ["Rudi Salam"]}),
        ("Penulis: Redaksi", {}),
        ("Penulis: Tim Redaksi Laman SMP Negeri 3 Contoh", {}),
        ("Laporan Wartawan Tribun-Timur.com, @arimaryadi", {}),
        ("Rep: c33", {"initials": ["c33"]}),
    ],
)
def test_opening_bylines(paragraph: str, expected: dict[str, object]) -> None:
    credit = find_opening_byline(paragraph)
    assert credit is not None
    assert found_in(credit) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "Laporan keuangan daerah diserahkan ke BPK.",
        "Laporan itu diterima polisi.",
        "Laporan warga masuk ke akun @humaspolda hari ini.",
        "Laporan: polisi menerima aduan warga tentang banjir.",
        "Laporan: Tim Humas polres menerima aduan warga kemarin.",
        "Oleh karena itu, warga diminta waspada.",
        "Oleh Bupati Luwu, bantuan diserahkan.",
        "Penulis buku itu hadir di Makassar.",
        "Catatan: harga dapat berubah sewaktu-waktu.",
        "Foto: Ardi",
        "Sumber: Tribun Timur",
        "Editor video itu ditahan.",
        "Kendari, Poroscelebes.com – Bupati hadir.",
        "",
    ],
)
def test_ordinary_openings_are_no_bylines(paragraph: str) -> None:
    assert find_opening_byline(paragraph) is None


@given(texts)
def test_a_signoff_ends_its_paragraph(paragraph: str) -> None:
    if found := find_signoff(paragraph):
        assert paragraph.rstrip().endswith(found[0])
    find_opening_byline(paragraph)


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_takes_no_long(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    find_signoff(text)
    find_opening_byline(text)
    assert time.process_time() - began < 10
