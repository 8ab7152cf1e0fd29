"""The item: one news article as one JSON line. `docs/data.md` tells the meaning of every field."""

from dataclasses import dataclass, field

SCHEMA = "warta-article/1"


@dataclass(slots=True)
class Byline:
    """Who made the article: names as printed, apart by role; `uploader` is what only the CMS says."""

    raw: str | None = None
    reporters: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    uploader: str | None = None


@dataclass(slots=True)
class Dateline:
    """The opening `Kendari, Poroscelebes.com – ` and the place it names; codes are Kemendagri's, degrees are WGS 84."""

    raw: str
    place: str | None = None
    outlet: str | None = None
    date: str | None = None
    place_code: str | None = None
    place_name: str | None = None
    province: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True)
class Claim:
    """What another source on the page says of a time."""

    source: str
    raw: str
    at: str | None = None


@dataclass(slots=True)
class Instant:
    """A time as ISO 8601 with offset, the text it was read from, and how the offset is known."""

    at: str
    raw: str
    source: str
    """json-ld, meta, visible, feed, sitemap, wp-json or url"""
    zone: str
    """written (WITA), offset (+08:00) or portal (assumed)"""
    conflict: list[Claim] = field(default_factory=list)


@dataclass(slots=True)
class Image:
    """A picture of the article; the address is absolute."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class Pages:
    """How many pages the article has, and how many of them were read."""

    found: int = 1
    fetched: int = 1


@dataclass(slots=True)
class Revision:
    """Which text of the article this is: 1 is the first that was stored; `previous` is a record id."""

    number: int = 1
    previous: str | None = None
    changed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Duplicate:
    """The article that was stored before with the same text; a link, never a reason to delete."""

    kind: str
    of: str
    similarity: float


@dataclass(slots=True)
class Source:
    """The archived exchange that the item was read from, and the code that read it."""

    warc: str | None = None
    offset: int | None = None
    record_id: str | None = None
    digest: str | None = None
    fetched_at: str | None = None
    status: int | None = None
    layout: str | None = None
    version: str | None = None


@dataclass(slots=True, kw_only=True)
class Article:
    """One article as published; the order of the fields is the order of the keys in a JSON line."""

    schema: str = SCHEMA
    id: str
    portal: str
    url: str
    canonical_url: str | None = None
    headline: str
    byline: Byline = field(default_factory=Byline)
    dateline: Dateline | None = None
    published: Instant | None = None
    modified: Instant | None = None
    lead_date: str | None = None
    body: list[str] = field(default_factory=list)
    subheads: list[str] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    language: str | None = None
    agency: str | None = None
    paid: bool = False
    pages: Pages = field(default_factory=Pages)
    revision: Revision = field(default_factory=Revision)
    duplicate: Duplicate | None = None
    source: Source = field(default_factory=Source)


@dataclass(slots=True)
class Refusal:
    """A page that gave no article: `reason` is a short fixed word such as `listing`, `detail` says what was seen."""

    reason: str
    url: str
    detail: str = ""
    portal: str | None = None
    source: Source = field(default_factory=Source)
