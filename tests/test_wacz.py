"""Packages: what they take, where everything in them lies, and that the same archive gives the same bytes."""

import gzip
import hashlib
import json
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest

from crawler.archive import wacz
from crawler.archive.choose import Wish, choose
from crawler.archive.manifest import take_in
from crawler.archive.read import read_records, warc_files
from crawler.archive.wacz import write_wacz
from tests.support.archives import header
from tests.support.scenarios import Crawled
from tests.support.warta import warta

HOME = "http://kabar.example"
ALL = Wish()
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>%b</h1>"


def record(kind: str, block: bytes = b"", url: str = "", date: str = "2026-11-01T00:00:00Z", **headers: str) -> bytes:
    """One WARC record; names of headers with `_` for `-`."""
    named = {"Type": kind, "Record-ID": f"<urn:uuid:{hashlib.md5(block + url.encode() + date.encode()).hexdigest()}>"}
    named |= {"Date": date, **({"Target-URI": HOME + url} if url else {})}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"WARC-{name}: {value}" for name, value in named.items()]
    kind = "application/warc-fields" if kind == "warcinfo" else "application/http"
    lines += [f"Content-Type: {kind}", f"Content-Length: {len(block)}"]
    return "\r\n".join(["WARC/1.1", *lines, "", ""]).encode() + block + b"\r\n\r\n"


def exchange(url: str, date: str) -> list[bytes]:
    return [
        record("response", PAGE % url.encode(), url, date, Payload_Digest=f"sha256:{url}"),
        record("request", f"GET {url} HTTP/1.1\r\n\r\n".encode(), url, date),
    ]


def revisit(url: str, date: str, of: str) -> list[bytes]:
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    head = PAGE.partition(b"<h1>")[0]
    refers = {"Refers_To_Target_URI": HOME + url, "Refers_To_Date": of, "Profile": profile}
    return [record("revisit", head, url, date, **refers, Payload_Digest=f"sha256:{url}")]


def write(path: Path, run: str, records: list[bytes]) -> Path:
    """A WARC file of one run, packed a record a member where its name ends in .gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = [record("warcinfo", f"isPartOf: {run}\r\n".encode()), *records]
    pack = (lambda data: gzip.compress(data, mtime=0)) if path.suffix == ".gz" else bytes
    path.write_bytes(b"".join(map(pack, records)))
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three runs: the second asks again for what the first has, the third is kept unpacked."""
    folder = tmp_path / "data" / "warc" / "kabar"
    first = [*exchange("/a", "2026-11-01T08:00:00.25Z"), *exchange("/b", "2026-11-02T08:00:00Z")]
    write(folder / "kabar-1.warc.gz", "run-1", first)
    second = [
        *revisit("/a", "2026-11-05T08:00:00Z", of="2026-11-01T08:00:00.25Z"),
        *exchange("/c", "2026-11-06T08:00:00Z"),
    ]
    write(folder / "kabar-2.warc.gz", "run-2", second)
    write(
        folder / "kabar-3.warc",
        "run-3",
        [*exchange("/d", "2026-11-07T08:00:00Z"), *exchange("/e", "2026-11-08T08:00:00Z")],
    )
    return folder


def item(warc: str, offset: int, url: str = "/a", layout: str = "article") -> dict[str, Any]:
    source = {"warc": warc, "offset": offset, "layout": layout, "fetched_at": "2026-11-01T08:00:00.25Z"}
    return {"url": HOME + url, "headline": "Jum’at", "source": {**source, "record_id": "<urn:uuid:1f>"}}


def package(archive: Path, wish: Wish = ALL, items: Any = ()) -> ZipFile:
    path = archive.parent / "kabar.wacz"
    write_wacz(path, choose(warc_files(archive), wish), items, "kabar", "of Kabar")
    return ZipFile(path)


