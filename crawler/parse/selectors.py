"""CSS selectors, compiled once and read many times."""

from functools import lru_cache

from cssselect import HTMLTranslator
from lxml import etree

_TRANSLATOR = HTMLTranslator()


@lru_cache(maxsize=2048)
def compile_css(css: str) -> etree.XPath:
    """A callable that finds, in document order, what the CSS selects under an element; raises SelectorError."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


def find_all(element: etree._Element, css: str) -> list[etree._Element]:
    """The elements under `element` that the CSS selects."""
    return elements(compile_css(css)(element))


def elements(found: object) -> list[etree._Element]:
    """The elements of an XPath result."""
    return [entry for entry in found if isinstance(entry, etree._Element)] if isinstance(found, list) else []
