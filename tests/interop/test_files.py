"""WARC, index and package before the tools that read them: warcio, cdxj-indexer, py-wacz."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interop.conftest import Kept
from tests.interop.tools import needs_tools, tool
from tests.support.archives import check_digests

TOOLS = Path(sys.executable).parent
FIELDS = ("url", "mime", "status", "digest", "length", "offset", "filename")


def test_warcio_finds_every_digest_right_but_those_of_chunked_payloads(kept: Kept) -> None:
    check_digests(kept.done.warcs)


def test_cdxj_indexer_writes_the_same_index(kept: Kept) -> None:
    command = [TOOLS / "cdxj-indexer", "--sort", *kept.names]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    ours = "".join(path.read_text("utf-8") for path in (kept.done.data / "index").glob("*.cdxj"))
    assert [_line(line) for line in ours.splitlines()] == [_line(line) for line in listed.splitlines()]


def _line(line: str) -> tuple[str | None, ...]:
    key, timestamp, fields = line.split(" ", 2)
    values = json.loads(fields)
    return key, timestamp, *(values.get(field) for field in FIELDS)


@needs_tools
@pytest.mark.parametrize("package", ["package", "second"])
def test_py_wacz_finds_a_package_valid(kept: Kept, package: str) -> None:
    path = getattr(kept, package)
    done = subprocess.run([tool("wacz"), "validate", "-f", path], capture_output=True, text=True, timeout=60)
    assert "the passed WACZ is valid" in done.stdout, done.stdout + done.stderr


@needs_tools
def test_py_wacz_finds_a_package_with_one_changed_byte_invalid(kept: Kept, tmp_path: Path) -> None:
    """So that its word means something."""
    data = bytearray(kept.package.read_bytes())
    at = data.index(b'"title": "Articles"') if b'"title": "Articles"' in data else len(data) // 2
    data[at] ^= 1
    broken = tmp_path / "broken.wacz"
    broken.write_bytes(data)
    done = subprocess.run([tool("wacz"), "validate", "-f", broken], capture_output=True, text=True, timeout=60)
    assert "is valid" not in done.stdout