def captures(made: ZipFile) -> Iterator[tuple[str, str, bytes]]:
    """Address and second of each line of the index, with the record that lies where the line says."""
    for line in gzip.decompress(made.read("indexes/index.cdx.gz")).decode().splitlines():
        _, timestamp, text = line.split(" ", 2)
        place = json.loads(text)
        start, length = int(place["offset"]), int(place["length"])
        member = made.read(f"archive/{place['filename']}")[start : start + length]
        unpacked = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        found = unpacked.decompress(member)
        assert unpacked.eof
        assert not unpacked.unused_data
        yield place["url"].removeprefix(HOME), timestamp, found


def taken(made: ZipFile) -> list[str]:
    """The files of a package with the records in each: the letter of the page, large for the request."""
    names = [name for name in made.namelist() if name.startswith("archive/")]
    return [f"{name.removeprefix('archive/')} {_letters(gzip.decompress(made.read(name)))}" for name in names]


def _letters(records: bytes) -> str:
    letters = []
    for text in records.split(b"WARC/1.1\r\n")[1:]:
        kind, url = header(text, "WARC-Type"), header(text, "WARC-Target-URI") or ""
        letter = {"warcinfo": "i", "request": url[-1:].upper()}.get(kind or "", url[-1:])
        letters.append(f"={letter}" if kind == "revisit" else letter)
    return "".join(letters)


WISHES = {
    "all": (Wish(), ["kabar-1.warc.gz iaAbB", "kabar-2.warc.gz i=acC", "kabar-3.warc.gz idDeE"]),
    "a run": (Wish(run="run-1"), ["kabar-1.warc.gz iaAbB"]),
    "a run and the original": (Wish(run="run-2"), ["kabar-1-cut.warc.gz iaA", "kabar-2.warc.gz i=acC"]),
    "until": (Wish(until="2026-11-01"), ["kabar-1-cut.warc.gz iaA"]),
    "since": (Wish(since="2026-11-06"), ["kabar-2-cut.warc.gz icC", "kabar-3.warc.gz idDeE"]),
    "from, until": (Wish(None, "2026-11-07", "2026-11-07"), ["kabar-3-cut.warc.gz idD"]),
    "days of a run": (Wish("run-1", "2026-11-02", "2026-11-09"), ["kabar-1-cut.warc.gz ibB"]),
    "original already there": (
        Wish(None, "2026-11-01", "2026-11-05"),
        ["kabar-1.warc.gz iaAbB", "kabar-2-cut.warc.gz i=a"],
    ),
    "nothing": (Wish(run="run-9"), []),
}


@pytest.mark.parametrize("name", WISHES)
def test_what_is_taken(archive: Path, name: str) -> None:
    wish, expected = WISHES[name]
    with package(archive, wish) as made:
        assert taken(made) == expected


@pytest.mark.parametrize("wish", [Wish(), Wish(run="run-2"), Wish(since="2026-11-02")], ids=str)
def test_each_line_of_the_index_names_the_place_of_its_record(archive: Path, wish: Wish) -> None:
    with package(archive, wish) as made:
        lines = list(captures(made))
    assert lines
    for url, timestamp, found in lines:
        assert (header(found, "WARC-Target-URI") or "").removeprefix(HOME) == url
        date = header(found, "WARC-Date") or ""
        assert "".join(digit for digit in date[:19] if digit.isdigit()) == timestamp


def test_a_file_that_is_taken_whole_is_copied_byte_by_byte(archive: Path) -> None:
    with package(archive) as made:
        assert made.read("archive/kabar-1.warc.gz") == (archive / "kabar-1.warc.gz").read_bytes()
        assert gzip.decompress(made.read("archive/kabar-3.warc.gz")) == (archive / "kabar-3.warc").read_bytes()


def test_a_record_that_is_taken_alone_is_not_packed_anew(archive: Path) -> None:
    with package(archive, Wish(until="2026-11-01")) as made:
        assert (archive / "kabar-1.warc.gz").read_bytes().startswith(made.read("archive/kabar-1-cut.warc.gz"))


