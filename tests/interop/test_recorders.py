"""What the field's own recorders and packers make of portals gives the articles that a crawl of ours gives."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.interop.serving import LONGEST_START, read, wayback
from tests.interop.tools import needs_tools, tool
from tests.support import recorders
from tests.test_foreign_items import Crawled, assert_the_same, crawled  # noqa: F401  # a fixture

pytestmark = needs_tools


def manage(folder: Path, *words: str) -> None:
    subprocess.run([tool("wb-manager"), *words], cwd=folder, capture_output=True, timeout=LONGEST_START, check=True)


def test_what_pywb_recorded(crawled: Crawled, tmp_path: Path) -> None:  # noqa: F811
    manage(tmp_path, "init", "kabar")
    with wayback(tmp_path, "--record", "--live") as server:
        for url in crawled.urls:
            with suppress(HTTPError):  # a portal's refusal is recorded, and handed on
                read(f"{server}/kabar/record/id_/{url}")
    assert_the_same(crawled, tmp_path / "collections" / "kabar" / "archive", tmp_path / "again")


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not on this machine")
def test_what_py_wacz_packed_of_wget(crawled: Crawled, tmp_path: Path) -> None:  # noqa: F811
    recorders.wget(crawled.urls, tmp_path)
    package = tmp_path / "kabar.wacz"
    command = [tool("wacz"), "create", "-o", package, tmp_path / "kabar.warc.gz"]
    subprocess.run(command, capture_output=True, timeout=LONGEST_START, check=True)
    assert_the_same(crawled, package, tmp_path / "again")
