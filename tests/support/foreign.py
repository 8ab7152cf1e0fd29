"""Archives as other tools write them, made by hand as bytes."""

import base64
import gzip
import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from backports import zstd

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def record(
    kind: str,
    url: str | None,
    block: bytes,
    fields: Mapping[str, str] | None = None,
    version: str = "WARC/1.0",
    date: str = "2019-05-16T12:00:00Z",
    line: str = "\r\n",
) -> bytes:
    """A WARC record with the headers that every tool writes, and `fields`."""
    said = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:0>", "WARC-Date": date}
    if url:
        said["WARC-Target-URI"] = url
    said |= {"Content-Length": str(len(block)), **(fields or {})}
    head = line.join([version, *(f"{name}: {value}" for name, value in said.items()), "", ""])
    return head.encode() + block + 2 * line.encode()


def response(number: int, body: bytes | None = None, digest: bool = True, head: bytes = HEAD) -> bytes:
    """A response of `http://kabar.example/NUMBER` with a sha1 of its block."""
    block = head + (page(number) if body is None else body)
    sha1 = base64.b32encode(hashlib.sha1(block).digest()).decode()
    fields = {"Content-Type": "application/http; msgtype=response"}
    return record(
        "response",
        f"http://kabar.example/{number}",
        block,
        {**fields, "WARC-Block-Digest": f"sha1:{sha1}"} if digest else fields,
    )


def page(number: int) -> bytes:
    """A page of its own length, that packs neither well nor badly."""
    words = hashlib.sha256(b"%d" % number).hexdigest().encode()
    return b"<p>Kabar %d</p>" % number + b"<p>%b</p>" % words * (5 + number % 7)


def with_dictionary(records: Iterable[bytes]) -> bytes:
    """As Zeno and ArchiveTeam do: zstd frames that share a dictionary, which lies in a skippable frame before them."""
    dictionary = zstd.train_dict([response(n) for n in range(200)], 4096)
    frames = [zstd.compress(one, zstd_dict=dictionary) for one in records]
    packed = zstd.compress(dictionary.dict_content)
    return struct.pack("<II", 0x184D2A5D, len(packed)) + packed + b"".join(frames)


def arc(numbers: Iterable[int]) -> list[bytes]:
    """An ARC 1.0 file: its own description, and one response a number."""
    about = b"1 0 Heritrix\nURL IP-address Archive-date Content-type Archive-length\n"
    made = [b"filedesc://kabar.arc 0.0.0.0 20050102030405 text/plain %d\n" % len(about) + about + b"\n"]
    for number in numbers:
        block = HEAD + page(number)
        line = b"http://kabar.example/%d 10.0.0.1 20050102030405 text/html %d\n" % (number, len(block))
        made.append(line + block + b"\n")
    return made


def wacz(
    path: Path, warcs: Mapping[str, bytes], stated: Mapping[str, bytes] | None = None, how: int = ZIP_STORED
) -> None:
    """A WACZ; `stated` are the contents that datapackage.json tells the sums of."""
    resources = [
        {"path": f"archive/{name}", "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        for name, content in (stated or warcs).items()
    ]
    with ZipFile(path, "w", how) as package:
        for name, content in warcs.items():
            package.writestr(f"archive/{name}", content)
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))


def gzipped(records: Iterable[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))
