"""What the head of a WARC record and the HTTP head within it say."""

import io
import re
from collections.abc import Mapping

from fastwarc.warc import HeaderMap, WarcRecord

from crawler.archive.archived import Record, iso_date

_HTTP_HEAD = re.compile(rb"\s*(HTTP/.*?)(?:\r?\n\r?\n|\Z)", re.DOTALL)
_LONGEST_HTTP_HEAD = 64 * 1024


def fields_of(raw: WarcRecord) -> dict[str, str]:
    """The WARC headers of a record by their names in small letters."""
    return {name.lower(): value for name, value in raw.headers.to_tuples()}


def record_of(fields: Mapping[str, str], offset: int) -> Record:
    """A record by its WARC headers, without what its block says."""
    record = Record(
        kind=fields.get("warc-type", "").lower(),
        url=_bare(fields.get("warc-target-uri", "")),
        date=iso_date(fields.get("warc-date", "")),
        id=fields.get("warc-record-id", ""),
        digest=fields.get("warc-payload-digest", ""),
        offset=offset,
        truncated=fields.get("warc-truncated"),
        ip=fields.get("warc-ip-address"),
        profile=fields.get("warc-profile"),
        refers_to=_bare(fields.get("warc-refers-to-target-uri", "")) or None,
        refers_to_date=iso_date(fields.get("warc-refers-to-date", "")) or None,
    )
    if record.kind == "resource":
        record.headers = [("Content-Type", fields.get("content-type", ""))]
    return record


def take_http_head(record: Record, block: bytes) -> int:
    """Gives a record the status and headers of the HTTP response in its block; returns the length of that head."""
    head = _HTTP_HEAD.match(block, 0, _LONGEST_HTTP_HEAD)
    if not head:
        return 0
    lines = b"\r\n".join(head[1].splitlines()) + b"\r\n\r\n"
    parsed = HeaderMap("latin1")
    try:
        parsed.parse(io.BytesIO(lines))
    except OSError:
        return 0
    record.status = parsed.status_code or 0
    record.headers = list(parsed.to_tuples())
    return head.end()


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
