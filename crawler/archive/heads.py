"""What the head of a WARC record and the HTTP head within it say."""

import io
import re
from typing import Any

from fastwarc.warc import HeaderMap

from crawler.archive.archived import Record, iso_date

_HTTP_HEAD = re.compile(rb"\s*(HTTP/.*?)(?:\r?\n\r?\n|\Z)", re.DOTALL)
_LONGEST_HTTP_HEAD = 64 * 1024


def record_of(headers: Any, offset: int) -> Record:
    """A record by its WARC headers, without what its block says."""
    record = Record(
        kind=(headers.get("WARC-Type") or "").lower(),
        url=_bare(headers.get("WARC-Target-URI")),
        date=iso_date(headers.get("WARC-Date") or ""),
        id=headers.get("WARC-Record-ID") or "",
        digest=headers.get("WARC-Payload-Digest") or "",
        offset=offset,
        truncated=headers.get("WARC-Truncated"),
        ip=headers.get("WARC-IP-Address"),
        profile=headers.get("WARC-Profile"),
        refers_to=_bare(headers.get("WARC-Refers-To-Target-URI")) or None,
        refers_to_date=iso_date(headers.get("WARC-Refers-To-Date") or "") or None,
    )
    if record.kind == "resource":
        record.headers = [("Content-Type", headers.get("Content-Type") or "")]
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


def _bare(url: str | None) -> str:
    """Older tools write addresses in angle brackets, as the first edition of the standard did."""
    return (url or "").strip().removeprefix("<").removesuffix(">")
