"""What a site seems to be: clues in its robots.txt, pages, addresses and datelines, and a draft of its portal file."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.items import Dateline

_SYSTEMS = {
    "wordpress": r"/wp-content/|https://api\.w\.org/",
    "blogger": r"\bblogger\.com/|/feeds/posts/default",
}
"""marks in the source of a page, by the family that reads such sites"""

_BASES = {
    "wordpress": ("crawler.cms.wordpress", "WordPressSpider"),
    "blogger": ("crawler.cms.blogger", "BloggerSpider"),
    "promedia": ("crawler.cms.promedia", "PromediaSpider"),
    "tribun": ("crawler.cms.tribun", "TribunSpider"),
    "detik": ("crawler.cms.detik", "DetikSpider"),
    "antara": ("crawler.cms.antara", "AntaraSpider"),
    "rri": ("crawler.cms.rri", "RriSpider"),
    None: ("crawler.cms.custom", "SiteSpider"),
}
"""bases by family; beyond WordPress a family has one layout, of the same name, which tells it too"""
_THEME = re.compile(r"/wp-content/themes/([\w.-]+)/")
_FEED = re.compile(r"<link[^>]+type=[\"']application/(?:rss|atom)\+xml[\"'][^>]*>", re.IGNORECASE)
_HREF = re.compile(r"""href=["']([^"']+)""", re.IGNORECASE)

_SHAPES = (
    ("/YYYY/MM/DD/section/slug.html", r"/\d{4}/\d\d/\d\d/[^/]+/[^/]+\.html$"),
    ("/section/YYYY/MM/DD/slug/", r"^https?://[^/]+/[^/]+/\d{4}/\d\d/\d\d/[^/]+/?$"),
    ("/YYYY/MM/DD/slug/", r"/\d{4}/\d\d/\d\d/[^/]+/?$"),
    ("/YYYY/MM/slug.html", r"/\d{4}/\d\d/[^/]+\.html$"),
    ("/YYYY/MM/slug/", r"/\d{4}/\d\d/[^/]+/?$"),
    ("/?p=N", r"/\?p=\d+$"),
    ("/slug.html", r"^https?://[^/]+/[^/?]+\.html$"),
    ("/slug/", r"^https?://[^/]+/[^/?]+/?$"),
    ("/section/slug/", r"^https?://[^/]+/[^/]+/[^/?]+/?$"),
)
"""forms of article addresses, the narrower first, and their patterns"""

OTHER_SHAPE = "another form"
_GENERAL = {"general", "wordpress"}
"""layouts that fit nearly every theme: to declare them would tell nothing"""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that was seen, and where."""

    what: str
    seen: str
    evidence: str


@dataclass(slots=True)
class Draft:
    """The facts of a portal file, as far as they could be seen."""

    home: str
    family: str | None = None
    title: str = ""
    region: str = ""
    discovery: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    article: str = ""
    zone: str = "+08:00"
    begins: str = ""
    state: str = ""


def forbidden(robots: str, name: str = "warta") -> list[str]:
    """The paths that a robots.txt forbids to a crawler of this name: those of its own group, else those of `*`.

    >>> forbidden("User-agent: *\\nDisallow: /wp-admin/\\nAllow: /wp-admin/admin-ajax.php\\n")
    ['/wp-admin/']
    """
    groups: dict[str, list[str]] = {}
    agents: list[str] = []
    in_rules = False
    for line in robots.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if key.lower() == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
        elif key.lower() in ("allow", "disallow"):
            in_rules = True
            for agent in agents:
                groups.setdefault(agent, []).extend([value] if value and key.lower() == "disallow" else [])
    return groups.get(name, groups.get("*", []))


def sitemaps_in(robots: str) -> list[str]:
    """The addresses of sitemaps that a robots.txt names."""
    return re.findall(r"^\s*sitemap:\s*(\S+)", robots, re.IGNORECASE | re.MULTILINE)


def system_of(html: str, generators: Sequence[str]) -> tuple[str | None, str, str]:
    """The family that reads such a site (None: no known one), the name of its system, and the mark that tells it.

    `generators` are the page's meta values of that name; plug-ins add theirs.
    """
    for family, marks in _SYSTEMS.items():
        named = next((name for name in generators if family in name.lower()), None)
        mark = re.search(marks, html)
        if named or mark:
            return family, named or family, "meta generator" if named else mark[0] if mark else ""
    return None, generators[0] if generators else "unknown", "no mark of a known system"


def theme_of(html: str) -> str | None:
    """The WordPress theme whose files a page loads most."""
    themes = Counter(_THEME.findall(html))
    return themes.most_common(1)[0][0] if themes else None


def feeds_in(html: str) -> list[str]:
    """The addresses of feeds that a page announces, as written."""
    links = (_HREF.search(link) for link in _FEED.findall(html))
    return [link[1] for link in links if link]


def shape_of(url: str) -> str:
    """The form of an article's address.

    >>> shape_of("https://fajar.co.id/2024/10/31/upah-buruh-naik/"), shape_of("https://gopos.id/upah-buruh-naik/")
    ('/YYYY/MM/DD/slug/', '/slug/')
    """
    return next((shape for shape, pattern in _SHAPES if re.search(pattern, url)), OTHER_SHAPE)


def pattern_of(urls: Sequence[str]) -> str:
    """The pattern of article addresses where all have one form, and it tells them from lists; else ""."""
    shapes = {shape_of(url) for url in urls}
    return dict(_SHAPES)[shapes.pop()] if len(shapes) == 1 and any("YYYY" in shape for shape in shapes) else ""


def zone_of(local: str, utc: str) -> str:
    """The offset of a site's clock, from one time as it writes it with and without.

    >>> zone_of("2023-04-11T18:22:00", "2023-04-11T10:22:00")
    '+08:00'
    """
    minutes = round((datetime.fromisoformat(local) - datetime.fromisoformat(utc)) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def dateline_shape(dateline: Dateline | None) -> str:
    """How a portal prints datelines, with words for what changes.

    >>> dateline_shape(Dateline("KENDARI, Kabar.com – ", place="KENDARI", outlet="Kabar.com"))
    'PLACE, Kabar.com – '
    """
    if dateline is None:
        return "none"
    shape = dateline.raw
    if dateline.place:
        shape = shape.replace(dateline.place, "PLACE" if dateline.place.isupper() else "Place", 1)
    return re.sub(r"\d+", "0", shape)


def counted(values: Iterable[str]) -> str:
    """Values by how often they came: `Place – (7), none (3)`."""
    return ", ".join(f"{value.strip()} ({times})" for value, times in Counter(values).most_common())


def most(values: Iterable[str]) -> str:
    """The value that came most, "" where there is none."""
    common = Counter(value for value in values if value).most_common(1)
    return common[0][0] if common else ""


def layout_to_declare(names: Sequence[str]) -> str:
    """The one layout that read all articles, "" where they differ or only a general one fitted."""
    return names[0] if len(set(names)) == 1 and names[0] not in _GENERAL else ""


def region_of(codes: Sequence[str]) -> str:
    """The kabupaten or kota, else the province, that most datelines name; "" where none has more than half.

    >>> region_of(["75.04", "75.04", "75.71"]), region_of(["75.04", "75.01", "75.71"]), region_of(["75.04", "73.71"])
    ('75.04', '75', '')
    """
    for level in (codes, [code[:2] for code in codes]):
        code = most(level)
        if code and level.count(code) * 2 > len(level):
            return code
    return ""


def portal_name(home: str) -> str:
    """A name for the portal's file, from its host.

    >>> portal_name("https://www.lensa-rakyat.com/"), portal_name("http://127.0.0.1:8124/"), portal_name("https://60dtk.com/")
    ('lensa_rakyat', 'portal_127', 'portal_60dtk')
    """
    host = (urlsplit(home).hostname or "").removeprefix("www.")
    name = re.sub(r"\W+", "_", host.split(".")[0])
    return name if name.isidentifier() else f"portal_{name}"


def portal_file(draft: Draft) -> str:
    """The draft as the source of `spiders/NAME.py`; a region that was not seen stands there empty, to be filled in."""
    family = draft.family or next((layout for layout in draft.layouts if layout in _BASES), None)
    module, base = _BASES[family]
    is_open = family in ("wordpress", None)  # the other bases know layouts and addresses already
    name = portal_name(draft.home)
    title = "".join(part.capitalize() for part in name.split("_"))
    facts: dict[str, object] = {
        "name": name,
        "title": draft.title,
        "home": draft.home,
        "region": draft.region,
        "discovery": draft.discovery,
        "layouts": draft.layouts if is_open else (),
        "article": draft.article if is_open else "",
        "zone": draft.zone if is_open and draft.zone != "+08:00" else "",
        "begins": draft.begins,
        "state": draft.state,
        "permission": "unread",
    }
    lines = [f"    {fact} = {_literal(fact, value)}" for fact, value in facts.items() if value or fact == "region"]
    return "\n".join([f"from {module} import {base}", "", "", f"class {title}Spider({base}):", *lines, ""])


def _literal(fact: str, value: object) -> str:
    """A Python literal; what a site says of itself may hold quotes and worse."""
    if isinstance(value, tuple):
        return f"({', '.join(json.dumps(part) for part in value)}{',' if len(value) == 1 else ''})"
    return f'r"{value}"' if fact == "article" else json.dumps(value, ensure_ascii=False)
