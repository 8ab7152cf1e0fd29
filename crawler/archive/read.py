"""Reads web archives: a walk over their records, with bodies or without, and one response at an offset."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord

from crawler.archive.archived import Archived, Record, Tell, Trouble, iso_date
from crawler.archive.payload import dechunked, decoded

__all__ = ["Archived", "Record", "Tell", "Trouble", "decoded", "read_records", "read_response", "stream", "warc_files"]


def warc_files(source: Path) -> list[Path]:
    """The WARC files that a path names: itself, or all in that folder, sorted by name.

    Raises FileNotFoundError with a message for people.
    """
    if source.is_dir():
        files = sorted(p for p in source.rglob("*") if p.name.endswith((".warc", ".warc.gz")))
        if not files:
            raise FileNotFoundError(f"no .warc or .warc.gz in {source}")
        return files
    if not source.exists():
        raise FileNotFoundError(f"no such file or folder: {source}")
    return [source]


def read_records(path: Path) -> Iterator[Record]:
    """All records of a file in its order, without their bodies."""
    with path.open("rb") as stream:
        waiting: Record | None = None
        for raw in ArchiveIterator(stream, parse_http=True):
            record = _record(raw)
            if waiting is not None:
                waiting.length = record.offset - waiting.offset
                yield waiting
            waiting = record
    if waiting is not None:
        waiting.length = path.stat().st_size - waiting.offset
        yield waiting


def read_response(path: Path, offset: int) -> tuple[Record, bytes]:
    """The response or revisit record that begins at a byte of a file, and its body as sent."""
    with path.open("rb") as stream:
        stream.seek(offset)
        raw = next(iter(ArchiveIterator(stream, parse_http=True)), None)
        if raw is None or raw.headers.get("WARC-Type") not in ("response", "revisit"):
            raise ValueError(f"{path}: no response or revisit record at byte {offset}")
        record = _record(raw)
        record.offset = offset
        return record, _body(record, raw)


def stream(path: Path, trouble: Tell) -> Iterator[Archived]:
    """The records of an archive in its order, with the bodies of responses and resources; one body in memory at a time.

    `trouble` is told of every place that cannot be read; what lies behind it is given out.
    """
    with path.open("rb") as file:
        try:
            for raw in ArchiveIterator(file, parse_http=True):
                record = _record(raw)
                yield Archived(record, _body(record, raw))
        except OSError as error:
            trouble(Trouble(path, file.tell(), str(error)))


def _body(record: Record, raw: WarcRecord) -> bytes:
    if record.kind not in ("response", "resource"):
        return b""
    body: bytes = raw.reader.read()
    return dechunked(body) if "chunked" in record.header("transfer-encoding").lower() else body


def _record(raw: WarcRecord) -> Record:
    headers = raw.headers
    record = Record(
        kind=headers.get("WARC-Type") or "",
        url=(headers.get("WARC-Target-URI") or "").strip("<>"),
        date=iso_date(headers.get("WARC-Date") or ""),
        id=headers.get("WARC-Record-ID") or "",
        digest=headers.get("WARC-Payload-Digest") or "",
        offset=raw.stream_pos,
        truncated=headers.get("WARC-Truncated"),
        ip=headers.get("WARC-IP-Address"),
        profile=headers.get("WARC-Profile"),
        refers_to=(headers.get("WARC-Refers-To-Target-URI") or "").strip("<>") or None,
        refers_to_date=headers.get("WARC-Refers-To-Date"),
    )
    if record.kind in ("response", "revisit") and raw.http_headers is not None:
        record.status = raw.http_headers.status_code or 0
        record.headers = list(raw.http_headers.to_tuples())
    elif record.kind == "resource":
        record.headers = [("Content-Type", headers.get("Content-Type") or "")]
    elif record.kind in ("warcinfo", "metadata"):
        record.fields = _fields(raw.reader.read())
    return record


def _fields(block: bytes) -> dict[str, str]:
    """`application/warc-fields`: a name and a value a line.

    >>> _fields(b"robots: obey\\r\\n")
    {'robots': 'obey'}
    """
    lines = (line.decode("utf-8", "replace").partition(":") for line in BytesIO(block))
    return {name.strip(): value.strip() for name, colon, value in lines if colon}
