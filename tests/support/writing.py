"""How the made portals write text, dates and addresses."""

import html
import re
from datetime import UTC, datetime

from tests.support.articles import DAYS

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def text(plain: str) -> str:
    """Text for HTML and XML; WordPress writes the numbers of the characters, not their names."""
    return html.escape(plain, quote=False).replace("&amp;", "&#038;")


def slug(name: str) -> str:
    """`Dinas Pertanian` as `dinas-pertanian`."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def utc(instant: datetime) -> str:
    """ISO 8601 in UTC, as Yoast writes it."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S+00:00}"


def long_date(instant: datetime) -> str:
    """`Selasa, 11 April 2023`."""
    return f"{DAYS[instant.weekday()]}, {instant.day} {MONTHS[instant.month - 1]} {instant.year}"
