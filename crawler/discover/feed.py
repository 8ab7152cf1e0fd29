"""RSS 2.0, RDF and Atom feeds."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape

from lxml import etree

from crawler.discover.found import Found
from crawler.discover.xml import child_text, local_name, read_xml


def read_feed(body: bytes) -> list[Found]:
    """The articles of a feed in its own order; raises NotUnderstood when the bytes are no feed."""
    entries = [element for element in read_xml(body).iter() if local_name(element) in ("item", "entry")]
    found = [_entry(element) for element in entries]
    return [entry for entry in found if entry is not None]


def _entry(element: etree._Element) -> Found | None:
    url = _link(element)
    if url is None:
        return None
    title = child_text(element, "title")
    return Found(
        url=url,
        published=feed_time(child_text(element, "pubDate", "published", "date", "issued")),
        modified=feed_time(child_text(element, "updated", "modified")),
        headline=unescape(title) if title else None,
        source="feed",
    )


def _link(element: etree._Element) -> str | None:
    atom = [
        child.get("href")
        for child in element
        if local_name(child) == "link" and child.get("rel", "alternate") == "alternate" and child.get("href")
    ]
    return (atom[0] if atom else child_text(element, "link")) or None


def feed_time(text: str | None) -> str | None:
    """A feed's time as ISO 8601, a day where only that is stated, or None where it cannot be read.

    >>> feed_time("Sat, 02 Aug 2026 11:44:31 +0000"), feed_time("2026-08-02")
    ('2026-08-02T11:44:31+00:00', '2026-08-02')
    """
    # The right one first: in a sitemap of 50,000 addresses the wrong ones cost seconds.
    iso = (text or "")[:4].isdigit()
    for read in (date.fromisoformat, datetime.fromisoformat) if iso else (parsedate_to_datetime,):
        try:
            at = read(text or "")
        except ValueError:
            continue
        return at.replace(tzinfo=UTC).isoformat() if isinstance(at, datetime) and not at.tzinfo else at.isoformat()
    return None
