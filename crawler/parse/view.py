"""Where on a page the article stands: by a layout that fits, else by looking for the headline and the running text."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.items import Instant
from crawler.parse import jsonld
from crawler.parse.column import find_column
from crawler.parse.headline import Headline, find_headline
from crawler.parse.instants import read_instant
from crawler.parse.layout import Layout, candidates
from crawler.parse.metadata import Metadata
from crawler.parse.selectors import find_all
from crawler.parse.tree import squash, text_of
from crawler.portal import Portal

_LEAST_TEXT = 60
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class View:
    """The parts of a page; `scope` is the smallest element around headline and body."""

    headline: Headline
    body: etree._Element
    scope: etree._Element
    layout: Layout | None

    @property
    def name(self) -> str:
        """Name of the layout that matched, `general` for none."""
        return self.layout.name if self.layout else "general"

    def all(self, part: str) -> list[etree._Element]:
        """The elements of a part by the first of its selectors that finds some, near the article before elsewhere."""
        for selector in getattr(self.layout, part, ()):
            if found := find_all(self.scope, selector):
                return found
        return []

    def dates(self, zone: str, now: dt.datetime | None) -> list[Instant]:
        """Printed times, the likeliest first."""
        if self.layout:
            found = [read for element in self.all("date") for read in _instants(element, zone, now)]
            if found:
                return found
        texts = (text for text in self._beside_headline() if len(text) < _LONGEST_LINE and _has_number(text))
        return [instant for text in texts if (instant := read_instant(text, "visible", zone, now))][:3]

    def bylines(self, metadata: Metadata) -> list[str]:
        """Printed bylines: what the layout selects, else the line that prints an author whom the page also tells."""
        if self.layout:
            return list(dict.fromkeys(text for element in self.all("byline") if (text := text_of(element))))
        told = {name.casefold() for name in jsonld.names_in(metadata.article.get("author"))}
        return [text for text in self._beside_headline() if text.casefold() in told][:1]

    def _beside_headline(self) -> Iterator[str]:
        """Pieces of text between headline and body."""
        started = False
        for element in self.scope.iter():
            if element is self.body:
                return
            if element is self.headline.element:
                started = True
                continue
            if started and isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript"):
                yield from filter(None, (squash(element.text), squash(element.tail)))


def find_view(
    root: etree._Element, source: str, metadata: Metadata, url: str, portal: Portal, day: str | None
) -> View | None:
    """The view by the first layout whose headline and body both stand in the page, else by the general rules."""
    for layout in candidates(portal.layouts, url, source, day):
        if view := _by_layout(root, layout, metadata, url):
            return view
    return _in_general(root, metadata, url)


def _by_layout(root: etree._Element, layout: Layout, metadata: Metadata, url: str) -> View | None:
    headline = _printed(root, layout, metadata, url)
    if headline is None or headline.element is None:
        return None
    for scope in _around(headline.element):
        if (body := _largest(scope, layout.body)) is not None:
            return View(headline, body, scope, layout)
    return None


def _printed(root: etree._Element, layout: Layout, metadata: Metadata, url: str) -> Headline | None:
    selected = any(find_all(root, selector) for selector in layout.headline)
    return find_headline(root, layout.headline, metadata, url) if selected else None


def _around(element: etree._Element) -> list[etree._Element]:
    """Ancestors from the inside: what stands nearest to the headline is this article's, not a teaser's."""
    return list(element.iterancestors())


def _largest(scope: etree._Element, selectors: tuple[str, ...]) -> etree._Element | None:
    for selector in selectors:
        sizes = [(len("".join(element.itertext()).strip()), element) for element in find_all(scope, selector)]
        if sizes and max(size for size, _ in sizes) >= _LEAST_TEXT:
            return max(sizes, key=lambda entry: entry[0])[1]
    return None


def _in_general(root: etree._Element, metadata: Metadata, url: str) -> View | None:
    headline = find_headline(root, (), metadata, url)
    if headline is None:
        return None
    body = find_column(root, headline.element)
    if body is None:
        return None
    return View(headline, body, _common(headline.element, body), None)


def _common(one: etree._Element | None, other: etree._Element) -> etree._Element:
    if one is None:
        return other
    above = {one, *one.iterancestors()}
    return next((element for element in (other, *other.iterancestors()) if element in above), other)


def _instants(element: etree._Element, zone: str, now: dt.datetime | None) -> Iterator[Instant]:
    """The printed time of an element, and the one in its attribute."""
    if printed := read_instant(text_of(element), "visible", zone, now):
        yield printed
    machine = element.get("datetime") or element.get("content")
    if machine and (told := read_instant(machine, "meta", zone, now)):
        yield told


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text)
