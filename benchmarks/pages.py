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
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import lxml.html

from crawler.parse import layout
from crawler.parse.encoding import decode
from crawler.parse.page import parse_article

REPEATS = 15
UTF8 = lxml.html.HTMLParser(encoding="utf-8")
NO_LAYOUTS = mock.patch.object(layout, "all_layouts", dict)
"""as for a page of a system that nobody has described"""


class Contender(NamedTuple):
    """What reads a page, and what holds while it does."""

    read: Callable[[str, str], object]
    setting: AbstractContextManager[object] = nullcontext()


def cpu_ms(contender: Contender, html: str, url: str) -> float:
    """The least CPU time of several runs, in milliseconds."""
    times = []
    with contender.setting:
        for _ in range(REPEATS):
            started = time.process_time()
            contender.read(html, url)
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


def contenders() -> dict[str, Contender]:
    """What is measured, by name; an extractor that is not installed is left out with a word."""
    found = {
        "bare lxml parse": Contender(lambda html, url: lxml.html.document_fromstring(html.encode(), parser=UTF8)),
        "ours with layouts": Contender(parse_article),
        "ours without": Contender(parse_article, NO_LAYOUTS),
    }
    for name, extract in (("trafilatura", with_trafilatura), ("newspaper", with_newspaper)):
        try:
            importlib.import_module(name)
        except ImportError:
            say(f"{name} is not installed: left out")
        else:
            found[name] = Contender(extract)
    return found


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
    found = contenders()
    times: dict[str, list[float]] = {name: [] for name in found}
    # All of them page by page: what else the machine does meanwhile falls on each alike.
    for html, url in pages:
        for name, contender in found.items():
            times[name].append(cpu_ms(contender, html, url))
    bare = statistics.mean(times["bare lxml parse"])
    for name, row in times.items():
        mean, median = statistics.mean(row), statistics.median(row)
        say(f"{name:20} mean {mean:8.2f} ms  median {median:8.2f} ms  {mean / bare:6.2f} x bare")


if __name__ == "__main__":
    main()
