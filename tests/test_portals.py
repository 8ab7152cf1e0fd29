"""One test over all portal files: they hold facts, and nothing that a fact may not touch."""

import ast
from pathlib import Path

import pytest
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from crawler.cms.base import PortalSpider

ROOT = Path(__file__).parent.parent
FILES = sorted(path for path in (ROOT / "spiders").glob("*.py") if path.name != "__init__.py")
SPIDERS = [cls for module in walk_modules_iter("spiders") for cls in iter_spider_classes(module)]
PORTALS = [cls for cls in SPIDERS if cls.listed]

FACTS = {name for name in vars(PortalSpider) if not name.startswith("_") and not callable(getattr(PortalSpider, name))}
HOOKS = {"wanted", "adjust"}


def class_of(path: Path) -> ast.ClassDef:
    classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    assert len(classes) == 1, f"{path.name} holds {len(classes)} classes"
    return classes[0]


def stated(path: Path) -> dict[str, ast.expr]:
    return {node.targets[0].id: node.value for node in class_of(path).body if isinstance(node, ast.Assign)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_portal_file_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 25


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_spider_and_class_have_one_name(path):
    assert ast.literal_eval(stated(path)["name"]) == path.stem
    assert class_of(path).name == "".join(part.capitalize() for part in path.stem.split("_")) + "Spider"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_portal_states_known_facts_only(path):
    """A misspelt fact would be silently ignored; a setting such as `custom_settings` could loosen politeness."""
    assert set(stated(path)) <= FACTS - {"custom_settings", "arguments", "ways"} | {"name"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_portal_file_holds_no_logic(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.If | ast.For | ast.While | ast.Try | ast.Lambda | ast.With)
        if isinstance(node, ast.FunctionDef):
            assert node.name in HOOKS
    for value in stated(path).values():
        ast.literal_eval(value)


@pytest.mark.parametrize("portal", PORTALS, ids=lambda cls: cls.name)
def test_a_portal_can_be_built_and_its_facts_are_sound(portal):
    spider = portal()
    assert spider.home.startswith(("http://", "https://"))
    assert spider.home.endswith("/")
    assert spider.discovery
    assert set(spider.discovery) <= set(spider.ways)
    assert spider.family
    assert spider.zone in ("+07:00", "+08:00", "+09:00")
    assert spider.region[:2] in ("71", "72", "73", "74", "75", "76")


def test_names_are_unique():
    names = [cls.name for cls in SPIDERS]
    assert len(names) == len(set(names))
