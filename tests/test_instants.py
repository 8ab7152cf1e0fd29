"""Times of publication, in the right and wrong forms that portals give them."""

import datetime as dt
import time

import pytest
from hypothesis import given

from crawler.parse.dates import parse_instant, read_instant
from tests.test_dates import PIECES, texts

NOW = dt.datetime(2026, 8, 2, 4, 0, tzinfo=dt.UTC)

AT = [
    ("Senin, 10 April 2023 13:14 WITA", "2023-04-10T13:14:00+08:00", "written"),
    ("Jumat, 14 Apr 2023 04:11 WIB", "2023-04-14T04:11:00+07:00", "written"),
    ("14 Mei 2025 | 07.14 WIB", "2025-05-14T07:14:00+07:00", "written"),
    ("Rabu, 17 Mei 2023 | 12:34 WIT", "2023-05-17T12:34:00+09:00", "written"),
    ("Mei 5, 2019 @10:30", "2019-05-05T10:30:00+08:00", "portal"),
    ("Minggu, 5 Mei 2019 - 10:30 WITA", "2019-05-05T10:30:00+08:00", "written"),
    ("Selasa, 11/04/2023, 18:22:05 Wita", "2023-04-11T18:22:05+08:00", "written"),
    ("Selasa 11 April 2023, Pukul 18.22 (WITA)", "2023-04-11T18:22:00+08:00", "written"),
    ("Selasa 11 April 2023 Jam : 18:22WITA", "2023-04-11T18:22:00+08:00", "written"),
    ("18:22 WITA, 11 April 2023", "2023-04-11T18:22:00+08:00", "written"),
    ("April 11, 2023 6:22 pm", "2023-04-11T18:22:00+08:00", "portal"),
    ("April 11, 2023 12:05 a.m.", "2023-04-11T00:05:00+08:00", "portal"),
    ("11 April 2023 18:22 GMT+8", "2023-04-11T18:22:00+08:00", "offset"),
    ("Kompas.com - 21/08/2024, 07:14 WIB", "2024-08-21T07:14:00+07:00", "written"),
    ("Dipublikasikan 14 Mei 2025, 07:00 WITA", "2025-05-14T07:00:00+08:00", "written"),
    ("Diperbarui: Rabu, 14 Mei 2025 07:00 | Editor: A", "2025-05-14T07:00:00+08:00", "portal"),
    ("on 16 Feb 2016 at 09:20 WIB", "2016-02-16T09:20:00+07:00", "written"),
    ("Meilikhah - 13 Oktober 2016 23:11 wib", "2016-10-13T23:11:00+07:00", "written"),
    ("Kamis, 05 November 2015, 15:07 WIB | 1.229 Views", "2015-11-05T15:07:00+07:00", "written"),
    ("Jum'at, 17 Februari 2017 - 13:30 wib", "2017-02-17T13:30:00+07:00", "written"),
    ("Senin, 11 April 2023 18:22 WITA", "2023-04-11T18:22:00+08:00", "written"),
    ("Senin, 11/04/2023 18:22 WITA", "2023-04-11T18:22:00+08:00", "written"),
    ("Sen, 04/10/2023 - 13:14", "2023-04-10T13:14:00+08:00", "portal"),
    ("Sen, 04/17/2023 - 13:14", "2023-04-17T13:14:00+08:00", "portal"),
    ("11 April 2023 18:22 - 3 Komentar", "2023-04-11T18:22:00+08:00", "portal"),
    ("11 April 2023 18:22-20:00 WITA", "2023-04-11T18:22:00+08:00", "portal"),
    ("11 April 18:22 WITA", "2026-04-11T18:22:00+08:00", "written"),
    ("20 Desember 18:22 WITA", "2025-12-20T18:22:00+08:00", "written"),
    ("3 jam lalu", "2026-08-02T09:00:00+08:00", "portal"),
    ("45 mnt lalu", "2026-08-02T11:15:00+08:00", "portal"),
    ("sekitar 1 jam 20 menit yang lalu", "2026-08-02T10:40:00+08:00", "portal"),
    ("sehari yang lalu", "2026-08-01T12:00:00+08:00", "portal"),
    ("2 hours ago", "2026-08-02T10:00:00+08:00", "portal"),
    ("Baru saja", "2026-08-02T12:00:00+08:00", "portal"),
    ("Kemarin, 10:30 WIB", "2026-08-01T10:30:00+07:00", "written"),
    ("2023-11-02T20:59:53+07:00", "2023-11-02T20:59:53+07:00", "offset"),
    ("2023-11-02T20:59:53.000+0700", "2023-11-02T20:59:53+07:00", "offset"),
    ("2023-11-02T13:59:53Z", "2023-11-02T13:59:53+00:00", "offset"),
    ("2023-11-02T20-59-53Z", "2023-11-02T20:59:53+08:00", "portal"),
    ("2023-11-02T20:59:53-07:00", "2023-11-02T20:59:53+07:00", "offset"),
    ("2023-11-02T20:59:53 08:00", "2023-11-02T20:59:53+08:00", "offset"),
    ("2023-11-02T20:59:53+99:00", "2023-11-02T20:59:53+08:00", "portal"),
    ("2023-11-02T24:00:00+08:00", "2023-11-03T00:00:00+08:00", "offset"),
    ("2023/11/02 20:59:53", "2023-11-02T20:59:53+08:00", "portal"),
    ("2023-11-02 20:59 WIB", "2023-11-02T20:59:00+07:00", "written"),
    ("2023-11-02 08:59 PM", "2023-11-02T20:59:00+08:00", "portal"),
    ("20231102T205953", "2023-11-02T20:59:53+08:00", "portal"),
    ("1698933593", "2023-11-02T21:59:53+08:00", "offset"),
    ("1698933593000", "2023-11-02T21:59:53+08:00", "offset"),
    ("Thu, 02 Nov 2023 13:59:53 +0000", "2023-11-02T13:59:53+00:00", "offset"),
    ("Thu, 02 Nov 2023 13:59:53 GMT", "2023-11-02T13:59:53+00:00", "offset"),
    ("Kam, 02 Nov 2023 20:59:53 +0700", "2023-11-02T20:59:53+07:00", "offset"),
    ("Thursday, 02-Nov-23 13:59:53 UTC", "2023-11-02T13:59:53+00:00", "offset"),
    ("Thu Nov 02 2023 20:59:53 GMT+0700 (Western Indonesia Time)", "2023-11-02T20:59:53+07:00", "offset"),
    ("Thu Nov 2 20:59:53 2023", "2023-11-02T20:59:53+08:00", "portal"),
]