def test_an_original_that_the_archive_does_not_hold_is_named(archive: Path) -> None:
    (archive / "kabar-1.warc.gz").unlink()
    assert choose(warc_files(archive), Wish()).lost == {(f"{HOME}/a", "2026-11-01T08:00:00")}


def test_the_same_archive_gives_the_same_bytes(archive: Path) -> None:
    made = [Path(str(package(archive).filename)).read_bytes() for _ in range(2)]
    assert made[0] == made[1]


def test_the_manifest_tells_size_and_hash_of_every_file(archive: Path) -> None:
    with package(archive, Wish(run="run-2")) as made:
        manifest, digest = json.loads(made.read("datapackage.json")), json.loads(made.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(made.read('datapackage.json')).hexdigest()}"
        assert {entry["path"] for entry in manifest["resources"]} == {*made.namelist()[:-2]}
        for entry in manifest["resources"]:
            data = made.read(entry["path"])
            assert (entry["bytes"], entry["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        stored = {info.filename for info in made.infolist() if info.compress_type == ZIP_STORED}
        assert stored == {name for name in made.namelist() if name.endswith(".gz")}
    assert manifest["created"] == "2026-11-06T08:00:00Z"
    assert (manifest["profile"], manifest["wacz_version"], manifest["title"]) == ("data-package", "1.1.1", "kabar")


def test_the_index_is_sorted_and_its_blocks_lie_where_the_second_file_says(archive: Path, monkeypatch) -> None:
    monkeypatch.setattr(wacz, "_BLOCK", 2)
    with package(archive) as made:
        data = made.read("indexes/index.cdx.gz")
        meta, *blocks = made.read("indexes/index.idx").decode().splitlines()
    lines = gzip.decompress(data).decode().splitlines()
    assert lines == sorted(lines)
    assert json.loads(meta.removeprefix("!meta 0 ")) == {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}
    for number, block in enumerate(blocks):
        key, place = block.split(" {")
        fields = json.loads("{" + place)
        packed = data[fields["offset"] : fields["offset"] + fields["length"]]
        assert fields["digest"] == f"sha256:{hashlib.sha256(packed).hexdigest()}"
        assert gzip.decompress(packed).decode().splitlines() == lines[2 * number : 2 * number + 2]
        assert lines[2 * number].startswith(f"{key} {{")
    assert len(blocks) == (len(lines) + 1) // 2


def test_the_list_of_pages_has_the_articles_whose_capture_is_in_the_package(archive: Path) -> None:
    page = list(read_records(archive / "kabar-1.warc.gz"))[1].offset
    items = [
        item("kabar-1.warc.gz", page),
        item("kabar-1.warc.gz", 999_999, "/b"),
        item("kabar-7.warc.gz", page),
        item("kabar-1.warc.gz", page, "/rest", layout="wp-json"),
    ]
    with package(archive, Wish(until="2026-11-01"), items) as made:
        head, *pages = map(json.loads, made.read("pages/pages.jsonl").decode().splitlines())
        assert made.getinfo("pages/pages.jsonl").compress_type != ZIP_STORED
    assert head["format"] == "json-pages-1.0"
    assert pages == [{"id": "1f", "url": f"{HOME}/a", "ts": "2026-11-01T08:00:00Z", "title": "Jum’at"}]


def test_memory_does_not_grow_with_the_archive(archive: Path) -> None:
    noise = random.Random(1).randbytes(1024 * 1024)
    records = [record("response", PAGE % noise, f"/{n}", "2026-12-01T00:00:00Z") for n in range(12)]
    for day, path in ((None, "kabar-4.warc.gz"), ("2026-12-01", "kabar-5.warc")):
        write(archive / path, "run-4", records)
        tracemalloc.start()
        package(archive, Wish(since=day)).close()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 6 * len(noise) < (archive / path).stat().st_size


def test_a_package_that_could_not_be_finished_leaves_the_one_before(archive: Path) -> None:
    package(archive).close()
    path = archive.parent / "kabar.wacz"
    before = path.read_bytes()

    def broken() -> Iterator[dict[str, Any]]:
        yield item("kabar-1.warc.gz", 0)
        raise ValueError("no JSON in the line")

    with pytest.raises(ValueError, match="no JSON"):
        package(archive, items=broken())
    assert path.read_bytes() == before
    assert list(archive.parent.glob("*.part")) == []


def test_every_page_of_a_crawl_is_listed_and_is_in_the_index(whole: Crawled, tmp_path: Path) -> None:
    path = tmp_path / "whole.wacz"
    done = warta(whole.done.data, "wacz", whole.portal, "-o", str(path))
    assert (done.code, done.err) == (0, "")
    with ZipFile(path) as made:
        pages = [json.loads(line) for line in made.read("pages/pages.jsonl").decode().splitlines()[1:]]
        index = gzip.decompress(made.read("indexes/index.cdx.gz")).decode().splitlines()
    kept = {(json.loads(fields)["url"], second) for _, second, fields in (line.split(" ", 2) for line in index)}
    assert [page["title"] for page in pages] == [item["headline"] for item in whole.done.items]
    assert {(page["url"], "".join(d for d in page["ts"] if d.isdigit())) for page in pages} <= kept
    assert len(index) == len(whole.requests)


def test_articles_without_a_page_are_counted_not_listed(walled: Crawled, tmp_path: Path) -> None:
    done = warta(walled.done.data, "wacz", walled.portal, "-o", str(tmp_path / "walled.wacz"))
    assert done.code == 0
    assert f"{len(walled.articles)} articles were read from REST" in done.out
    assert " 0 articles in the list of pages" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "a.wacz"), "name a portal"),
        (("kabar",), "-o FILE.wacz"),
        (("kabar", "-o", "a.zip"), "-o FILE.wacz"),
        (("kabar", "-o", "nowhere/a.wacz"), "no such folder: nowhere"),
        (("kabr", "-o", "a.wacz"), "nothing of kabr; it has kabar"),
        (("--run", "run-9", "-o", "a.wacz"), "nothing of run run-9"),
        (("kabar", "--since", "kemarin", "-o", "a.wacz"), "such as 2026-11-01, not 'kemarin'"),
    ],
)
def test_wrong_use_is_told(archive: Path, words: tuple[str, ...], said: str) -> None:
    done = warta(archive.parent.parent, "wacz", *words)
    assert done.code == 2
    assert said in done.err


