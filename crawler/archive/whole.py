"""Whether a record is whole: its digest, and that it ends where it says, behind a right checksum."""

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from crawler.archive.packing import Broken, Packing, Pieces
from crawler.archive.payload import dechunked

_HEAD = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n(?:(?!\r*\n|WARC/\d)[^\n]+\n)*+\r?\n")
"""possessive, for a head without an end must not be tried in all ways"""
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 64 * 1024
_ENDS = (b"\r\n\r\n", b"\n\n")
_LONGEST_END = 4
_BASE32 = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")
_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


class GoesOn(Broken):
    """Raised where a member holds another record behind the first."""


def record_end(file: IO[bytes], offset: int, packing: Packing | None, proven: bool = False) -> int:
    """The byte behind a record that begins at `offset`; raises Broken where it is not whole.

    Only a record that its digest has proven may do without the two line ends.
    """
    file.seek(offset)
    if packing is None:
        return offset + _through(file, proven)[0]
    member = io.BufferedReader(Pieces(packing.unpack(file)))
    _, behind = _through(member, proven)
    behind = behind or member.read(_LONGEST_HEAD)
    if behind.startswith(b"WARC/"):
        raise GoesOn("another record follows in the same member")
    if behind:
        raise Broken("a record ends before its member does")
    return file.tell()


def is_joined(file: IO[bytes], packing: Packing) -> bool:
    """Whether the first member holds more than a record, so that the file was packed as one whole."""
    try:
        record_end(file, packing.begin, packing)
    except GoesOn:
        return True
    except Broken:
        return False
    return False


def _through(stream: IO[bytes], proven: bool) -> tuple[int, bytes]:
    """Reads a record with the two line ends behind it; returns its length, and some bytes of what follows."""
    start = stream.read(_LONGEST_HEAD)
    head = _HEAD.match(start)
    length = _LENGTH.search(head[0]) if head else None
    if head is None or length is None:
        raise Broken("no head of a WARC record")
    block_end = head.end() + int(length[1])
    rest = start[block_end:]
    left = block_end - len(start)
    while left > 0:
        data = stream.read(min(left, _LONGEST_HEAD))
        if not data:
            raise Broken(f"a block of {length[1].decode()} bytes breaks off {left} bytes before its end")
        left -= len(data)
    rest = rest if len(rest) > _LONGEST_END else rest + stream.read(_LONGEST_HEAD)
    end = next((len(end) for end in _ENDS if rest.startswith(end)), None)
    if end is None and proven:
        end = len(rest) - len(rest.lstrip(b"\r\n"))
    if end is None:
        raise Broken("a record does not end where its Content-Length says")
    return block_end + end, rest[end:]


def digest_holds(fields: Mapping[str, str], head: bytes, body: bytes) -> bool | None:
    """Whether a block, an HTTP head and a body, is what its record's digests say; None where none is known.

    Tools differ in what they call the payload of a chunked body, so a payload digest can prove, and not refute.
    """
    stated = _Stated.of(fields.get("warc-block-digest", ""))
    if stated:
        return stated.fits(head, body)
    stated = _Stated.of(fields.get("warc-payload-digest", ""))
    if stated and (stated.fits(body) or stated.fits(dechunked(body))):
        return True
    return None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A digest as a header states it: `sha1:` and base 32, `sha256:` and hexadecimal digits, either."""

    algorithm: str
    value: str

    @classmethod
    def of(cls, header: str) -> "_Stated | None":
        label, _, value = header.strip().partition(":")
        algorithm = label.lower().replace("-", "")
        return cls(algorithm, value.strip().rstrip("=").lower()) if algorithm in _ALGORITHMS and value else None

    def fits(self, *parts: bytes) -> bool:
        digest = hashlib.new(self.algorithm, usedforsecurity=False)
        for part in parts:
            digest.update(part)
        if len(self.value) == 2 * digest.digest_size:
            return self.value == digest.hexdigest()
        return self._in_base32() == int.from_bytes(digest.digest(), "big") << -8 * digest.digest_size % 5

    def _in_base32(self) -> int:
        """The value as a number, -1 where it is none; twenty times as fast as the standard library's base64."""
        try:
            return int(self.value.translate(_BASE32), 32)
        except ValueError:
            return -1
