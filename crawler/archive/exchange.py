"""One HTTP exchange as it is kept: the request, the head and body of its answer, and where the record lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer as the bytes that went over the wire."""

    url: str
    request: bytes
    """head and body, as sent"""
    response_head: bytes
    """of the final response, with the empty line that ends it"""
    body: bytes
    """as it came: with its chunks, where it was chunked, and its content-encoding"""
    payload: bytes
    """the body without the framing of chunks, and its content-encoding kept: what WARC-Payload-Digest covers"""
    date: str
    """WARC-Date: when the request went out, UTC with microseconds"""
    ip: str | None = None
    truncated: str | None = None
    """WARC-Truncated: `length`, `time` or `disconnect` where the body broke off"""
    rebuilt: bool = False
    """the heads are not those of the wire, but made again from what the download handler told"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no answer; `error` is the name of an exception of scrapy.exceptions."""

    url: str
    error: str
    message: str
    date: str


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a response lies in the archive."""

    warc: str
    """name of the file, without folders"""
    offset: int
    """byte at which the record begins"""
    record_id: str
    digest: str
    """of the payload, `sha256:` and hexadecimal digits"""
    fetched_at: str


def request_head(method: str, target: str, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The head of an HTTP/1.1 request; `target` is the path with its query."""
    return _head(f"{method} {target} HTTP/1.1".encode("ascii", "backslashreplace"), headers)


def response_head(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The head of an HTTP/1.1 response, rebuilt: spelling, order and reason phrase are not those of the wire."""
    known = status in HTTPStatus._value2member_map_
    phrase = HTTPStatus(status).phrase if known else ""
    return _head(f"HTTP/1.1 {status} {phrase}".encode("ascii"), headers)


def _head(first_line: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = [first_line, *(name + b": " + value.replace(b"\r\n", b" ") for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"
