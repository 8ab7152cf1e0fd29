"""CDXJ: one sorted line a response, for readers that look an address up (pywb, ReplayWeb.page)."""

import json
from collections.abc import Iterator
from pathlib import Path

from surt import surt

from crawler.archive.read import Record, read_records


def add_to_index(index: Path, warc: Path) -> None:
    """Adds the responses of a sealed WARC to a portal's index, which is replaced in one step."""
    known = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    lines = sorted({*known, *index_lines(warc)})
    index.parent.mkdir(parents=True, exist_ok=True)
    part = index.with_name(index.name + ".part")
    part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    part.replace(index)


def index_lines(warc: Path) -> Iterator[str]:
    """The CDXJ lines of one WARC file, in the file's order."""
    for record in read_records(warc):
        if record.kind == "response":
            yield _line(record, warc.name)


def _line(record: Record, filename: str) -> str:
    timestamp = "".join(digit for digit in record.date[:19] if digit.isdigit())
    fields = {
        "url": record.url,
        "mime": record.mime,
        "status": str(record.status),
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": filename,
    }
    return f"{surt(record.url)} {timestamp} {json.dumps(fields, ensure_ascii=False)}"
