"""The headline as a reader sees it; a heading that shares no words with what the page is called is a logo."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.parse import jsonld
from crawler.parse.metadata import Metadata
from crawler.parse.noise import element_noise
from crawler.parse.tree import Node, ancestors, ask, select, squash, text_of

_SEPARATOR = re.compile(r" (?:[-–—|»•·]+ |\| ?)|\| ?")
_WORD = re.compile(r"\w+")
# Half of the words in common: a logo ("Regional") has none, a headline that was edited after the title keeps most.
_ALIKE = 0.5
_PAGE = re.compile(r" [-–—|] Halaman (?:all|\d+)\Z", re.IGNORECASE)
_LONGEST = 400


class Headline(NamedTuple):
    """The text and, where it is printed, its element."""

    text: str
    element: Node | None


def select_headline(root: Node, selectors: Iterable[str], metadata: Metadata, url: str) -> Headline | None:
    """The first selected element that reads like a headline of this page."""
    names = page_titles(metadata, url)
    for selector in selectors:
        for element in select(root, selector):
            text = heading_text(element, names)
            if text and len(text) <= _LONGEST and (not names or likeness(text, names) > 0 or len(text.split()) > 3):
                return Headline(text, element)
    return None


def find_headline(root: Node, metadata: Metadata, url: str) -> Headline | None:
    """The printed heading most like the page's titles, else the title itself."""
    names = page_titles(metadata, url)
    return _most_alike(_headings(root), names) or _printed_title(root, names[:1])


def page_titles(metadata: Metadata, url: str) -> list[str]:
    """What the page is called in its head and its address, best first, without the portal's own name."""
    titles = (metadata.first("og:title"), jsonld.text_in(metadata.article.get("headline")), metadata.title)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    site = metadata.first("og:site_name", "application-name") or host
    sites = {_bare(site), _bare(host), _bare(host.rpartition(".")[0])} - {""}
    names = (without_site(title, sites) for title in dict.fromkeys(map(squash, titles)))
    return [name for name in dict.fromkeys(_PAGE.sub("", name) for name in names) if name]


def heading_text(element: Node, names: Iterable[str]) -> str:
    """The text of a heading less the number of the page, and less a kicker or subtitle: a child that no title has."""
    text = _PAGE.sub("", text_of(element))
    for name in names:
        if text.startswith(name) or text.endswith(name):
            rest = text.removeprefix(name) if text.startswith(name) else text.removesuffix(name)
            if rest and any(text_of(child) == rest.strip() for child in ask(element, "*")):
                return name
    return text


def without_site(title: str, sites: set[str]) -> str:
    """A squashed title less the portal's name at its end or beginning; `sites`: its names without signs and spaces.

    >>> without_site("Banjir di Palu - Halaman 2 | Kabar Luwuk", {"kabarluwuk", "kabarluwukcom"})
    'Banjir di Palu - Halaman 2'
    """
    parts = list(_SEPARATOR.finditer(title))
    for part in parts:
        behind = _bare(title[part.end() :])
        if any(behind.startswith(site) or site.startswith(behind or "-") for site in sites):
            return title[: part.start()]
    if parts and _bare(title[: parts[0].start()]) in sites:
        return title[parts[0].end() :]
    return "" if _bare(title) in sites else title


def likeness(text: str, names: Iterable[str]) -> float:
    """Share of words that a text has in common with the most similar of some names, 0 to 1."""
    words = set(_WORD.findall(text.casefold()))
    return max((_share(words, set(_WORD.findall(name.casefold()))) for name in names), default=0.0)


def _share(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _bare(name: str) -> str:
    return "".join(_WORD.findall(name.casefold()))


def _headings(root: Node) -> Iterator[Node]:
    for likely in ("h1", "h2", "[itemprop~='headline']", ".entry-title", ".post-title", "h3"):
        yield from select(root, likely)


def _most_alike(headings: Iterable[Node], names: list[str]) -> Headline | None:
    best, best_score = None, _ALIKE
    hidden: Headline | None = None
    for element in headings:
        text = heading_text(element, names)
        if not text or len(text) > _LONGEST:
            continue
        if not names:
            return Headline(text, element)
        # The first of equals: teasers of the same article come later in the page.
        if (score := likeness(text, names)) > best_score:
            if _is_hidden(element):
                hidden = hidden or Headline(text, element)
                continue
            best, best_score = Headline(text, element), score
            if score == 1:
                break
    return best or hidden


def _is_hidden(element: Node) -> bool:
    return any(element_noise(outer) == "hidden" for outer in (element, *ancestors(element)))


def _printed_title(root: Node, names: list[str]) -> Headline | None:
    """The title, with the element that prints it where it is no heading at all."""
    for name in names:
        words = name.split()
        for element in ask(root, "div, p, span, strong, b, font, td, a"):
            first = element.first_child
            if first is not None and first.is_text_node and (first.text_content or "").split() == words:
                return Headline(name, element)
        return Headline(name, None)
    return None
