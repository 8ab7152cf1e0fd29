"""A crawl of ours as other tools would have written it: the same answers in their forms of an archive."""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from tests.support.archives import block, header, members
from tests.support.foreign import gzipped, record, with_dictionary

_HERITRIX = b"software: Heritrix/3.4.0-20220727 http://crawler.archive.org\r\nformat: WARC File Format 1.0\r\n"
_CODINGS = re.compile(rb"(?im)^(transfer-encoding|content-encoding):")


@dataclass(frozen=True)
class Sent:
    """One exchange of a crawl; `body` as it came, `content` without chunks and content-encoding."""

    url: str
    date: str
    head: bytes
    body: bytes
    content: bytes
    request: bytes

    @property
    def second(self) -> str:
        """The date as tools before WARC 1.1 write it."""
        return self.date[: len("2026-11-24T16:20:05")] + "Z"


def sent(warcs: Iterable[Path]) -> list[Sent]:
    """All answered exchanges of a crawl of ours."""
    records = [one for warc in warcs for one in members(warc)]
    return [_sent(one, following) for one, following in pairwise(records) if header(one, "WARC-Type") == "response"]


def _sent(response: bytes, request: bytes) -> Sent:
    head, _, body = block(response).partition(b"\r\n\r\n")
    content = next(iter(ArchiveIterator(BytesIO(response)))).content_stream().read()
    url, date = header(response, "WARC-Target-URI") or "", header(response, "WARC-Date") or ""
    return Sent(url, date, head + b"\r\n\r\n", body, content, block(request))


def _response(one: Sent, **fields: str) -> bytes:
    return record("response", one.url, one.head + one.body, fields, date=one.second)


def heritrix(exchanges: Sequence[Sent]) -> list[bytes]:
    """Heritrix 3: names are looked up first, and each answer is followed by what was asked and what was measured."""
    made = [record("warcinfo", None, _HERITRIX)]
    for host in dict.fromkeys(urlsplit(one.url).hostname for one in exchanges):
        made.append(record("response", f"dns:{host}", b"20261129110805\n127.0.0.1\n", {"Content-Type": "text/dns"}))
    for one in exchanges:
        made.append(_response(one, **{"WARC-IP-Address": "127.0.0.1"}))
        made.append(record("request", one.url, one.request, date=one.second))
        made.append(record("metadata", one.url, b"fetchTimeMs: 12\r\n", date=one.second))
    return made


def in_brackets(exchanges: Sequence[Sent]) -> list[bytes]:
    """As the examples of WARC 1.0 had it."""
    return [record("response", f"<{one.url}>", one.head + one.body, date=one.second) for one in exchanges]


def browser(exchanges: Sequence[Sent]) -> list[bytes]:
    """As a crawler with a browser writes: bodies decoded, its headers renamed, and a record about each page."""
    made = []
    for one in exchanges:
        head = _CODINGS.sub(rb"x-orig-\1:", one.head)
        fields = {"WARC-Protocol": "h2", "WARC-Resource-Type": "document", "WARC-Page-ID": "4f0b"}
        made.append(record("response", one.url, head + one.content, fields, "WARC/1.1", one.date))
        made.append(record("request", one.url, one.request, None, "WARC/1.1", one.date))
        about = {"Content-Type": "application/json"}
        made.append(record("resource", f"urn:pageinfo:{one.url}", b'{"urls": {}}', about, "WARC/1.1", one.date))
    return made


def news(exchanges: Sequence[Sent]) -> list[bytes]:
    """Common Crawl's news before 2019-05-16: answers only, decoded under the headers of the encoded ones."""
    return [record("response", one.url, one.head + one.content, date=one.second) for one in exchanges]


def arc(exchanges: Sequence[Sent]) -> list[bytes]:
    """ARC 1.0, with its description of itself."""
    about = b"1 0 Heritrix\nURL IP-address Archive-date Content-type Archive-length\n"
    made = [b"filedesc://kabar.arc 0.0.0.0 20261129110805 text/plain %d\n" % len(about) + about + b"\n"]
    for one in exchanges:
        stamp = re.sub(r"\D", "", one.second)
        answer = one.head + one.body
        made.append(f"{one.url} 127.0.0.1 {stamp} text/html {len(answer)}\n".encode() + answer + b"\n")
    return made


def shuffled(exchanges: Sequence[Sent]) -> list[bytes]:
    """In no order of time."""
    made = heritrix(exchanges)
    random.Random(7).shuffle(made)
    return made


FORMS: dict[str, Callable[[Sequence[Sent]], bytes]] = {
    "heritrix.warc.gz": lambda exchanges: gzipped(heritrix(exchanges)),
    "shuffled.warc.gz": lambda exchanges: gzipped(shuffled(exchanges)),
    "brackets.warc": lambda exchanges: b"".join(in_brackets(exchanges)),
    "browser.warc.gz": lambda exchanges: gzipped(browser(exchanges)),
    "CC-NEWS-20190401.warc.gz": lambda exchanges: gzipped(news(exchanges)),
    "old.arc": lambda exchanges: b"".join(arc(exchanges)),
    "old.arc.gz": lambda exchanges: gzipped(arc(exchanges)),
    "zeno.warc.zst": lambda exchanges: with_dictionary(heritrix(exchanges)),
}
"""by the names that such files have"""
