"""The field's own tools: where they are, or why a test is skipped."""

import shutil
from pathlib import Path

import pytest

from tests.support.warta import ROOT

TOOLS = ROOT / ".venv-tools"
REPLAYWEBPAGE = TOOLS / "package"

needs_tools = pytest.mark.skipif(not (TOOLS / "ready").exists(), reason="needs pywb and py-wacz: make tools")
needs_replaywebpage = pytest.mark.skipif(
    not (REPLAYWEBPAGE / "sw.js").exists(), reason="needs ReplayWeb.page, which comes from npm: make tools"
)
needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium: apt-get install chromium")


def tool(name: str) -> Path:
    """A program of the environment that `make tools` makes."""
    return TOOLS / "bin" / name
