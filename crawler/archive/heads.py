"""What the head of a WARC record and the HTTP head within it say."""

import io
from collections.abc import Mapping
from typing import Any

from fastwarc.warc import HeaderMap, WarcRecord

from crawler.archive.archived import Record, iso_date

_MOST_LINES = 1000
"""of an HTTP head"""


def fields_of(raw: WarcRecord) -> dict[str, str]:
    """The WARC headers of a record by their names in small letters."""
    return {name.lower(): value for name, value in raw.headers.to_tuples()}


def record_of(fields: Mapping[str, str], offset: int) -> Record:
    """A record by its WARC headers, without what its block says."""
    kind = fields.get("warc-type", "").lower()
    record = Record(
        kind=kind,
        url=_bare(fields.get("warc-target-uri", "")),
        date=iso_date(fields.get("warc-date", "")),
        id=fields.get("warc-record-id", ""),
        digest=fields.get("warc-payload-digest", ""),
        offset=offset,
        # wget marks every revisit so, for its payload lies elsewhere
        truncated=fields.get("warc-truncated") if kind != "revisit" else None,
        ip=fields.get("warc-ip-address"),
        profile=fields.get("warc-profile"),
        refers_to=_bare(fields.get("warc-refers-to-target-uri", "")) or None,
        refers_to_date=iso_date(fields.get("warc-refers-to-date", "")) or None,
        refers_to_id=fields.get("warc-refers-to"),
    )
    if kind == "resource":
        record.headers = [("Content-Type", fields.get("content-type", ""))]
    return record


def read_http_head(stream: Any) -> bytes:
    """The HTTP head of a response with the empty line behind it; whatever the first line is where there is none."""
    lines = [stream.readline()]
    if not lines[0].strip():
        lines.append(stream.readline())
    if not lines[-1].startswith(b"HTTP/"):
        return b"".join(lines)
    while lines[-1].strip() and len(lines) < _MOST_LINES:
        lines.append(stream.readline())
    return b"".join(lines)


def take_http_head(record: Record, head: bytes) -> bool:
    """Gives a record the status and headers of an HTTP response; false where `head` is not the head of one."""
    lines = head.strip().splitlines()
    if not lines or not lines[0].startswith(b"HTTP/"):
        return False
    parsed = HeaderMap("latin1")
    try:
        parsed.parse(io.BytesIO(b"\r\n".join([*lines, b"", b""])))
    except OSError:
        return False
    record.status = parsed.status_code or 0
    record.headers = list(parsed.to_tuples())
    return True


def warc_fields(block: bytes) -> dict[str, str]:
    """`application/warc-fields`: a name and a value a line.

    >>> warc_fields(b"robots: obey\\r\\n")
    {'robots': 'obey'}
    """
    lines = (line.decode("utf-8", "replace").partition(":") for line in block.splitlines())
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def _bare(url: str) -> str:
    """Older tools write addresses in angle brackets, as the first edition of the standard did."""
    return url.strip().removeprefix("<").removesuffix(">")
