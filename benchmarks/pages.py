"""CPU time a page: a bare lxml parse, ours with and without layouts, and two general extractors where installed.

python benchmarks/pages.py FOLDER      pages as *.html, each with a *.json beside it that holds its `url`
"""

import argparse
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import lxml.html

from crawler.parse import layout
from crawler.parse.encoding import decode
from crawler.parse.page import parse_article

REPEATS = 7


def cpu_ms(work: Callable[[], object]) -> float:
    """The least CPU time of several runs, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


def read_pages(folder: Path) -> list[tuple[str, str]]:
    """Text and address of every page of a folder."""
    pages = []
    for path in sorted(folder.glob("*.html")):
        label = path.with_suffix(".json")
        url = json.loads(label.read_text(encoding="utf-8")).get("url") if label.exists() else None
        pages.append((decode(path.read_bytes()), url or f"https://{path.stem}.invalid/berita/1"))
    return pages


def contenders() -> dict[str, Callable[[str, str], object]]:
    """What is measured, by name; an extractor that is not installed is left out with a word."""
    found: dict[str, Callable[[str, str], object]] = {
        "bare lxml parse": lambda html, url: lxml.html.document_fromstring(html.encode(), parser=UTF8),
        "ours with layouts": parse_article,
        "ours without": without_layouts,
    }
    for name, extract in (("trafilatura", with_trafilatura), ("newspaper", with_newspaper)):
        try:
            importlib.import_module(name)
        except ImportError:
            say(f"{name} is not installed: left out")
        else:
            found[name] = extract
    return found


UTF8 = lxml.html.HTMLParser(encoding="utf-8")


def without_layouts(html: str, url: str) -> object:
    """Ours, as for a page of a system nobody has described."""
    with mock.patch.object(layout, "all_layouts", dict):
        return parse_article(html, url)


def with_trafilatura(html: str, url: str) -> object:
    """Trafilatura with metadata and without its own fallbacks' duplicates."""
    return importlib.import_module("trafilatura").bare_extraction(html, url=url, with_metadata=True)


def with_newspaper(html: str, url: str) -> object:
    """newspaper4k on the given text."""
    # Its default fetches every picture of the page.
    article = importlib.import_module("newspaper").Article(url, language="id", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return article


def say(text: str) -> None:
    """One line for the reader."""
    sys.stdout.write(text + "\n")


def main() -> None:
    """Prints mean and median over the pages, and each as a multiple of the bare parse."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    pages = read_pages(ask.parse_args().folder)
    bare = None
    for name, work in contenders().items():
        times = [cpu_ms(lambda html=html, url=url, work=work: work(html, url)) for html, url in pages]
        mean = statistics.mean(times)
        bare = bare or mean
        say(f"{name:20} mean {mean:8.2f} ms  median {statistics.median(times):8.2f} ms  {mean / bare:6.2f} x bare")


if __name__ == "__main__":
    main()
