"""Articles a second from WARC to JSON Lines, on one core and on two, beside what reads the same records otherwise.

`python -m benchmarks.replay` makes 5,000 pages and takes some minutes; `--pages 500` takes half of one. Beside Warta
stand a bare FastWARC read, that read with an lxml parse of each page, and trafilatura with metadata.
"""

import argparse
import gzip
import hashlib
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import lxml.html
import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.support.articles import PHRASES, made_articles
from tests.support.foreign import record
from tests.support.messages import Request
from tests.support.warta import SCRIPT, start
from tests.support.wordpress import WordPress

HOST = "kabar000.example"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n"
FILES = 4
SIZES = (60_000, 90_000, 120_000, 160_000, 250_000)
"""bytes of html, a fifth of the pages each: portals' pages are mostly menus, lists, styles and scripts"""
_TICKS = os.sysconf("SC_CLK_TCK")
UTF8 = lxml.html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Measured:
    """Seconds of the clock and of the processors, articles that came out, and the memory of the largest process."""

    seconds: float
    cpu: float
    articles: int
    megabytes: float = 0


def make_pages(count: int) -> Iterator[bytes]:
    """Pages of made articles, padded to the sizes of real ones."""
    site = WordPress(made_articles(count))
    neighbours = site.articles[:20]
    for article, size in zip(made_articles(count), itertools.cycle(SIZES), strict=False):
        site.articles = [article, *neighbours]
        page = site(Request(article.path, {"host": HOST}, 0)).body.decode()
        yield padded(page, size, random.Random(article.number)).encode()


