"""The body of an archived response: out of its chunks, and unpacked; both only where the head tells the truth."""

import re
import zlib
from collections.abc import Callable

from scrapy.utils._compression import (  # type: ignore[attr-defined]  # the packages whose errors its functions raise
    _DecompressionMaxSizeExceeded,
    _inflate,
    _unbrotli,
    _unzstd,
    brotli,
    zstd,
)
from scrapy.utils.gz import gunzip

from crawler.archive.archived import Record

LARGEST_BODY = 20 * 1024 * 1024
"""bytes; as DOWNLOAD_MAXSIZE"""


class TooLarge(ValueError):
    """Raised for a body that grows beyond all bounds when unpacked."""


def dechunked(body: bytes) -> bytes:
    """The body without the framing of chunks; as it is where it has none, up to the break where it broke off.

    >>> dechunked(b"5;a=b\\r\\nKabar\\r\\n2\\r\\n!!\\r\\n0\\r\\n\\r\\n"), dechunked(b"<p>Kabar")
    (b'Kabar!!', b'<p>Kabar')
    """
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        begin, size = chunk.end(), int(chunk[1], 16)
        if size == 0:
            return b"".join(parts)
        at = begin + size
        parts.append(body[begin:at])
        if at >= len(body) and len(parts) > 1:
            return b"".join(parts)
        if body[at : at + 2] != b"\r\n":
            return body
        at += 2
    return b"".join(parts) if parts and at == len(body) else body


_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")


def decoded(record: Record, body: bytes) -> bytes:
    """The body with its content-encoding undone; as it is where it is not what the head says.

    Common Crawl's news archive kept a Content-Encoding over bodies already decoded until 16 May 2019. Raises TooLarge.
    """
    tokens = [value for name, value in record.headers if name.lower() == "content-encoding"]
    for token in reversed(",".join(tokens).lower().split(",")):
        body = _unpacked(token.strip(), body)
    return body


def _unpacked(encoding: str, body: bytes) -> bytes:
    if encoding not in _UNPACK or not body:
        return body
    try:
        return _UNPACK[encoding](body, max_size=LARGEST_BODY)
    except _DecompressionMaxSizeExceeded as error:
        raise TooLarge(str(error)) from None
    except _NOT_PACKED_SO:
        return body


_UNPACK: dict[str, Callable[..., bytes]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
_NOT_PACKED_SO = (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError)
