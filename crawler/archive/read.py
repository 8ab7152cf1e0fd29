"""Reads WARC files: a walk over their records, and one response at an offset."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord


@dataclass(slots=True)
class Record:
    """One WARC record; `status` and `headers` are those of the HTTP response, where it is one."""

    kind: str
    url: str
    date: str
    id: str
    digest: str
    offset: int
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
    """of a revisit: the address and the date of the capture that has its payload"""
    refers_to_date: str | None = None

    @property
    def mime(self) -> str:
        """The media type, without its parameters; `unk` where none was sent, as CDX writes it."""
        sent = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return sent.split(";")[0].strip().lower() or "unk"


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
        return record, raw.reader.read()


def _record(raw: WarcRecord) -> Record:
    headers = raw.headers
    record = Record(
        kind=headers.get("WARC-Type") or "",
        url=(headers.get("WARC-Target-URI") or "").strip("<>"),
        date=headers.get("WARC-Date") or "",
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
        record.headers = list(raw.http_headers.astuples())
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
