"""What a page says of itself to machines: JSON-LD, meta, microdata, link; each kept apart, none believed yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.parse import jsonld
from crawler.parse.links import absolute
from crawler.parse.tree import Node, ask, plain_text, squash

_LONGEST = 4000
_AUTHORS = ("author", "content_author", "dtk:author", "jpnncom_news_author", "news:author", "article:author")


@dataclass
class Metadata:
    """Values by source as written; keys of `meta` are lower case, `property`, `name` and `itemprop` alike."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    nodes: list[jsonld.Node] = field(default_factory=list)
    article: jsonld.Node = field(default_factory=dict)
    """the node of the article, {} where there is none"""
    title: str | None = None
    language: str | None = None

    def first(self, *keys: str) -> str | None:
        """The first non-empty meta value of these keys, squashed."""
        return next((text for key in keys for value in self.meta.get(key, ()) if (text := squash(value))), None)


def authors(metadata: Metadata) -> list[str]:
    """Authors by JSON-LD and meta, in that order; an address of a profile is no name."""
    node = metadata.article
    names = jsonld.names_in(node.get("author"))
    if not names and isinstance(author := node.get("author"), dict) and "@id" in author:
        same = (other for other in metadata.nodes if other.get("@id") == author["@id"])
        names = [name for other in same for name in jsonld.names_in(other)]
    names += [name for key in _AUTHORS for name in metadata.meta.get(key, [])]
    return list(dict.fromkeys(squash(name) for name in names if name and "://" not in name))


def read_metadata(root: Node) -> Metadata:
    """Reads what stands in head and scripts in one walk."""
    found = Metadata(language=root.attributes.get("lang"))
    scripts: list[str] = []
    for element in ask(root, "title, meta, link, script[type*='ld+json']"):
        match element.tag:
            case "meta":
                _add_meta(found.meta, element.attributes)
            case "link":
                _add_link(found.links, element.attributes)
            case "script":
                scripts.append(plain_text(element))
            case _:
                found.title = squash(plain_text(element)[:_LONGEST]) if found.title is None else found.title
    found.nodes = jsonld.read_nodes(scripts)
    found.article = jsonld.find_article(found.nodes)
    return found


def _add_meta(meta: dict[str, list[str]], attributes: Mapping[str, str | None]) -> None:
    if key := attributes.get("property") or attributes.get("name") or attributes.get("itemprop"):
        meta.setdefault(key.strip().lower(), []).append((attributes.get("content") or "")[:_LONGEST])


def _add_link(links: dict[str, str], attributes: Mapping[str, str | None]) -> None:
    for relation in (attributes.get("rel") or "").lower().split():
        links.setdefault(relation, attributes.get("href") or "")


def canonical_url(metadata: Metadata, url: str) -> str | None:
    """The address that the page itself names, absolute; None where it names none or only its front page.

    A mobile or damaged template often writes the front page for every article: that is no address of an article.
    """
    for named in (metadata.links.get("canonical"), metadata.first("og:url")):
        address = absolute(url, named) if named and not named.isspace() else None
        scheme, _, place = (address or "").partition("://")
        if address and scheme in ("http", "https") and place.rstrip("/").count("/"):
            return address
    return None
