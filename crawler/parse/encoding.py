"""Bytes of a page to text, whatever the header, the page or the portal's server say of them."""

import codecs
from typing import NamedTuple

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

# What pages of these names hold is UTF-8, Windows-1252 or a mixture of both, whichever of them is declared.
LATIN = {"utf-8", "utf8", "ascii", "cp1252", "windows-1252", "iso-8859-1", "latin-1", "latin1", "iso8859-1"}


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are no UTF-8 as Windows-1252, one by one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return broken.decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252", _as_windows_1252)


class Text(NamedTuple):
    """The text of a page, and its bytes in UTF-8, which a parser takes."""

    text: str
    utf8: bytes


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page: byte order mark, then UTF-8 if it is, then the charset of header or page; never raises.

    >>> decode(b"Jum\\x92at di Palu \\xe2\\x80\\x93 ramai", "text/html; charset=iso-8859-1")
    'Jum’at di Palu – ramai'
    """
    return read_text(body, content_type).text


def read_text(body: bytes, content_type: str | None = None) -> Text:
    """As `decode`; most pages are UTF-8, and need not be encoded again."""
    named, bom = read_bom(body)
    if named and bom:
        return as_text(body[len(bom) :].decode(named, "replace"))
    try:
        return Text(body.decode("utf-8"), body)
    except UnicodeDecodeError:
        declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:4096])
    if declared and declared not in LATIN:
        return as_text(body.decode(declared, "replace"))
    return as_text(body.decode("utf-8", "windows-1252"))


def as_text(text: str) -> Text:
    """A text with its bytes, without half surrogate pairs, which have none."""
    return Text(text, text.encode("utf-8", "ignore"))
