"""What an address tells by itself: the day on which it was published; and what in it tells nothing."""

import re
from datetime import UTC, date, datetime

_MARKS = {"fbclid", "gclid", "nocache"}
"""keys in a query that say how a reader came, or pass by a cache"""


def tidied(url: str) -> str:
    """An address without fragment and without what counts readers, or asks for the page of phones.

    >>> tidied("https://rri.co.id/palu/daerah/903562/akun-palsu?nocache=true&utm_source=wa")
    'https://rri.co.id/palu/daerah/903562/akun-palsu'
    >>> tidied("https://www.info-rakyat.com/2026/08/banjir.html?m=1")
    'https://www.info-rakyat.com/2026/08/banjir.html'
    >>> tidied("https://example.org/banjir?page=all#komentar")
    'https://example.org/banjir?page=all'
    """
    address = url.partition("#")[0]
    path, mark, query = address.partition("?")
    kept = [piece for piece in query.split("&") if not _counts_readers(piece)]
    return f"{path}{mark if kept else ''}{'&'.join(kept)}"


def _counts_readers(piece: str) -> bool:
    key = piece.partition("=")[0].lower()
    return key in _MARKS or key.startswith("utm_") or piece in ("m=0", "m=1")


def day_in_address(url: str, pattern: str) -> date | None:
    """The day that a pattern with the groups `year` (of two or four digits), `month` and `day` finds in an address.

    A group `unix` is a time in seconds instead, and the day is that of UTC.

    >>> day_in_address("https://example.org/2304110017/banjir", r"/(?P<year>\\d\\d)(?P<month>\\d\\d)(?P<day>\\d\\d)")
    datetime.date(2023, 4, 11)
    >>> day_in_address("https://sindomakassar.com/read/sulsel/25394/sidang-notaris-1777896309", r"-(?P<unix>\\d{10})$")
    datetime.date(2026, 5, 4)
    """
    found = re.search(pattern, url) if pattern else None
    if found is None:
        return None
    if "unix" in found.groupdict():
        return datetime.fromtimestamp(int(found["unix"]), UTC).date()
    year = int(found["year"])
    try:
        return date(year if year > 99 else 2000 + year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
