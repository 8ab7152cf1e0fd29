"""Dates in the text, in the forms portals print them."""

import datetime as dt
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parse.dates import find_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Selasa (11/4/2023)", "2023-04-11"),
        ("(11/04/23)", "2023-04-11"),
        ("Selasa, 11 April 2023", "2023-04-11"),
        ("11 Apr 2023", "2023-04-11"),
        ("11 Apr. 2023", "2023-04-11"),
        ("11 Apr '23", "2023-04-11"),
        ("11-Apr-2023", "2023-04-11"),
        ("11-Apr-23 10:22", "2023-04-11"),
        ("11 April tahun 2023", "2023-04-11"),
        ("11April2023", "2023-04-11"),
        ("11 April, 2023", "2023-04-11"),
        ("April 11, 2023", "2023-04-11"),
        ("April 11th, 2023", "2023-04-11"),
        ("Mei 5 2019", "2019-05-05"),
        ("2023-04-11", "2023-04-11"),
        ("2023/4/11", "2023-04-11"),
        ("11.04.2023", "2023-04-11"),
        ("11 - 04 - 2023", "2023-04-11"),
        ("11–04–2023", "2023-04-11"),
        ("Rabu, (18/10/2023 )", "2023-10-18"),
        ("Rabu, ( 18/10/2023)", "2023-10-18"),
        ("Rabu (18 / 10 / 2023)", "2023-10-18"),
        ("Rabu [18/10/2023]", "2023-10-18"),
        ("Rabu (18/10//2023)", "2023-10-18"),
        ("Rabu (18/10 2023)", "2023-10-18"),
        ("Rabu (18-10-23)", "2023-10-18"),
        ("Rabu (18/Oktober/2023)", "2023-10-18"),
        ("Rabu malam pekan lalu (18/10/2023)", "2023-10-18"),
        ("18 bulan Oktober tahun 2023", "2023-10-18"),
        ("(4/3-2020)", "2020-03-04"),
        ("(4-3/2020)", "2020-03-04"),
        ("Rabu,18 Oktober 2023", "2023-10-18"),
        ("Rabu/18/10/2023", "2023-10-18"),
        ("Rabu malam Wita (18/10/2023)", "2023-10-18"),
        ("Rabu kemarin (18/10/2023)", "2023-10-18"),
        ("Rabu dini hari tadi (18/10/2023)", "2023-10-18"),
        ("Rabu sekira pukul 10.30 Wita (18/10/2023)", "2023-10-18"),
        ("hari Rabu tanggal 18 Oktober 2023", "2023-10-18"),
        ("Rabu, tgl. 18-10-2023", "2023-10-18"),
        ("RABU (18/10/2023)", "2023-10-18"),
        ("Wednesday, October 18, 2023", "2023-10-18"),
        ("Jumat , 17 February 2017", "2017-02-17"),
        ("Jum'at (14/4/2023)", "2023-04-14"),
        ("Jum’at (14/4/2023)", "2023-04-14"),
        ("Jum`at (14/4/2023)", "2023-04-14"),
        ("Jum 'at (14/4/2023)", "2023-04-14"),
        ("Jum,at (14/4/2023)", "2023-04-14"),
        ("Ahad (16/4/2023)", "2023-04-16"),
        ("Minggu, 16 April 2023", "2023-04-16"),
        ("dua minggu, 11 April 2023", "2023-04-11"),
        ("1 Nopember 2023", "2023-11-01"),
        ("25 Pebruari 2017", "2017-02-25"),
        ("5 Agt 2023", "2023-08-05"),
        ("5 Agust 2023", "2023-08-05"),
        ("5 Ags 2023", "2023-08-05"),
        ("5 Agu 2023", "2023-08-05"),
        ("5 Okt 2023", "2023-10-05"),
        ("5 Des 2023", "2023-12-05"),
        ("5 Sept 2023", "2023-09-05"),
        ("17/8/45", "1945-08-17"),
        ("18 November 1667", "1667-11-18"),
        ("29 Februari 2024", "2024-02-29"),
        ("İstanbul, 23 Februari 2016", "2016-02-23"),
    ],
)
def test_full_dates(text: str, date: str) -> None:
    (found,) = find_dates(text)
    assert found.date == dt.date.fromisoformat(date)
    assert not found.conflict
    assert found.month_day is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("11-13 April 2023", "2023-04-11"),
        ("11 – 13 April 2023", "2023-04-11"),
        ("11 dan 12 April 2023", "2023-04-11"),
        ("11 s/d 13 April 2023", "2023-04-11"),
        ("11 s.d. 13 April 2023", "2023-04-11"),
        ("11 hingga 13 April 2023", "2023-04-11"),
        ("11 sampai dengan 13 April 2023", "2023-04-11"),
        ("28 Februari - 2 Maret 2023", "2023-02-28"),
        ("Sabtu-Minggu (15-16/7/2023)", "2023-07-15"),
        ("Sabtu dan Minggu (15-16/7/2023)", "2023-07-15"),
        ("Selasa-Kamis (28/2-2/3/2023)", "2023-02-28"),
        ("Kamis-Jumat (9-10/11/2023)", "2023-11-09"),
    ],
)
def test_a_range_is_one_date_and_gives_its_first_day(text: str, date: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.conflict) == (dt.date.fromisoformat(date), False)


