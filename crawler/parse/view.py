"""Where on a page the article stands: by a layout that fits, else by looking for the headline and the running text."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from crawler.items import Instant
from crawler.parse.body import Around, read_above, read_around
from crawler.parse.byline import Credit
from crawler.parse.column import find_column
from crawler.parse.dateline import find_dateline
from crawler.parse.fallback import find_elsewhere
from crawler.parse.headline import Headline, find_headline, select_headline
from crawler.parse.instants import read_instant
from crawler.parse.layout import Layout, candidates
from crawler.parse.metadata import Metadata
from crawler.parse.noise import element_noise
from crawler.parse.printed import credits_of, find_credits, find_labelled, may_be_labelled
from crawler.parse.refusals import linked_headings
from crawler.parse.statements import statements_of, tells_change, times_in, times_of, with_clocks
from crawler.parse.tree import Node, ancestors, attribute, select, select_first, text_length, text_of
from crawler.portal import Portal

_LEAST_TEXT = 60
_TEASERS = 4
_THIN = 500
_TERMS = ("section", "tags")
_OTHERS = ("comments", "related")


@dataclass(frozen=True, eq=False)
class View:
    """The parts of a page; `scope` is the smallest element around headline and body."""

    headline: Headline
    body: Node
    scope: Node
    root: Node
    name: str
    """the layout that matched, or which rules found the body: general, json-ld, next-data, trafilatura"""
    layout: Layout | None = None

    def all(self, part: str) -> list[Node]:
        """The elements of a part by the first of its selectors that finds some, near the article before elsewhere."""
        selectors = getattr(self.layout, part, ())
        if part == "images":
            return self._own(self.root, selectors)
        find = self._own if part == "date" else select_first
        found = find(self.scope, selectors) or find(self.region, selectors)
        return found or (select_first(self.root, selectors) if part in _TERMS else [])

    def _own(self, within: Node, selectors: Iterable[str]) -> list[Node]:
        """What the first of several selectors finds outside of comments and of boxes of other articles."""
        for css in selectors:
            found = select(within, css)
            # Where the first and the last are the article's, all between them are.
            if any(map(self._is_others, found[:: max(len(found) - 1, 1)])):
                found = [element for element in found if not self._is_others(element)]
            if found:
                return found
        return []

    def _is_others(self, element: Node) -> bool:
        """Whether a box around an element, that is not around the article too, is one of comments or other articles."""
        for above in ancestors(element):
            if above.mem_id in self._wrappers:
                break
            if element_noise(above) in _OTHERS:
                return True
        return False

    @cached_property
    def _wrappers(self) -> set[int]:
        """What stands around headline or body, as `mem_id`."""
        parts = [part for part in (self.headline.element, self.body) if part is not None]
        return {above.mem_id for part in parts for above in (part, *ancestors(part))}

    def noise(self) -> set[int]:
        """What the layout knows to be no part of the body, by all of its selectors, as `mem_id`."""
        selectors = self.layout.noise if self.layout else ()
        return {element.mem_id for element in select(self.body, ", ".join(selectors))} if selectors else set()

    @cached_property
    def region(self) -> Node:
        """The scope and what stands beside it: bylines and tags often follow in a box of their own."""
        region = self.scope
        for above in islice(ancestors(region), 2):
            if above.tag in ("body", "html"):
                break
            region = above
        return region

    @cached_property
    def around(self) -> Around:
        """The printed lines that surround the body."""
        return read_around(self.region, self.headline.element, self.body)

    def dates(self, zone: str, now: dt.datetime | None) -> list[Instant]:
        """Times that the layout selects, those of a change last."""
        dated = self.all("date")
        lines = with_clocks([text_of(element) for element in dated])
        said = [(element, statements_of(line)) for element, line in zip(dated, lines, strict=True)]
        if len(said) > 1:
            said.sort(key=lambda pair: tells_change(pair[1][0]))
        return [read for element, statements in said for read in times_of(element, statements, zone, now)]

    def dates_nearby(self, zone: str, now: dt.datetime | None, is_enough: Callable[[Instant], bool]) -> list[Instant]:
        """Times in the lines around: between headline and body, and where none of these is enough, above and behind."""
        around = self.around
        read = list(times_in(with_clocks(around.between[:40]), zone, now))
        if not any(is_enough(instant) and not tells_change(statement) for statement, instant in read):
            read += times_in(reversed(read_above(self.region, self.headline.element)[-6:]), zone, now)
            # What appeared hours ago behind the text is a teaser.
            read += times_in(around.behind[:15], zone, None)
        return [instant for _, instant in sorted(read, key=lambda pair: tells_change(pair[0]))]

    def machine_times(self, zone: str, now: dt.datetime | None) -> list[Instant]:
        """Times in the attributes of the nearest time elements; of publication where some say so, the first few."""
        elements = self._own(self.scope, ["time"]) or self._own(self.region, ["time"])
        published = [element for element in elements if "publish" in attribute(element, "class")]
        told = [element for element in (published or elements)[:3] if not tells_change(text_of(element))]
        times = [attribute(element, "datetime") for element in told]
        return [instant for time in times if (instant := read_instant(time, "meta", zone, now))]

    def credits(self, metadata: Metadata) -> tuple[list[Credit], list[Credit]]:
        """Printed credits: the selected or likely ones, and the labelled ones that outrank a mere account."""
        selected = [credits_of(element) for element in self.all("byline")]
        named = any(credit.reporters or credit.initials for credit in selected)
        if named and any(credit.editors for credit in selected):
            return selected, []
        account = bool(self.layout and self.layout.author_is_account)
        if account and (labelled := [credits_of(element) for element in self.all("credit")]):
            return selected, labelled
        labelled = []
        if not (named or account) or may_be_labelled(self.region, writers=account):
            labelled = find_labelled(self.around, self.body)
        if account:
            accounts = [credit.raw for credit in selected if credit.raw]
            # The line that prints the account says nothing more about who wrote.
            return selected, [one for one in labelled if not any(name in (one.raw or "") for name in accounts)]
        if named:
            return [*selected, *(credit for credit in labelled if credit.editors and not credit.reporters)], []
        return [*selected, *find_credits(labelled, self.around, self.region, self.body, metadata)], []


def find_view(root: Node, source: str, metadata: Metadata, url: str, portal: Portal, day: str | None) -> View | None:
    """The view by the first layout whose headline and body both stand in the page, else by the general rules."""
    for layout in candidates(portal.layouts, url, source, root, day):
        if view := _by_layout(root, layout, metadata, url):
            return view if text_length(view.body) > _THIN else _fuller(view, root, source, metadata, url)
    return _in_general(root, source, metadata, url)


def _fuller(view: View, root: Node, source: str, metadata: Metadata, url: str) -> View:
    """The general view where a layout finds but a scrap of the text: its page has changed."""
    general = _in_general(root, source, metadata, url)
    return general if general and text_length(general.body) > 3 * text_length(view.body) else view


def _by_layout(root: Node, layout: Layout, metadata: Metadata, url: str) -> View | None:
    bodies = _bodies(root, layout)
    headline = select_headline(root, layout.headline, metadata, url) if bodies else None
    headline = headline or (find_headline(root, metadata, url) if bodies else None)
    if headline is None or headline.element is None:
        return None
    around = {element.mem_id: depth for depth, element in enumerate(ancestors(headline.element))}
    # What stands nearest to the headline is this article's, not a teaser's; of two as near the longer one.
    scopes = [(_common(headline.element, body), body) for body in bodies]
    scope, body = min(scopes, key=lambda pair: (around.get(pair[0].mem_id, 0), -text_length(pair[1])))
    return View(headline, body, scope, root, layout.name, layout)


def _bodies(root: Node, layout: Layout) -> list[Node]:
    for selector in layout.body:
        if bodies := [element for element in select(root, selector) if text_length(element) >= _LEAST_TEXT]:
            return bodies
    return []


def _in_general(root: Node, source: str, metadata: Metadata, url: str) -> View | None:
    headline = find_headline(root, metadata, url)
    if headline is None:
        return None
    body = find_column(root, headline.element)
    if body is not None and not _is_list(body, metadata):
        view = View(headline, body, _common(headline.element, body), root, "general")
        is_around = view.scope.mem_id == body.mem_id
        return view if is_around or not _has_lead_outside(view) else replace(view, body=view.scope)
    if elsewhere := find_elsewhere(source, metadata, url):
        scope = headline.element.parent if headline.element is not None else None
        return View(headline, elsewhere[0], root if scope is None else scope, root, elsewhere[1])
    return None


def _is_list(body: Node, metadata: Metadata) -> bool:
    """Whether a column is a list of teasers, on a page that does not call itself an article."""
    if metadata.article or metadata.first("og:type") == "article":
        return False
    return len(linked_headings(body)) >= _TEASERS


def _has_lead_outside(view: View) -> bool:
    """Whether the first paragraph, known by its dateline, stands between headline and column."""
    if find_dateline(text_of(view.body)):
        return False
    return any(find_dateline(line) for line in view.around.between if len(line) > _LEAST_TEXT)


def _common(one: Node | None, other: Node) -> Node:
    if one is None:
        return other
    above = {element.mem_id for element in (one, *ancestors(one))}
    return next((element for element in (other, *ancestors(other)) if element.mem_id in above), other)
