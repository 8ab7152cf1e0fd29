"""CSS selectors, compiled once and read many times."""

import re
from collections.abc import Iterable
from functools import lru_cache

from cssselect import HTMLTranslator
from lxml import etree

_TRANSLATOR = HTMLTranslator()
_NAME = re.compile(r"[.#]([\w-]+)")


@lru_cache(maxsize=2048)
def compile_css(css: str) -> etree.XPath:
    """A callable that finds, in document order, what the CSS selects under an element; raises SelectorError."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


def present(selectors: Iterable[str], source: str) -> list[str]:
    """The selectors that can find something: all their class names and ids stand in the source of the page.

    To look for a word in a page costs a tenth of a walk over its elements.
    """
    return [css for css in selectors if any(all(name in source for name in names) for names in _names(css))]


@lru_cache(maxsize=2048)
def _names(css: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_NAME.findall(alternative)) for alternative in css.split(","))


def find_all(element: etree._Element, css: str) -> list[etree._Element]:
    """The elements under `element` that the CSS selects."""
    return elements(compile_css(css)(element))


def elements(found: object) -> list[etree._Element]:
    """The elements of an XPath result."""
    return [entry for entry in found if isinstance(entry, etree._Element)] if isinstance(found, list) else []
