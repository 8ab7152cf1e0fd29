"""Page layouts as data: which selectors find the parts of an article, one small file a theme family."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from crawler.parse.tree import Node, box_names, check_css

PARTS = ("headline", "byline", "credit", "date", "body", "section", "tags", "images", "noise")
_LISTS = (*PARTS, "hosts", "boxes", "marks")
_THEMES, _LONGEST_NAME = "/wp-content/themes/", 60
_NAME = re.compile(r"[.#]([\w-]+)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors (CSS, the first that finds something counts) and signs by which a page of this layout is known."""

    name: str
    headline: tuple[str, ...]
    body: tuple[str, ...]
    byline: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    """what names its role, where `byline` is only the account that posted: `Penulis: X`"""
    date: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """domains that use it, subdomains included"""
    boxes: tuple[str, ...] = ()
    """class names and ids that all stand on boxes of such a page, see `box_names`"""
    theme: str = ""
    """the folder of its WordPress theme, or how that begins"""
    marks: tuple[str, ...] = ()
    """texts that all stand in its source, which takes far longer to search"""
    number: str | None = None
    """pattern of the CMS's article number in the address"""
    zone: str | None = None
    """offset of times printed without one, where it is not the portal's"""
    author_is_account: bool = False
    """the printed author is the account that posted: a name in the text outranks it"""


@cache
def all_layouts() -> dict[str, Layout]:
    """Every layout of the package by name, in the order of files and of entries in them."""
    found: dict[str, Layout] = {}
    folder = resources.files("crawler.parse") / "layouts"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for row in tomllib.loads(file.read_text(encoding="utf-8"))["layout"]:
                found[row["name"]] = read_layout(row)
    return found


def read_layout(row: dict[str, Any]) -> Layout:
    """One table of a layout file; raises TypeError on a key that no layout has, ValueError on what is no selector."""
    values: dict[str, Any] = {key: _tuple(value) if key in _LISTS else value for key, value in row.items()}
    layout = Layout(**values)
    for part in PARTS:
        for selector in getattr(layout, part):
            check_css(selector)
    return layout


def _tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def candidates(declared: Sequence[str], url: str, source: str, root: Node, day: str | None = None) -> Iterator[Layout]:
    """Layouts to try: the portal's own of that day, then those of the host, then those whose signs stand in the page.

    `day` is the ISO date of capture; a declared name may carry the day until which it held: `jnews until 2022-05-01`.
    """
    known = all_layouts()
    own = [known[name] for name in in_force(declared, day)]
    domains = _domains(url)
    at_home = [layout for layout in known.values() if not domains.isdisjoint(layout.hosts)]
    seen: set[str] = set()
    for group in (own, at_home, _marked(known.values(), source, root)):
        for layout in group:
            if layout.name not in seen:
                seen.add(layout.name)
                yield layout


def _marked(layouts: Iterable[Layout], source: str, root: Node) -> Iterator[Layout]:
    """Those whose signs stand in the page; where it has no body of a layout, they need not be searched."""
    marked = [layout for layout in layouts if layout.boxes or layout.theme or layout.marks]
    names = box_names(root) if marked else set()
    for layout in marked:
        has_boxes = names.issuperset(layout.boxes) and any(_names_of(body) <= names for body in layout.body)
        has_theme = not layout.theme or (has_boxes and _theme_of(source).startswith(layout.theme))
        if has_boxes and has_theme and all(mark in source for mark in layout.marks):
            yield layout


def _theme_of(source: str) -> str:
    """The folder of a page's WordPress theme, by the first file of it that the page names; empty where none is."""
    start = source.find(_THEMES)
    return source[start + len(_THEMES) : start + len(_THEMES) + _LONGEST_NAME].partition("/")[0] if start >= 0 else ""


@cache
def _names_of(css: str) -> frozenset[str]:
    """The class names and ids that a selector asks for."""
    return frozenset(_NAME.findall(css))


def zone_at(url: str) -> str | None:
    """The offset of times at an address whose host some layout knows, whichever layout fits its page."""
    domains = _domains(url)
    known = (layout for layout in all_layouts().values() if layout.zone)
    return next((layout.zone for layout in known if not domains.isdisjoint(layout.hosts)), None)


def in_force(declared: Sequence[str], day: str | None) -> list[str]:
    """Names of declared layouts, those that held on `day` first, the layout of that day before its successors.

    >>> in_force(["jnews", "tagdiv until 2021-06-30", "sahifa until 2018-01-01"], "2020-02-01")
    ['tagdiv', 'jnews', 'sahifa']
    """
    dated = [(name, until or "9999") for name, _, until in (entry.partition(" until ") for entry in declared)]
    today = day or "9998"
    return [name for name, until in sorted(dated, key=lambda entry: (entry[1] < today, entry[1]))]


def _domains(url: str) -> set[str]:
    """The host of an address and the domains above it."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    return {".".join(labels[start:]) for start in range(len(labels))}