@pytest.mark.parametrize(("text", "at", "zone"), AT)
def test_instants(text: str, at: str, zone: str) -> None:
    found = read_instant(text, "visible", "+08:00", now=NOW)
    assert found is not None
    assert (found.at, found.zone, found.source) == (at, zone, "visible")
    assert found.raw in text
    assert parse_instant(text, now=NOW) == dt.datetime.fromisoformat(at)


@pytest.mark.parametrize(
    ("text", "at", "raw"),
    [
        ("2 Agustus 2026", "2026-08-02", "2 Agustus 2026"),
        ("Makassar, 14 Mei 2025", "2025-05-14", "14 Mei 2025"),
        ("14 Mei 2025 | Diperbarui 15 Mei 2025 10:00", "2025-05-14", "14 Mei 2025"),
        ("14 Mei 2025 25:00", "2025-05-14", "14 Mei 2025"),
        ("Hari ini", "2026-08-02", "Hari ini"),
    ],
)
def test_a_day_without_a_time_stays_a_day(text: str, at: str, raw: str) -> None:
    found = read_instant(text, "visible", "+08:00", now=NOW)
    assert found is not None
    assert (found.at, found.raw, found.zone) == (at, raw, "portal")
    assert parse_instant(text, now=NOW).isoformat() == f"{at}T00:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Editor: A",
        "3 jam lalu",
        "2023-13-02T10:00:00Z",
        "0000-00-00 00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "31 Februari 2023 10:00",
        "12345",
    ],
)
def test_no_instant_is_said_kindly(text: str) -> None:
    assert read_instant(text, "visible", "+08:00") is None
    with pytest.raises(ValueError, match="no date or time found"):
        parse_instant(text)


@pytest.mark.parametrize("zone", ["WIB", "+07:00", "+0700", "Asia/Jakarta", dt.timezone(dt.timedelta(hours=7))])
def test_zone_may_be_given_in_any_form(zone: str | dt.tzinfo) -> None:
    at = parse_instant("11 April 2023 18:22", zone=zone)
    assert at.utcoffset() == dt.timedelta(hours=7)


@given(texts)
def test_any_text_has_an_instant_or_none(text: str) -> None:
    found = read_instant(text, "visible", "+08:00", now=NOW)
    if found is not None:
        assert found.raw in text
        again = read_instant(found.raw, "visible", "+08:00", now=NOW)
        assert again is not None
        assert again.at == found.at


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_takes_no_long(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    read_instant(text, "visible", "+08:00", now=NOW)
    assert time.process_time() - began < 10