def padded(page: str, size: int, chance: random.Random) -> str:
    """The page with styles and scripts in its head, a menu before the text, and lists of other articles behind it."""
    missing = max(size - len(page), 0)
    head, menu, lists = (_filled(kind, missing * share // 100, chance) for kind, share in PADDING)
    page = page.replace("</head>", f"<script>{head}</script></head>", 1)
    page = page.replace("<nav>", f"<nav><ul class='menu'>{menu}</ul>", 1)
    return page.replace("<footer", f"<aside class='widget-area'>{lists}</aside><footer", 1)


def _filled(kind: str, size: int, chance: random.Random) -> str:
    pieces, length = [], 0
    while length < size:
        words = {name: chance.choice(PHRASES[name]) for name in ("places", "who", "why")}
        noise = chance.randbytes(32).hex()
        pieces.append(kind.format(n=chance.randrange(10**6), hash=noise, **words))
        length += len(pieces[-1])
    return "".join(pieces)


_SCRIPT = (
    "window.q{n}=window.q{n}||[];q{n}.push({{'{hash}':'{places}',nonce:'{hash:.16}',at:function(){{return {n}}}}});\n"
)
_ITEM = "<li id='menu-item-{n}' class='menu-item menu-item-type-taxonomy'><a href='/category/{n}/'>{places}</a></li>\n"
_CARD = (
    "<div class='widget post-{n} format-standard'><a href='/2023/01/02/kabar-{n}/' class='thumb'>"
    "<img width='150' height='150' src='/wp-content/uploads/2023/01/{hash:.12}-150x150.jpg' class='attachment'"
    " alt='{who}' loading='lazy' /></a>"
    "<div class='meta'><span class='cat'>{places}</span> <time>2 Januari 2023</time></div>"
    "<h3 class='title'><a href='/2023/01/02/kabar-{n}/'>{who} di {places} {why}</a></h3></div>\n"
)
PADDING = ((_SCRIPT, 45), (_ITEM, 15), (_CARD, 40))
"""what pages are filled with, and how many of a hundred bytes"""


def write_archive(folder: Path, count: int) -> list[int]:
    """Writes the pages into some WARC files, a gzip member each; returns their sizes."""
    folder.mkdir()
    files = [(folder / f"{number}.warc.gz").open("wb") for number in range(FILES)]
    sizes = []
    for number, (article, page) in enumerate(zip(made_articles(count), make_pages(count), strict=True)):
        sizes.append(len(page))
        date = f"2023-06-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
        block = record("response", f"http://{HOST}{article.path}", HEAD + page, _digests(page), date=date)
        files[number * FILES // count].write(gzip.compress(block, 6))
    for file in files:
        file.close()
    return sizes


def _digests(page: bytes) -> dict[str, str]:
    """As Warta and most other tools write them."""
    payload, block = hashlib.sha256(page).hexdigest(), hashlib.sha256(HEAD + page).hexdigest()
    return {"WARC-Payload-Digest": f"sha256:{payload}", "WARC-Block-Digest": f"sha256:{block}"}


def warta(source: Path, data: Path, jobs: int) -> Measured:
    """`warta replay` from its start to its end; all of its processes count."""
    words = ["replay", str(source), "--data", str(data), "--jobs", str(jobs)]
    crowd = ["-s", "SPIDER_MODULES=tests.support.crowd_spiders"]
    begun, cpu, memory = time.monotonic(), dict[int, int](), 0
    process = start(["setsid", "--wait", str(SCRIPT), *words, *crowd], {"MADE_CROWD": "1/1"})
    with ThreadPoolExecutor(1) as reader:
        said = reader.submit(process.communicate)  # while it runs: a full pipe would hold it up for ever
        while not said.done():
            for pid, ticks in processes_below(process.pid):
                cpu[pid] = max(ticks, cpu.get(pid, 0))
                memory = max(memory, _peak(pid))
            time.sleep(0.05)
    seconds, (_, errors) = time.monotonic() - begun, said.result()
    lines = sum(path.read_bytes().count(b"\n") for path in data.rglob("items/*/*.jsonl"))
    if process.returncode:
        raise RuntimeError(f"warta ended with {process.returncode}: {errors}")
    return Measured(seconds, sum(cpu.values()) / _TICKS, lines, memory / 1024)


def processes_below(parent: int) -> Iterator[tuple[int, int]]:
    """The processes that descend from one, each with the ticks of its own work."""
    parents, ticks = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            pid = int(stat.parent.name)
            parents[pid], ticks[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    for pid, own in ticks.items():
        above: int | None = pid
        while above is not None and above != parent:
            above = parents.get(above)
        if above == parent:
            yield pid, own


def _peak(pid: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return 0


def read(source: Path) -> Iterator[tuple[str, bytes]]:
    """The addresses and bodies of a bare FastWARC read."""
    for path in sorted(source.iterdir()):
        with path.open("rb") as file:
            for one in ArchiveIterator(file, record_types=WarcRecordType.response):
                yield one.headers["WARC-Target-URI"], one.reader.read()


def only_read(source: Path) -> int:
    return sum(len(body) > 0 for _, body in read(source))


def read_and_parse(source: Path) -> int:
    return sum(lxml.html.document_fromstring(body, parser=UTF8) is not None for _, body in read(source))


def with_trafilatura(source: Path) -> int:
    pages = (trafilatura.bare_extraction(body.decode(), url=url, with_metadata=True) for url, body in read(source))
    return sum(page is not None for page in pages)


def alone(work: Callable[[Path], int], source: Path) -> Measured:
    """Work in a process of its own, whose start is not counted."""
    with get_context("fork").Pool(1) as pool:
        return pool.apply(_measured, (work, source))


def _measured(work: Callable[[Path], int], source: Path) -> Measured:
    begun, used = time.monotonic(), time.process_time()
    return Measured(articles=work(source), seconds=time.monotonic() - begun, cpu=time.process_time() - used)


def report(measured: dict[str, Measured], pages: int) -> Iterable[str]:
    """The table, and what the ratios of processor time an article are."""
    for name, one in measured.items():
        memory = f"  largest process {one.megabytes:.0f} MB" if one.megabytes else ""
        rate, cost = one.articles / one.seconds, 1000 * one.cpu / pages
        yield f"{name:32} {one.articles:6} articles {rate:8.1f} a second {cost:8.2f} ms of a core each{memory}"
    one, two, parse, other = (measured[name] for name in (ONE, TWO, PARSE, TRAFILATURA))
    yield f"{ONE} takes {one.cpu / parse.cpu:.2f} times the processor time of {PARSE} (goal: at most 2.5)"
    yield f"{TRAFILATURA} takes {other.cpu / one.cpu:.1f} times that of {ONE} (goal: 10)"
    yield f"{TWO} is {one.seconds / two.seconds:.2f} times as fast as {ONE}"


ONE, TWO = "warta, one process", "warta, two processes"
READ, PARSE, TRAFILATURA = "bare FastWARC read", "FastWARC read and lxml parse", "trafilatura with metadata"


def main() -> None:
    """Prints the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=5000)
    pages = ask.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "warc"
        sizes = write_archive(source, pages)
        packed = sum(path.stat().st_size for path in source.iterdir())
        say(f"{pages} pages of {min(sizes) // 1000} to {max(sizes) // 1000} kB, median {median(sizes) / 1000:.0f} kB;")
        say(f"{sum(sizes) / 1e6:.0f} MB, packed {packed / 1e6:.0f} MB in {FILES} files")
        measured = {ONE: warta(source, Path(folder) / "one", 1), TWO: warta(source, Path(folder) / "two", 2)}
        baselines = {READ: only_read, PARSE: read_and_parse, TRAFILATURA: with_trafilatura}
        measured |= {name: alone(work, source) for name, work in baselines.items()}
    for line in report(measured, pages):
        say(line)


def say(text: str) -> None:
    """One line for the reader."""
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