def test_an_original_that_is_missing_makes_the_exit_code_one(archive: Path, tmp_path: Path) -> None:
    (archive / "kabar-1.warc.gz").unlink()
    done = warta(archive.parent.parent, "wacz", "--run", "run-2", "-o", str(tmp_path / "run.wacz"))
    assert done.code == 1
    assert f"does not hold {HOME}/a of 2026-11-01T08:00:00" in done.err
    assert (tmp_path / "run.wacz").exists()


def test_a_file_that_is_not_as_its_manifest_says_is_named(archive: Path, tmp_path: Path) -> None:
    name = "kabar-1.warc.gz"
    take_in(archive / name, tmp_path / "kabar.cdxj")
    words = ("wacz", "--run", "run-1", "-o", str(tmp_path / "run.wacz"))
    assert warta(archive.parent.parent, *words).code == 0
    data = bytearray((archive / name).read_bytes())
    data[9] ^= 1  # of a gzip head: the system that packed it, at which no reader looks
    (archive / name).write_bytes(data)
    done = warta(archive.parent.parent, *words)
    assert done.code == 1
    assert f"{archive / name}: these are not the bytes that MANIFEST.jsonl lists" in done.err


def test_each_file_is_told_when_it_is_read_and_packaged(archive: Path) -> None:
    files, read, packed = warc_files(archive), list[Path](), list[Path]()
    choice = choose(files, Wish(run="run-2"), read.append)
    write_wacz(archive.parent / "kabar.wacz", choice, (), "kabar", "of Kabar", packed.append)
    assert read == files
    assert packed == [part.path for part in choice.parts]
    assert len(packed) < len(files)
