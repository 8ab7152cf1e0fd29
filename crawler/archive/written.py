"""WARC records as they are written: their headers, their digests, and their bytes."""

import gzip
import hashlib
from collections.abc import Mapping
from uuid import uuid4

from crawler import clock
from crawler.archive.archived import Record
from crawler.archive.exchange import Exchange


def warc_date() -> str:
    """Now, as WARC 1.1 writes it: UTC with microseconds."""
    return clock.now().isoformat(timespec="microseconds").replace("+00:00", "Z")


_CONTENT_TYPES = {
    "warcinfo": "application/warc-fields",
    "metadata": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
}


def new_record(kind: str, url: str | None, date: str, block: bytes, payload: bytes | None = None) -> dict[str, str]:
    """The headers of a record; `payload` is that of the HTTP message in the block, where there is one."""
    headers = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid4()}>", "WARC-Date": date}
    if url:
        headers["WARC-Target-URI"] = url
    headers["WARC-Block-Digest"] = sha256(block)
    if payload is not None:
        headers["WARC-Payload-Digest"] = sha256(payload)
    headers["Content-Type"] = _CONTENT_TYPES[kind]
    return headers


def new_revisit(exchange: Exchange, profile: str, original: Record) -> dict[str, str]:
    """The headers of a record that has the head of an answer, and the payload of an older one."""
    return new_record("revisit", exchange.url, exchange.date, exchange.response_head) | {
        "WARC-Profile": profile,
        "WARC-Refers-To": original.id,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.date,
        "WARC-Payload-Digest": original.digest,
    }


def fields_block(values: Mapping[str, str]) -> bytes:
    """`application/warc-fields`: a name and a value a line."""
    return "".join(f"{name}: {value}\r\n" for name, value in values.items()).encode()


def sha256(data: bytes) -> str:
    """A digest as WARC writes it: `sha256:` and hexadecimal digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def serialized(headers: Mapping[str, str], block: bytes, compress: bool) -> bytes:
    """A record as it lies in the file: one gzip member, or plain."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    record = f"WARC/1.1\r\n{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return gzip.compress(record, compresslevel=6, mtime=0) if compress else record
