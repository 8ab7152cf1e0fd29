"""What stands among the paragraphs and is not the article, known by its words or by the names of its element."""

import re
import tomllib
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from crawler.parse.tree import Node

_VOCABULARY = tomllib.loads((resources.files("crawler.parse") / "noise.toml").read_text(encoding="utf-8"))
_BY_WORD = {word: kind for kind, words in _VOCABULARY["words"].items() for word in words.split()}
_BY_NAME = {word: kind for kind, words in _VOCABULARY["names"].items() for word in words.split()}


def _pattern(section: str, in_front: str = "") -> re.Pattern[str]:
    """All patterns of a section in one; the group that matches is the kind."""
    kinds = [f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _VOCABULARY[section].items()]
    return re.compile(f"{in_front}(?:{'|'.join(kinds)})".replace("_", r"[\W_]*"))


_LINKED_OPENINGS = _pattern("linked", in_front="_")
# Each phrase for itself, because re skips to the first letters of one, not of several.
_PHRASES = [
    re.compile(f"(?P<{kind}>{phrase})") for kind, phrases in _VOCABULARY["phrases"].items() for phrase in phrases
]
_LOOKS = (
    _pattern("behind_signs", in_front="_").match,
    _pattern("openings").match,
    *(phrase.search for phrase in _PHRASES),
)
_SPLIT = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])|\d+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Elements that hold no text of the article; an empty kind is not counted, because a reader sees no text there.
_TEXTLESS = """script style noscript template iframe object embed video audio canvas svg map link meta input select
textarea title img"""
DROPPED_TAGS = dict.fromkeys(_TEXTLESS.split(), "") | {
    "ins": "advert",
    "button": "share",
    "form": "form",
    "nav": "paging",
    "figcaption": "caption",
    "footer": "footer",
    "aside": "related",
}
# Characters of names that are looked at; templates write them by the dozen, never by the thousand.
_NAMES = 300
# No announcement is longer; a long paragraph that begins like one is text.
_LONGEST = 420
_MOSTLY = 0.5
_LABEL = re.compile(r"[:»]\s*$|^[^.]{0,45}$")


def element_noise(element: Node) -> str | None:
    """The kind of noise that tag, style or names of an element announce; "" for what is no text, None for no noise."""
    if (kind := DROPPED_TAGS.get(element.tag or "")) is not None:
        return kind
    attributes = element.attributes
    if not attributes:
        return None
    if "hidden" in attributes or ("style" in attributes and _HIDDEN_STYLE.search(attributes["style"] or "")):
        return "hidden"
    kind = names_noise(names[:_NAMES]) if (names := attributes.get("class")) else None
    return kind or (names_noise(name[:_NAMES]) if (name := attributes.get("id")) else None)


@lru_cache(maxsize=8192)
def names_noise(names: str) -> str | None:
    """The kind of noise that class names speak of, the first of them that does.

    >>> names_noise("clearfix div-gpt-ad-1572510743529-0"), names_noise("td-post-content"), names_noise("bacaJuga")
    ('advert', None, 'related')
    """
    for name in names.split():
        if kind := _BY_NAME.get(name.lower()) or _name_noise(name):
            return kind
    return None


def _name_noise(name: str) -> str | None:
    words = [word.lower() for word in _SPLIT.split(name) if word]
    candidates = ["".join(words), *words, *(one + other for one, other in pairwise(words))]
    return next((_BY_WORD[word] for word in candidates if word in _BY_WORD), None)


def text_noise(text: str, linked: float = 0.0) -> str | None:
    """The kind of noise that a whole paragraph is by its words; `linked` is the share of its letters inside links.

    >>> text_noise("Baca Juga : Harga cabai di Palu naik"), text_noise("Baca puisi, ia menang di Palu.")
    ('related', None)
    """
    if len(text) > _LONGEST:
        return None
    # Patterns without regard to capitals would take twice the time.
    small = text.lower()
    for look in _LOOKS:
        if found := look(small):
            return found.lastgroup
    linked_opening = _LINKED_OPENINGS.match(small) if linked >= _MOSTLY else None
    return linked_opening.lastgroup if linked_opening else None


def is_label(text: str) -> bool:
    """Whether such a line only announces the links that follow it."""
    return bool(_LABEL.search(text))
