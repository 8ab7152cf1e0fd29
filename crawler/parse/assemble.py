"""From the parts of a page to the item: paragraphs joined, dateline and credits taken out of them, sources weighed."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, dropwhile
from urllib.parse import urlsplit

from crawler import __version__ as VERSION
from crawler.items import Article, Dateline, Image, Instant, Source
from crawler.parse import credits, jsonld, published
from crawler.parse.body import is_subhead, read_blocks
from crawler.parse.byline import Credit
from crawler.parse.layout import zone_at
from crawler.parse.lead import drop_repeats, lead_date, take_dateline
from crawler.parse.links import absolute
from crawler.parse.metadata import Metadata
from crawler.parse.noise import element_noise
from crawler.parse.reader import Block
from crawler.parse.refusals import Reason, refuse_thin
from crawler.parse.tree import Node, ancestors, ask, attribute, is_inside, select, squash, text_of
from crawler.parse.view import View
from crawler.portal import Portal

__all__ = ["VERSION", "Reading", "read", "to_article"]


_LONG = 100
_CAPTION = re.compile(r"caption|(?<![\w-])grey2(?![\w-])")


@dataclass
class Reading:
    """What one page gives, before pages are joined."""

    headline: str
    blocks: list[Block]
    metadata: Metadata
    layout: str
    account: bool = False
    printed: list[Credit] = field(default_factory=list)
    labelled: list[Credit] = field(default_factory=list)
    """credits around the body that name their role"""
    published: Instant | None = None
    modified: Instant | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    language: str | None = None


def read(
    root: Node,
    view: View,
    metadata: Metadata,
    portal: Portal,
    fetched_at: dt.datetime | None,
    cut: Counter[str],
    url: str,
) -> Reading | Reason:
    """The parts of one page; a page that has a headline and no text is refused."""
    blocks = read_blocks(view.body, cut, skip=view.noise(), behind=_inside(view))
    # Single spaces part them: to count these takes a tenth of the time that to split takes.
    words = sum(block.text.count(" ") + 1 for block in blocks)
    if thin := refuse_thin(root, metadata, url, words):
        return thin
    if not blocks:
        return Reason("no-body", view.headline.text[:60])
    reading = _parts(blocks, view, metadata, url)
    reading.language = reading.language or portal.language
    zone = (view.layout and view.layout.zone) or zone_at(url) or portal.zone
    reading.published = published.published_at(view, metadata, zone, fetched_at)
    reading.modified = published.modified_at(metadata, reading.published, zone, fetched_at)
    reading.printed, reading.labelled = view.credits(metadata)
    return reading


def _parts(blocks: list[Block], view: View, metadata: Metadata, url: str) -> Reading:
    return Reading(
        headline=view.headline.text,
        blocks=blocks,
        metadata=metadata,
        layout=view.name,
        account=bool(view.layout and view.layout.author_is_account),
        section=_section(view, metadata),
        tags=_tags(view, metadata),
        images=_images(view, metadata, url),
        language=_language(metadata),
    )


def to_article(readings: Sequence[Reading], url: str, portal: Portal) -> Article | Reason:
    """The item of one or more pages of the same article."""
    first = readings[0]
    blocks = _joined(readings)
    drop_repeats(blocks, first.headline)
    credits.tie_names(blocks)
    writers = credits.writers_told(first.printed, first.metadata)
    in_text = [*first.labelled, *credits.take_opening(blocks, writers), *credits.take_signoffs(blocks, writers)]
    dateline = take_dateline(blocks)
    if not blocks:
        return Reason("no-body", first.headline[:60])
    article = _article(first, blocks, dateline, url, portal)
    host = urlsplit(url).hostname or ""
    article.byline, article.agency, article.paid = credits.byline_of(
        first.printed, in_text, first.metadata, first.account, host
    )
    return article


def _article(first: Reading, blocks: Sequence[Block], dateline: Dateline | None, url: str, portal: Portal) -> Article:
    return Article(
        id="",
        portal=portal.name,
        url=url,
        headline=first.headline,
        dateline=dateline,
        published=first.published,
        modified=first.modified,
        lead_date=lead_date(blocks, dateline),
        body=[block.text for block in blocks],
        subheads=_subheads(blocks),
        section=first.section,
        tags=first.tags,
        images=first.images,
        language=first.language,
        source=Source(layout=first.layout, version=VERSION),
    )


def _joined(readings: Sequence[Reading]) -> list[Block]:
    """The paragraphs of all pages; what two pages repeat is kept once, and so is a long one of two copies in a page."""
    first = {block.text: block for block in reversed(readings[0].blocks) if len(block.text) >= _LONG}
    blocks = [block for block in readings[0].blocks if first.get(block.text, block) is block]
    for reading in readings[1:]:
        seen = {block.text for block in blocks}
        blocks += [block for block in reading.blocks if block.text not in seen]
    return blocks


def _subheads(blocks: Sequence[Block]) -> list[str]:
    """Sub-headings stand between paragraphs, never last and never where every paragraph is bold."""
    found = [block.text for block in blocks[1:-1] if is_subhead(block)]
    return found if len(found) * 2 < len(blocks) + 1 else []


def _inside(view: View) -> Node | None:
    """The headline where the body holds it; one in a box of noise is another article's."""
    element = view.headline.element
    if element is None or not is_inside(element, view.body):
        return None
    between = ancestors(element, within=view.body)
    return element if all(element_noise(outer) is None for outer in between) else None


