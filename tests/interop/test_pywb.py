"""pywb shows what a crawl wrote, from the WARC files and from the package; the portal itself is gone."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interop.conftest import WAYS, Kept
from tests.interop.serving import read, rendered, wayback
from tests.interop.tools import needs_chromium, needs_tools, tool

pytestmark = needs_tools
COLLECTIONS = ("files", "package")


@pytest.fixture(scope="module")
def pywb(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """pywb with a collection of the WARC files and one of the package."""
    folder = tmp_path_factory.mktemp("pywb")
    (folder / "config.yaml").write_text("framed_replay: false\n")  # the page itself, not pywb's frame around it
    manager = tool("wb-manager")
    for command in (
        ["init", "files"],
        ["add", "files", *kept.names],
        ["init", "package"],
        ["add", "package", "--unpack-wacz", str(kept.package)],
        ["init", "second"],
        ["add", "second", "--unpack-wacz", str(kept.second)],
    ):
        subprocess.run([manager, *command], cwd=folder, capture_output=True, timeout=60, check=True)
    with wayback(folder) as server:
        yield server


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_it_serves_a_page_that_was_sent(kept: Kept, pywb: str, collection: str, way: str) -> None:
    item = kept.item(way)
    page = read(f"{pywb}/{collection}/{_timestamp(item)}/{item['url']}")
    assert item["headline"] in page
    assert item["body"][-1].split("“")[0] in page


@pytest.mark.parametrize("collection", [*COLLECTIONS, "second"])
def test_it_serves_what_a_revisit_stands_for(kept: Kept, pywb: str, collection: str) -> None:
    """The second crawl found the same robots.txt; a package of that crawl alone has the first one's answer, too."""
    (index,) = (kept.done.data / "index").iterdir()
    (line,) = [line for line in index.read_text().splitlines() if "robots.txt" in line and "warc/revisit" in line]
    timestamp = line.split(" ")[1]
    assert "User-agent: *" in read(f"{pywb}/{collection}/{timestamp}id_/{kept.home}/robots.txt")


@needs_chromium
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_headline_stands_in_the_page_that_chromium_shows(
    kept: Kept, pywb: str, collection: str, tmp_path: Path
) -> None:
    item = kept.item("gzip, chunked")
    page = rendered(f"{pywb}/{collection}/{_timestamp(item)}/{item['url']}", tmp_path)
    assert re.search(r"<h1\b[^>]*>\s*(.*?)\s*</h1>", page)[1] == item["headline"]


def _timestamp(item: dict) -> str:
    return "".join(digit for digit in item["source"]["fetched_at"][: len("2026-11-24T16:20:05")] if digit.isdigit())
