"""What a reader of archives gives out: records, their bodies, and the places that cannot be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

REDIRECTS = (301, 302, 303, 307, 308)
"""statuses of answers that lead elsewhere"""


@dataclass(slots=True)
class Record:
    """One WARC record; `status` and `headers` are those of the HTTP response, where it is one."""

    kind: str
    url: str
    date: str
    id: str
    digest: str
    offset: int
    """byte of the file, of the entry in a WACZ, or of the unpacked stream of a file packed as one whole"""
    length: int = 0
    """bytes in the file, compressed where the file is"""
    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    truncated: str | None = None
    ip: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """of a warcinfo or metadata record"""
    profile: str | None = None
    """of a revisit: why it has no payload"""
    refers_to: str | None = None
    """of a revisit: the address, the date and the record of the capture that has its payload, what is known of them"""
    refers_to_date: str | None = None
    refers_to_id: str | None = None

    @property
    def mime(self) -> str:
        """The media type, without its parameters; `unk` where none was sent, as CDX writes it."""
        return self.header("content-type").split(";")[0].strip().lower() or "unk"

    def header(self, name: str) -> str:
        """The first value of an HTTP header, by its name in small letters; empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Archived:
    """A record and its body: no chunks, its content-encoding kept; empty but for responses and resources."""

    record: Record
    body: bytes
    path: Path = Path()
    """the file it lies in; of an entry of a WACZ, as if the WACZ were a folder"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A place of an archive that could not be read; what lies behind it is read again."""

    path: Path
    offset: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}, byte {self.offset}: {self.what}"


Tell = Callable[[Trouble], None]
"""is told of every place that could not be read"""


def iso_date(text: str) -> str:
    """A date of an archive as WARC 1.1 writes it, in UTC; empty where it is none.

    >>> iso_date("20190516120000"), iso_date("2019-05-16T12:00:00.25Z"), iso_date("2019-05")
    ('2019-05-16T12:00:00Z', '2019-05-16T12:00:00.25Z', '2019-05-01T00:00:00Z')
    >>> iso_date("2019-05-16T20:00:00+08:00"), iso_date("2019-05-16 12:00:00"), iso_date("yesterday")
    ('2019-05-16T12:00:00Z', '2019-05-16T12:00:00Z', '')
    """
    text = text.strip()
    if not text or _WRITTEN_SO.fullmatch(text):
        return text
    digits = "".join(filter(str.isdigit, text))
    if text.isdigit() or len(digits) < len(_FIRST):
        digits = (digits + _FIRST[len(digits) :])[: len(_FIRST)]
        text = f"{digits[:8]}T{digits[8:]}Z"
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return ""
    instant = instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC)
    return instant.isoformat().replace("+00:00", "Z")


_FIRST = "00000101000000"
"""what a date that is not written to its end is filled up with"""
_WRITTEN_SO = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z")
