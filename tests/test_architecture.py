"""The one import rule, and what the pure parts may not touch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ("crawler/parse", "crawler/discover", "crawler/places")
WARC_LIBRARIES = {"fastwarc", "warcio", "surt"}
NOT_PURE = {"scrapy", "twisted", "socket", "requests", "urllib.request", "time", *WARC_LIBRARIES}


def modules(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"no module under {folder}"
    return found


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            yield node.module or ""


def imported_from(module: Path, packages: set[str]) -> list[str]:
    return [name for name in imports(module) if any(name == p or name.startswith(f"{p}.") for p in packages)]


@pytest.mark.parametrize("module", modules("crawler"), ids=str)
def test_the_core_imports_neither_spiders_nor_pipelines(module):
    assert not imported_from(module, {"spiders", "pipelines"})


@pytest.mark.parametrize("module", [m for folder in PURE for m in modules(folder)], ids=str)
def test_the_pure_parts_import_neither_scrapy_nor_warc_nor_network(module):
    assert not imported_from(module, NOT_PURE)


@pytest.mark.parametrize("module", [m for folder in PURE for m in modules(folder)], ids=str)
def test_the_pure_parts_read_no_clock(module):
    calls = [node.attr for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Attribute)]
    assert not {"now", "utcnow", "today", "time_ns", "monotonic"} & set(calls)


@pytest.mark.parametrize("module", [m for m in modules("crawler") if "archive" not in m.parts], ids=str)
def test_only_the_archive_knows_warc(module):
    assert not imported_from(module, WARC_LIBRARIES)


@pytest.mark.parametrize("module", [m for f in ("crawler", "pipelines", "spiders") for m in modules(f)], ids=str)
def test_no_module_outgrows_two_screens(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300
