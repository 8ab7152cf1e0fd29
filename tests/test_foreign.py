"""Archives of other tools are read as their makers meant them."""

import gzip
import shutil
import subprocess
import sys
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZIP_DEFLATED

import brotli
import pytest
from backports import zstd
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import arc, payload
from crawler.archive.read import Archived, TooLarge, Trouble, archive_files, decoded, read_response, stream
from tests.support.foreign import HEAD, gzipped, page, record, response, wacz, with_dictionary
from tests.support.foreign import arc as arc_records

HTML = b"<p>Kendari, Kabar.example \xe2\x80\x93 Hujan</p>"


def read(path: Path) -> tuple[list[Archived], list[Trouble]]:
    troubles: list[Trouble] = []
    return list(stream(path, troubles.append)), troubles


def only(tmp_path: Path, content: bytes) -> Archived:
    path = tmp_path / "kabar.warc"
    path.write_bytes(content)
    (found,), troubles = read(path)
    assert troubles == []
    return found


def http(head: bytes, body: bytes = HTML) -> bytes:
    return response(1, body, head=head)


NUMBERS = range(4)
PACKED = {
    "plain": b"".join(map(response, NUMBERS)),
    "gzip": gzipped(map(response, NUMBERS)),
    "gzip as a whole": gzip.compress(b"".join(map(response, NUMBERS))),
    "gzip as two wholes": 2 * gzip.compress(b"".join(map(response, range(2)))),
    "zstd": b"".join(zstd.compress(response(n)) for n in NUMBERS),
    "zstd as a whole": zstd.compress(b"".join(map(response, NUMBERS))),
    "zstd with a dictionary": with_dictionary(map(response, NUMBERS)),
    "no digests": gzipped(response(n, digest=False) for n in NUMBERS),
    "ARC": b"".join(arc_records(NUMBERS)),
    "ARC, gzip": gzipped(arc_records(NUMBERS)),
    "ARC, gzip as a whole": gzip.compress(b"".join(arc_records(NUMBERS))),
}