def _section(view: View, metadata: Metadata) -> str | None:
    printed = map(text_of, reversed(view.all("section")))
    told = (jsonld.text_in(metadata.article.get("articleSection")), metadata.first("article:section"))
    return next((squash(name) for name in chain(printed, told) if name), None)


def _tags(view: View, metadata: Metadata) -> list[str]:
    printed = [text_of(element).lstrip("#").strip() for element in view.all("tags")]
    names = [name for name in printed if name] or metadata.meta.get("article:tag", []) or _keywords(metadata)
    return list(dict.fromkeys(squash(name) for name in names))


def _keywords(metadata: Metadata) -> Iterable[str]:
    value = metadata.article.get("keywords")
    names = jsonld.names_in(value)
    words = names[0].split(",") if len(names) == 1 else names
    # "Editor:X", "News:", "Topic: Y" are labels of the content system.
    return [word for word in words if ":" not in word]


def _images(view: View, metadata: Metadata, url: str) -> list[Image]:
    """Pictures of the layout's picture box, or the one that the page shows to other sites."""
    found = [image for box in view.all("images") for image in _pictures(box, url)]
    if not found and (address := metadata.first("og:image", "twitter:image")):
        found = [Image(absolute(url, address) or address)]
    return found


def _pictures(box: Node, url: str) -> Iterable[Image]:
    caption = _caption(box)
    for element in ask(box, "img"):
        said = element.attributes
        address = said.get("data-src") or said.get("data-lazy-src") or said.get("src") or ""
        if address and not address.startswith("data:"):
            yield Image(absolute(url, address) or address, caption)
            return


def _caption(box: Node) -> str | None:
    """What stands below a picture: an element that says so, in its box or behind it, else bare text."""
    near = _behind(box) if box.tag == "img" else box.traverse()
    said = [node for node in near if node.is_element_node and _is_caption(node)]
    said = said or [node for node in _behind(box) if node.is_element_node and _is_named_caption(node)]
    return (text_of(said[0]) if said else "") or squash(" ".join(_bare_texts(box))) or None


def _behind(element: Node) -> Iterator[Node]:
    """What follows an element, up to the next element."""
    following = element.next
    while following is not None:
        yield following
        following = None if following.is_element_node else following.next


def _bare_texts(box: Node) -> Iterator[str]:
    """The texts that stand in a box behind one of its elements."""
    inside = dropwhile(lambda child: not child.is_element_node, box.iter(include_text=True))
    return (child.text_content or "" for child in inside if child.is_text_node)


def _is_caption(element: Node) -> bool:
    """Whether an element in a picture's box is a caption by its tag or its class."""
    return element.tag in ("figcaption", "p") or _is_named_caption(element)


def _is_named_caption(element: Node) -> bool:
    """Whether an element is a caption by its class (`grey2` on Tribun)."""
    names = attribute(element, "class")
    return bool(names and _CAPTION.search(names)) and not select(element, "img")


def _language(metadata: Metadata) -> str | None:
    told = jsonld.text_in(metadata.article.get("inLanguage")) or metadata.language or metadata.first("og:locale")
    return told[:2].lower() if told and told[:2].isalpha() else None
