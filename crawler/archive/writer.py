"""Writes WARC 1.1 files: one gzip member a record, one write an exchange, `.open` until sealed."""

import gzip
import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from crawler.archive.exchange import Capture, Exchange, Failure
from crawler.archive.index import add_to_index

LARGEST_FILE = 1024 * 1024 * 1024
"""bytes after which the next exchange begins a new file; the size most archives use"""


class WarcWriter:
    """The archive of one portal in one run; files are begun when there is something to write.

    `folder` takes the WARC files, `index` the CDXJ file, `info` are the fields of the warcinfo record.
    """

    def __init__(self, folder: Path, index: Path, prefix: str, info: Mapping[str, str], compress: bool = True):
        self._folder, self._index, self._prefix, self._info = folder, index, prefix, info
        self._ending = ".warc.gz" if compress else ".warc"
        self._compress = compress
        self._file: int | None = None
        self._path = Path()
        self._size = 0
        self._number = 0

    def write_exchange(self, exchange: Exchange) -> Capture:
        """Keeps a response and its request; on return both are on the disk."""
        block = exchange.response_head + exchange.body
        response = _record("response", exchange.url, exchange.date, block, exchange.payload)
        if exchange.ip:
            response["WARC-IP-Address"] = exchange.ip
        if exchange.truncated:
            response["WARC-Truncated"] = exchange.truncated
        sent_body = exchange.request.partition(b"\r\n\r\n")[2]
        request = _record("request", exchange.url, exchange.date, exchange.request, sent_body)
        request["WARC-Concurrent-To"] = response["WARC-Record-ID"]
        if exchange.rebuilt:
            response["Warta-Head"] = request["Warta-Head"] = "rebuilt"
        offset = self._append(self._serialized(response, block) + self._serialized(request, exchange.request))
        return Capture(
            warc=self._path.name,
            offset=offset,
            record_id=response["WARC-Record-ID"],
            digest=response["WARC-Payload-Digest"],
            fetched_at=exchange.date,
        )

    def write_failure(self, failure: Failure) -> None:
        """Keeps a request that got no answer, as a metadata record."""
        block = _fields({"error": failure.error, "message": " ".join(failure.message.split())})
        record = _record("metadata", failure.url, failure.date, block)
        self._append(self._serialized(record, block))

    def close(self) -> None:
        """Seals the open file and indexes it."""
        if self._file is None:
            return
        os.close(self._file)
        self._file = None
        sealed = self._path
        self._opened(sealed).rename(sealed)
        add_to_index(self._index, sealed)

    def _append(self, records: bytes) -> int:
        """Writes whole records in one call and returns the offset of the first."""
        if self._file is None or self._size > LARGEST_FILE:
            self.close()
            self._begin()
        assert self._file is not None
        return self._write(records)

    def _write(self, records: bytes) -> int:
        assert self._file is not None
        offset = self._size
        written = os.write(self._file, records)
        if written != len(records):
            os.ftruncate(self._file, offset)
            raise OSError(f"{self._path}: wrote {written} of {len(records)} bytes; is the disk full?")
        os.fsync(self._file)
        self._size += written
        return offset

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._path = self._folder / f"{self._prefix}-{stamp}-{self._number}{self._ending}"
        self._number += 1
        self._file = os.open(self._opened(self._path), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self._size = 0
        block = _fields(self._info)
        record = _record("warcinfo", None, warc_date(), block)
        record["WARC-Filename"] = self._path.name
        self._write(self._serialized(record, block))

    @staticmethod
    def _opened(path: Path) -> Path:
        return path.with_name(path.name + ".open")

    def _serialized(self, headers: Mapping[str, str], block: bytes) -> bytes:
        """A record as it lies in the file: one gzip member, or plain."""
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        record = f"WARC/1.1\r\n{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
        return gzip.compress(record, compresslevel=6, mtime=0) if self._compress else record


def warc_date() -> str:
    """Now, as WARC 1.1 writes it: UTC with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


_CONTENT_TYPES = {
    "warcinfo": "application/warc-fields",
    "metadata": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
}


def _record(kind: str, url: str | None, date: str, block: bytes, payload: bytes | None = None) -> dict[str, str]:
    """The headers of a record; `payload` is that of the HTTP message in the block, where there is one."""
    headers = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid4()}>", "WARC-Date": date}
    if url:
        headers["WARC-Target-URI"] = url
    headers["WARC-Block-Digest"] = f"sha256:{hashlib.sha256(block).hexdigest()}"
    if payload is not None:
        headers["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(payload).hexdigest()}"
    headers["Content-Type"] = _CONTENT_TYPES[kind]
    return headers


def _fields(values: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in values.items()).encode()