@pytest.mark.parametrize(
    ("text", "month_day"),
    [
        ("17 Agustus", "08-17"),
        ("Rabu 15 Januari", "01-15"),
        ("Kamis malam (30/11)", "11-30"),
        ("Rabu, (30/9), siang", "09-30"),
        ("Selasa(14/9)", "09-14"),
        ("(18/03)", "03-18"),
        ("Selasa (18-7)", "07-18"),
        ("Sabtu-Minggu (9-10/11)", "11-09"),
        ("tanggal 18/3", "03-18"),
        ("29 Februari", "02-29"),
    ],
)
def test_a_date_without_year_has_month_and_day(text: str, month_day: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.month_day, found.conflict) == (None, month_day, False)


@pytest.mark.parametrize(
    ("text", "near", "date"),
    [
        ("Kamis malam (30/11)", "2023-12-01", "2023-11-30"),
        ("31 Desember", "2024-01-02", "2023-12-31"),
        ("1 Januari", "2023-12-30", "2024-01-01"),
        ("29 Februari", "2024-06-01", "2024-02-29"),
    ],
)
def test_near_lends_its_year(text: str, near: str, date: str) -> None:
    (found,) = find_dates(text, near=dt.date.fromisoformat(near))
    assert found.date == dt.date.fromisoformat(date)
    assert found.month_day == date[5:]


def test_near_and_weekday_may_disagree() -> None:
    (found,) = find_dates("Rabu (30/11)", near=dt.date(2023, 12, 1))
    assert (found.date, found.month_day, found.conflict) == (None, "11-30", True)


@pytest.mark.parametrize(
    "text", ["Senin (5/11/2019)", "Ahad (11/4/2023)", "Senin, 11 April 2023", "Friday, April 11, 2023"]
)
def test_a_wrong_weekday_is_a_conflict(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.date, found.month_day, found.conflict) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Rabu",
        "kemarin",
        "April 2023",
        "tahun 2023",
        "31/2/2023",
        "29/2/2023",
        "11/13/2023",
        "Jumat(6/1/2923)",
        "Rabu (4/11/205)",
        "31 Februari 2023",
        "0/4/2023",
        "unggul 3-2 atas lawan",
        "menang (3-2)",
        "3/4 lapangan",
        "3/4 2023",
        "Rabu (18/10/20233)",
        "pukul 10.30 Wita",
        "Senin 10.30 Wita",
        "Senin (08.00-12.00)",
        "Rp 12.500.000",
        "0812-3456-7890",
        "surat 005/11/4/2023",
        "Pasal 11 ayat 4",
        "12 orang",
        "(37)",
        "192.168.1.10",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_offsets_and_raw_are_as_printed() -> None:
    text = "Hadir pada Selasa (11/4/2023), dan lagi (12/4), di Kendari pada 17 Agustus 2024."
    found = find_dates(text)
    assert [each.raw for each in found] == ["Selasa (11/4/2023)", "(12/4)", "17 Agustus 2024"]
    assert all(text[each.start : each.end] == each.raw for each in found)


def test_the_fallback_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, crawler.parse.dates as d; d.find_dates('2 Mei 2023'); sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PIECES = ["11 April ", "1/2-", "(", "Selasa ", "9 9 9 ", "\ud800", "10:30 ", " ", "1", "dan 1 ", "3 jam "]
WORDS = (
    "Selasa Jum'at Ahad ( ) 11 4 2 / - 2023 23 April Mei . , : 10:30 WITA jam lalu 3 Z +0700 T dan s/d tanggal \ud800 İ"
)
texts = st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split(" ")), max_size=12).flatmap(
    lambda words: st.sampled_from(["", " ", ", "]).map(lambda gap: gap.join(words))
)


@given(texts)
def test_any_text_is_read_without_failing_and_raw_reads_the_same(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end] == found.raw
        (again,) = find_dates(found.raw)
        assert again[:4] == found[:4]


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_takes_no_long(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    find_dates(text)
    assert time.process_time() - began < 10
