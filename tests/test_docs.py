"""The documents against the code: they name only what exists, and leave out nothing that they must tell."""

import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from crawler import settings
from crawler.items import Article, Byline, Dateline, Duplicate, Image, Instant, Pages, Revision, Source
from crawler.parse.layout import Layout, read_layout
from tests.readme import README, portals_table, with_table

ROOT = README.parent
WARTA = Path(sys.executable).parent / "warta"
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = sorted(path.stem for path in (ROOT / "crawler" / "commands").glob("[a-z]*.py"))
PARTS = {
    "byline": Byline,
    "dateline": Dateline,
    "published": Instant,
    "images[]": Image,
    "pages": Pages,
    "revision": Revision,
    "duplicate": Duplicate,
    "source": Source,
}
FIELDS = [field.name for field in dataclasses.fields(Article)] + [
    f"{part}.{field.name}" for part, kind in PARTS.items() for field in dataclasses.fields(kind)
]

_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CALL = re.compile(r"(?:^|[\s/])warta (?P<command>[a-z]+)(?P<rest>[^|&>]*)")
_SHELL = re.compile(r"\$\([^)]*\)")
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
_OTHER_TOOLS = re.compile(r"json\.tool|warcio|wb-manager|git |up\.sh|systemctl|--collector|tests\.kills")
_SETTING = re.compile(r"-s ([A-Z_]+)=")
_MAKE = re.compile(r"(?:^\$? ?|`)make (?P<target>[a-z-]+)", re.MULTILINE)
_PUBLIC_PATH = re.compile(r"(?:crawler|spiders|pipelines|tests|fixtures|docs)/[\w./-]*[\w/]")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> str:
    """What stands in code spans and fences of a document, a piece a line."""
    text = read(path)
    return "\n".join([*_FENCE.findall(text), *_CODE.findall(_FENCE.sub("", text))])


def calls(path: Path) -> list[tuple[str, list[str]]]:
    """Command and options wherever the document's code calls `warta`."""
    found = map(_CALL.search, _SHELL.sub("", code(path)).splitlines())
    return [(call["command"], _OPTION.findall(call["rest"])) for call in found if call]


@cache
def help_of(command: str) -> str:
    return subprocess.run([WARTA, command, "-h"], capture_output=True, text=True, check=True).stdout


def slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_relative_link_resolves(path):
    for target in _LINK.findall(_FENCE.sub("", read(path))):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        linked = path.parent / name if name else path
        assert linked.exists(), target
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.*)$", read(linked), re.MULTILINE)), target


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_documents_call_only_commands_and_options_that_exist(path):
    for command, options in calls(path):
        assert command in COMMANDS, f"warta {command}"
        assert set(options) <= {*_OPTION.findall(help_of(command))}, f"warta {command}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_options_that_stand_alone_exist(path):
    known = {option for command in COMMANDS for option in _OPTION.findall(help_of(command))}
    lines = [line for line in code(path).splitlines() if not (_CALL.search(line) or _OTHER_TOOLS.search(line))]
    assert {option for line in lines for option in _OPTION.findall(line) if option.startswith("--")} <= known


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_documents_name_only_settings_that_exist(path):
    named = {*_SETTING.findall(read(path)), *re.findall(r"WARTA_([A-Z_]+)", read(path))} - {"NAME"}
    spans = re.findall(r"`([A-Z]{2,}(?:_[A-Z]+)+)(?: ?=.*?)?`", read(path))
    named |= {name.removeprefix("WARTA_") for name in spans}
    unknown = {name for name in named if not hasattr(settings, name)} - {"CONFIG"}
    assert not unknown


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_documents_name_only_make_targets_that_exist(path):
    targets = re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE)
    assert {match["target"] for match in _MAKE.finditer(read(path))} <= set(targets)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_files_that_documents_name_exist(path):
    named = {name for name in _PUBLIC_PATH.findall(code(path)) if "contoh" not in name}
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_item_is_explained(field):
    assert f"\n| `{field}` |" in read(ROOT / "docs" / "data.md")


def test_no_field_is_explained_that_does_not_exist():
    explained = re.findall(r"^\| `([^`]+)` \|", read(ROOT / "docs" / "data.md"), re.MULTILINE)
    assert sorted(explained) == sorted(FIELDS)


def test_every_key_of_a_layout_is_explained_and_the_example_is_one():
    text = read(ROOT / "docs" / "layouts.md")
    rows = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    assert sorted(_CODE.findall(" ".join(rows))) == sorted(field.name for field in dataclasses.fields(Layout))
    example = tomllib.loads(_FENCE.findall(text)[0])["layout"][0]
    assert read_layout(example).name == "contoh"


@pytest.mark.parametrize("name", ["README.md", "README.id.md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(name, command):
    assert f"| `warta {command}" in read(ROOT / name)


def test_the_example_is_the_seed_article_of_the_fixture():
    example = next(json.loads(block) for block in _FENCE.findall(read(README)) if block.startswith('{"schema"'))
    lines = read(ROOT / "fixtures" / "poroscelebes" / "expected.jsonl").splitlines()
    item = next(item for item in map(json.loads, lines) if item["id"] == example["id"])
    assert list(example) == list(item)
    for field in set(example) - {"body", "source"}:
        assert example[field] == item[field]
    for field in set(example["source"]) - {"digest", "version"}:
        assert example["source"][field] == item["source"][field]
    start, end = example["body"][0].split(" … ")
    assert item["body"][0].startswith(start)
    assert item["body"][0].endswith(end)
    assert item["source"]["digest"].startswith(example["source"]["digest"].rstrip("…"))


def test_the_table_of_portals_is_that_of_the_command():
    text = read(README)
    assert with_table(text, portals_table()) == text, "write it anew with: python -m tests.readme"


def test_documents_stay_short():
    assert len(read(ROOT / "docs" / "add-a-portal.md").splitlines()) < 100
    assert len(read(README).splitlines()) < 200
