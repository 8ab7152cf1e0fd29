"""Finds elements by simple CSS through one walk over the page; one walk a selector would cost more than parsing."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
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


Group = list[tuple[int, etree._Element]]
"""elements that have the same value in an attribute, each with its place in the page"""


class Index:
    """The elements of a page by what a selector asks for, in document order; each attribute is read when it is."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._words: dict[str, dict[str, list[Group]]] = {}

    def _bearing(self, attribute: str, word: str) -> list[etree._Element]:
        """The elements with a word in an attribute."""
        return _in_order(self._words_of(attribute).get(word, []))

    def _words_of(self, attribute: str) -> dict[str, list[Group]]:
        """Every word of an attribute with the groups of elements that have it."""
        if (words := self._words.get(attribute)) is None:
            words = self._words[attribute] = {}
            groups: dict[str, Group] = {}
            for place, element in enumerate(elements(_bearers(attribute)(self.root))):
                groups.setdefault(element.get(attribute, ""), []).append((place, element))
            for value, group in groups.items():
                for word in value.split():
                    words.setdefault(word, []).append(group)
        return words

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
        return (element for element in self.root.iter(path[-1].tag) if _fits(element, path))

    def _by_name(self, compound: Compound) -> list[etree._Element] | None:
        """The elements of a compound's rarest name; None where it bears none."""
        if compound.names:
            return min((self._named(name) for name in compound.names), key=len)
        for attribute, how, value in compound.attributes:
            if attribute == "class" and how == "*=":
                held = [groups for word, groups in self._words_of("class").items() if value in word]
                return _in_order(list(chain.from_iterable(held)))
            if compound.tag is None and how in ("=", "~=") and value.strip():
                return self._bearing(attribute, value.split()[0])
        return None

    def _named(self, name: str) -> list[etree._Element]:
        return self._bearing("id", name[1:]) if name[0] == "#" else self._bearing("class", name)


def _in_order(groups: list[Group]) -> list[etree._Element]:
    placed = groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=itemgetter(0))
    return [element for _, element in placed]


@cache
def _bearers(attribute: str) -> etree.XPath:
    # Few elements have another attribute than a class: then the way through the attribute takes a fifth of the time.
    return etree.XPath(f"descendant-or-self::*{'[@class]' if attribute == 'class' else f'/@{attribute}/..'}")


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
    return Compound(tag, tuple(names), tuple(attributes), child)


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