@pytest.mark.parametrize("content", PACKED.values(), ids=PACKED)
def test_every_packing_is_read_and_found_again_at_its_offset(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a name that says nothing"
    path.write_bytes(content)
    found, troubles = read(path)
    pages = [archived for archived in found if archived.record.kind == "response"]
    assert troubles == []
    assert len(pages) == len(NUMBERS)
    for archived in pages:
        assert archived.body == page(int(archived.record.url.rpartition("/")[2]))
        assert (archived.record.status, archived.record.mime) == (200, "text/html")
        again, body = read_response(path, archived.record.offset)
        assert (again.url, body) == (archived.record.url, archived.body)


@pytest.mark.parametrize("how", [0, ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_wacz_is_read_without_unpacking_it(how: int, tmp_path: Path) -> None:
    path = tmp_path / "kabar.wacz"
    wacz(path, {"a.warc.gz": gzipped([response(0), response(1)]), "b.warc": response(2)}, how=how)
    found, troubles = read(path)
    assert troubles == []
    assert [archived.body for archived in found] == [page(0), page(1), page(2)]
    assert found[1].path == path / "archive" / "a.warc.gz"
    assert read_response(found[1].path, found[1].record.offset)[1] == page(1)


def test_a_wacz_that_is_not_what_it_says_is_told_and_read(tmp_path: Path) -> None:
    path = tmp_path / "kabar.wacz"
    wacz(path, {"a.warc": response(0)}, stated={"a.warc": response(1)})
    found, troubles = read(path)
    assert [archived.body for archived in found] == [page(0)]
    assert "archive/a.warc is not what datapackage.json says" in str(troubles[0])
    wacz(path, {"a.warc": response(0)}, stated={"c.warc": response(0)})
    assert "no sha256 of archive/a.warc" in str(read(path)[1][0])


HEADS = {
    "http/2": (b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n", 200),
    "no reason": (b"HTTP/1.1 404\r\nContent-Type: text/html\r\n\r\n", 404),
    "line feeds alone": (b"HTTP/1.1 200 OK\nContent-Type: text/html\nX: y\n\n", 200),
    "mixed ends": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\n\r\n", 200),
    "folded": (b"HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nContent-Type: text/html\r\n\r\n", 200),
    "a line without colon": (b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Type: text/html\r\n\r\n", 200),
    "latin-1": (b"HTTP/1.1 200 OK\r\nX: caf\xe9\r\nContent-Type: text/html\r\n\r\n", 200),
}


@pytest.mark.parametrize(("head", "status"), HEADS.values(), ids=HEADS)
def test_http_heads_of_all_sorts(head: bytes, status: int, tmp_path: Path) -> None:
    found = only(tmp_path, http(head))
    assert (found.record.status, found.record.mime, found.body) == (status, "text/html", HTML)


CHUNKED = b"HTTP/1.1 200 OK\r\n%b: chunked\r\n\r\n"
CHUNKS = b"5;x=1\r\n<p>Ka\r\n8\r\nbar</p>\n\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("header", "body", "expected"),
    [
        (b"Transfer-Encoding", CHUNKS, b"<p>Kabar</p>\n"),
        (b"transfer-encoding", CHUNKS[:-5], b"<p>Kabar</p>\n"),
        (b"Transfer-Encoding", b"5\r\n<p>Ka\r\nff\r\nbar", b"<p>Kabar"),
        (b"Transfer-Encoding", b"<p>joined</p>", b"<p>joined</p>"),
        (b"Transfer-Encoding", b"abc\r\n is a hexadecimal number", b"abc\r\n is a hexadecimal number"),
        (b"Transfer-Encoding", b"", b""),
        (b"X-Archive-Orig-Transfer-Encoding", b"<p>joined</p>", b"<p>joined</p>"),
    ],
)
def test_chunks_are_joined_where_there_are_chunks(header: bytes, body: bytes, expected: bytes, tmp_path: Path) -> None:
    assert only(tmp_path, http(CHUNKED % header, body)).body == expected


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


ENCODED = [
    ("gzip", gzip.compress(HTML, mtime=0)),
    ("X-GZIP", gzip.compress(HTML, mtime=0)),
    ("deflate", zlib.compress(HTML)),
    ("deflate", raw_deflate(HTML)),
    ("br", brotli.compress(HTML)),
    ("zstd", zstd.compress(HTML)),
    ("gzip, br", brotli.compress(gzip.compress(HTML, mtime=0))),
    *((encoding, HTML) for encoding in ("gzip", "deflate", "br", "zstd", "identity", "utf-8")),
]


@pytest.mark.parametrize(("encoding", "body"), ENCODED)
def test_content_encoding_is_undone_where_it_is_there(encoding: str, body: bytes, tmp_path: Path) -> None:
    found = only(tmp_path, http(f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n".encode(), body))
    assert found.body == body
    assert decoded(found.record, found.body) == HTML


BOMBS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_is_too_large(encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "LARGEST_BODY", 1024 * 1024)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    found = only(tmp_path, http(head, BOMBS[encoding](bytes(4 * 1024 * 1024))))
    with pytest.raises(TooLarge):
        decoded(found.record, found.body)


@pytest.mark.parametrize("version", ["WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"])
@pytest.mark.parametrize("line", ["\r\n", "\n"])
def test_editions_and_line_ends(version: str, line: str, tmp_path: Path) -> None:
    fields = {"WARC-IP-Address": "10.0.0.1", "WARC-Protocol": "h2"}
    made = record("response", "<http://kabar.example/1>", HEAD + HTML, fields, version, "20190516120000", line)
    found = only(tmp_path, made)
    assert (found.record.url, found.record.date) == ("http://kabar.example/1", "2019-05-16T12:00:00Z")
    assert (found.record.status, found.record.ip, found.body) == (200, "10.0.0.1", HTML)


def test_records_that_are_no_pages_are_what_they_are(tmp_path: Path) -> None:
    profile = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
    path = tmp_path / "kabar.warc.gz"
    request = record("request", "http://kabar.example/1", b"GET /1 HTTP/1.1\r\nHost: kabar.example\r\n\r\n")
    revisited = {"WARC-Profile": profile, "WARC-Refers-To-Target-URI": "<http://kabar.example/1>"}
    made = [
        record("warcinfo", None, b"software: Wget/1.21\r\nformat: WARC File Format 1.0\r\n"),
        request,
        record("response", "dns:kabar.example", b"20190516120000\nkabar.example. 60 IN A 10.0.0.1\n"),
        record("response", "ftp://kabar.example/a", b"isi"),
        record("resource", "http://kabar.example/2", HTML, {"Content-Type": "text/html; charset=utf-8"}),
        record("resource", "urn:pageinfo:http://kabar.example/2", b"{}", {"Content-Type": "application/json"}),
        record("revisit", "http://kabar.example/1", HEAD, revisited | {"WARC-Refers-To-Date": "20190515000000"}),
        record("metadata", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", b"<urn:uuid:0>\n"),
        record("response", "http://kabar.example/3", HEAD + HTML, {"WARC-Truncated": "time"}),
    ]
    path.write_bytes(gzipped(made))
    found, troubles = read(path)
    assert troubles == []
    records = [archived.record for archived in found]
    kinds = "warcinfo response response resource resource revisit metadata response"
    assert [one.kind for one in records] == kinds.split()
    assert records[0].fields == {"software": "Wget/1.21", "format": "WARC File Format 1.0"}
    assert [one.status for one in records] == [0, 0, 0, 0, 0, 200, 0, 200]
    assert (records[3].mime, found[3].body) == ("text/html", HTML)
    assert (records[5].profile, records[5].refers_to) == (profile, "http://kabar.example/1")
    assert (records[5].refers_to_date, found[5].body) == ("2019-05-15T00:00:00Z", b"")
    assert records[7].truncated == "time"


def test_a_large_body_is_given_out_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.archive.walk.LARGEST_BODY", 1000)
    path = tmp_path / "kabar.warc.gz"
    path.write_bytes(gzipped([response(1), response(2, b"x" * 5000), response(3)]))
    found, troubles = read(path)
    assert troubles == []
    assert [archived.record.truncated for archived in found] == [None, "length", None]
    assert len(found[1].body) < 1000


def test_arc_without_warcio_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arc.importlib.util, "find_spec", lambda name: None)
    path = tmp_path / "kabar.arc"
    path.write_bytes(PACKED["ARC"])
    found, (trouble,) = read(path)
    assert found == []
    assert 'pip install "warta[archives]"' in trouble.what


def test_a_folder_is_walked_by_name_and_by_content(tmp_path: Path) -> None:
    wanted = ["a.warc", "b.warc.gz", "c.arc.gz", "d.wacz", "e.warc.gz.open", "f.warc.zst", "without-a-name"]
    for name in wanted:
        (tmp_path / name).write_bytes(gzip.compress(response(1)))
    for name in ("g.warc.gz.torn", "h.warc.gz.part"):
        (tmp_path / name).write_bytes(gzip.compress(response(1)))
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>"))
    (tmp_path / "kabar.cdxj").write_text("example,kabar)/ 2019 {}")
    (tmp_path / "video.mp4").write_bytes(bytes(99) + gzip.compress(response(1)))
    assert [path.name for path in archive_files(tmp_path)] == wanted


STREAMED = r"""
import re, sys
from pathlib import Path
from crawler.archive.read import stream
count = sum(len(one.body) > 0 for one in stream(Path(sys.argv[1]), sys.exit))
print(count, *re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text()))
"""
"""how many bodies a file has, and how many KiB of memory it took to read them"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is told by Linux only")
@pytest.mark.parametrize("form", ["plain", "gzip", "gzip as a whole", "zstd"])
def test_memory_does_not_grow_with_the_file(form: str, tmp_path: Path) -> None:
    one = response(1, bytes(range(256)) * 400)
    pack = {"plain": bytes, "gzip": gzip.compress, "zstd": zstd.compress}.get(form)
    used = []
    for count in (40, 800):
        path = tmp_path / "kabar"
        path.write_bytes(pack(one) * count if pack else gzip.compress(one * count, 1))
        told = subprocess.run([sys.executable, "-c", STREAMED, path], capture_output=True, text=True, check=True)
        bodies, kibibytes = map(int, told.stdout.split())
        assert bodies == count
        used.append(kibibytes)
    assert used[1] - used[0] < 8 * 1024 < 800 * len(one) // 1024 // 5


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'<a href="/satu">1</a><a href="/dua">2</a>' if self.path == "/" else HTML + self.path.encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not on this machine")
@pytest.mark.parametrize("options", [[], ["--no-warc-compression"], ["--no-warc-keep-log"], ["--no-warc-digests"]])
def test_what_wget_writes_is_read_as_warcio_reads_it(options: list[str], tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        home = f"http://127.0.0.1:{server.server_port}/"
        wget = ["wget", "-q", "-r", "--delete-after", f"--warc-file={tmp_path / 'kabar'}", *options, home]
        subprocess.run(wget, cwd=tmp_path, timeout=60, check=False)
    finally:
        server.shutdown()
        server.server_close()
    (path,) = archive_files(tmp_path)
    found, troubles = read(path)
    ours = [
        (one.record.url, one.record.status, decoded(one.record, one.body))
        for one in found
        if one.record.kind == "response"
    ]
    assert troubles == []
    assert ours == responses_of_warcio(path)
    assert {(url, status) for url, status, _ in ours} >= {(home, 200), (home + "satu", 200), (home + "dua", 200)}


def responses_of_warcio(path: Path) -> list[tuple[str, int, bytes]]:
    with path.open("rb") as file:
        return [
            (one.rec_headers["WARC-Target-URI"], int(one.http_headers.get_statuscode()), one.content_stream().read())
            for one in ArchiveIterator(file)
            if one.rec_type == "response"
        ]
