"""Finds elements by simple CSS through one walk over the page; one walk a selector would cost more than parsing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from lxml import etree

_COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[^\]]+\])*)\Z")
_PART = re.compile(
    r"\.(?P<name>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<attribute>[\w:-]+)(?:(?P<how>[~*]?=)[\"']?(?P<value>[^\"'\]]*)[\"']?)?\]"
)


class Compound(NamedTuple):
    """What one element must be: `a.inner[rel=tag]`; `child` tells that it must stand directly in the one before."""

    tag: str | None
    names: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    child: bool
    keys: tuple[tuple[str, str], ...]
    """attributes with a word in them, any of which leads to all elements that may fit"""
    part: str | None
    """a part of a class name that leads to them where no whole word does"""


class Index:
    """The elements of a page by what a selector asks for, in document order; each attribute is read when it is."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._words: dict[str, dict[str, list[etree._Element]]] = {}

    def find(self, css: str, within: etree._Element | None = None) -> list[etree._Element]:
        """What the CSS selects, below `within` where that is given; of several alternatives the first come first."""
        found: dict[etree._Element, None] = {}
        for path in compile_css(css):
            for element in self._matches(path):
                if within is None or within in element.iterancestors():
                    found[element] = None
        return list(found)

    def _matches(self, path: tuple[Compound, ...]) -> Iterable[etree._Element]:
        """What fits a path: the elements of its innermost name, or what stands in those of them that fit so far."""
        for end in range(len(path), 0, -1):
            named = self._by_name(path[end - 1])
            if named is not None:
                fitting = [element for element in named if _fits(element, path[:end])]
                return fitting if end == len(path) else _inside(fitting, path)
        return [element for element in self.root.iter(path[-1].tag) if _fits(element, path)]

    def _by_name(self, compound: Compound) -> Collection[etree._Element] | None:
        """The elements of a compound's rarest name; None where it bears none."""
        if compound.keys:
            return min([self._words_of(attribute).get(word, ()) for attribute, word in compound.keys], key=len)
        if compound.part:
            parts = [held for word, held in self._words_of("class").items() if compound.part in word]
            return parts[0] if len(parts) == 1 else self._in_order(chain.from_iterable(parts))
        return None

    def _words_of(self, attribute: str) -> dict[str, list[etree._Element]]:
        """Every word of an attribute with the elements that have it."""
        if (words := self._words.get(attribute)) is None:
            words = self._words[attribute] = defaultdict(list)
            # Few elements have another attribute than a class: then the way through the attribute is shorter.
            for element in self.root.iter() if attribute == "class" else elements(_bearers(attribute)(self.root)):
                if value := element.get(attribute):
                    for word in _split(value):
                        words[word].append(element)
        return words

    def _in_order(self, found: Iterable[etree._Element]) -> list[etree._Element]:
        wanted = set(found)
        return [element for element in self.root.iter() if element in wanted] if wanted else []


@cache
def _bearers(attribute: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*/@{attribute}/..")


@lru_cache(maxsize=8192)
def _split(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.split()))


@lru_cache(maxsize=2048)
def compile_css(css: str) -> tuple[tuple[Compound, ...], ...]:
    """Alternatives, each a path of compounds from the outside in; raises ValueError on what is not understood."""
    return tuple(_path(alternative) for alternative in css.split(","))


def _path(alternative: str) -> tuple[Compound, ...]:
    path: list[Compound] = []
    child = False
    for step in alternative.replace(">", " > ").split():
        if step == ">":
            child = True
        else:
            path.append(_compound(step, child))
            child = False
    if not path or child:
        raise ValueError(f"no selector: {alternative!r}")
    return tuple(path)


def _compound(step: str, child: bool) -> Compound:
    parsed = _COMPOUND.match(step)
    if not parsed:
        raise ValueError(f"no simple selector: {step!r}")
    names, attributes = [], []
    for part in _PART.finditer(parsed["rest"]):
        if part["attribute"]:
            attributes.append((part["attribute"], part["how"] or "", part["value"] or ""))
        else:
            names.append(part["name"] or f"#{part['id']}")
    tag = parsed["tag"] if parsed["tag"] != "*" else None
    keys = [("id", name[1:]) if name[0] == "#" else ("class", name) for name in names]
    parts = [value for attribute, how, value in attributes if attribute == "class" and how == "*="]
    if not (keys or parts or tag):
        keys = [(name, value.split()[0]) for name, how, value in attributes if how in ("=", "~=") and value.strip()][:1]
    return Compound(tag, tuple(names), tuple(attributes), child, tuple(keys), next(iter(parts), None))


def _inside(outer: Iterable[etree._Element], path: tuple[Compound, ...]) -> Iterator[etree._Element]:
    for element in outer:
        for inner in element.iter(path[-1].tag):
            if inner is not element and _fits(inner, path):
                yield inner


def _fits(element: etree._Element, path: tuple[Compound, ...]) -> bool:
    """Whether an element is the last of a path and its ancestors are the rest."""
    if not _is(element, path[-1]):
        return False
    wanted = len(path) - 2
    child = path[-1].child
    above = element.getparent()
    while wanted >= 0 and above is not None:
        if _is(above, path[wanted]):
            child = path[wanted].child
            wanted -= 1
        elif child:
            return False
        above = above.getparent()
    return wanted < 0


def _is(element: etree._Element, compound: Compound) -> bool:
    if compound.tag and element.tag != compound.tag:
        return False
    for name in compound.names:
        if name[0] == "#":
            if element.get("id") != name[1:]:
                return False
        elif name not in (element.get("class") or "").split():
            return False
    return not compound.attributes or all(
        _has(element.get(name), how, value) for name, how, value in compound.attributes
    )


def _has(found: str | None, how: str, value: str) -> bool:
    if found is None or not how:
        return found is not None
    return value in found.split() if how == "~=" else value in found if how == "*=" else found == value


def elements(found: object) -> list[etree._Element]:
    """The elements of an XPath result."""
    return [entry for entry in found if isinstance(entry, etree._Element)] if isinstance(found, list) else []
