"""When an article appeared and was changed: the printed line is believed, what other sources say is recorded."""

import datetime as dt
from collections.abc import Iterable, Sequence

from crawler.items import Claim, Instant
from crawler.parse import jsonld
from crawler.parse.elapsed import find_elapsed
from crawler.parse.instants import read_instant
from crawler.parse.metadata import Metadata
from crawler.parse.view import View

# Names of meta elements, most telling first.
_PUBLISHED = [
    "article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "content_publisheddate",
    "jpnncom_news_pubdate",
    "og:published_time",
    "article:published",
    "publish-date",
    "dtk:publishdate",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dc.date",
    "date",
]
_MODIFIED = ["article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified", "article:modified"]
INDONESIAN_OFFSETS = (7, 8, 9)


def published_at(view: View, metadata: Metadata, zone: str, now: dt.datetime | None = None) -> Instant | None:
    """The time of publication, with every source that says another minute in `conflict`."""
    told = [*_from_json_ld(metadata, "datePublished", zone, now), *_from_meta(metadata, _PUBLISHED, zone, now)]
    changes = _changes(metadata, zone, now) if told else []
    printed = _of_publication(view.dates(zone, now), told, changes)
    told = told or view.machine_times(zone, now)
    confirmed = _confirmed(printed, told)
    # A selected date that no other source knows may be another article's: then the lines around are asked as well.
    if not printed or (told and not confirmed):
        nearby = view.dates_nearby(zone, now, lambda one: "T" in one.at and bool(_confirmed([one], told)))
        printed += _of_publication(nearby, told, changes)
        confirmed = _confirmed(printed, told)
    # What counts from now comes last.
    printed.sort(key=_is_rough)
    return settle(confirmed or [one for one in printed if _near(one, printed[0])], told)


def settle(printed: Sequence[Instant], told: Sequence[Instant]) -> Instant | None:
    """Printed before told; a printed day without a clock takes the clock of a source that names the same day."""
    exact = [instant for instant in printed if not _is_rough(instant)]
    full = [instant for instant in exact if "T" in instant.at]
    day = next((instant for instant in exact if "T" not in instant.at), None)
    chosen = _chosen(full, day, told) or next(iter(printed), None)
    if chosen is None:
        return None
    if chosen.zone == "portal":
        _take_offset(chosen, [instant for instant in (*printed, *told) if instant.zone != "portal"])
    chosen.conflict = list(_conflicts(chosen, told))
    return chosen


def _of_publication(printed: Iterable[Instant], told: Sequence[Instant], changes: Sequence[Instant]) -> list[Instant]:
    """Printed times without those that the page elsewhere calls the last change."""
    return [one for one in printed if _is_among(one, told) or not _is_among(one, changes)]


def _is_among(instant: Instant, others: Iterable[Instant]) -> bool:
    return any(_same(instant, other) for other in others)


def _is_rough(instant: Instant) -> bool:
    """Whether a time was counted from that of the fetch: `2 hari yang lalu` is right to the day at best."""
    found = find_elapsed(instant.raw)
    return found is not None and not found.days_only


def _confirmed(printed: Sequence[Instant], told: Sequence[Instant]) -> list[Instant]:
    """The printed times of a day that another source names too, those with a clock first."""
    found = [instant for instant in printed if any(_near(instant, other) for other in told)]
    return sorted(found, key=lambda instant: "T" not in instant.at)


def modified_at(
    metadata: Metadata, published: Instant | None, zone: str, now: dt.datetime | None = None
) -> Instant | None:
    """The time of the last change; one before publication is none, and stands in the conflicts of `published`."""
    for instant in _changes(metadata, zone, now):
        if published is None or not _before(instant, published):
            return instant
        published.conflict.append(Claim(f"{instant.source} modified", instant.raw, instant.at))
    return None


def _changes(metadata: Metadata, zone: str, now: dt.datetime | None) -> list[Instant]:
    return [*_from_json_ld(metadata, "dateModified", zone, now), *_from_meta(metadata, _MODIFIED, zone, now)]


def _chosen(full: Sequence[Instant], day: Instant | None, told: Sequence[Instant]) -> Instant | None:
    if full:
        return full[0]
    if day is not None:
        return next((instant for instant in told if "T" in instant.at and _near(instant, day)), day)
    return next((instant for instant in told if "T" in instant.at), next(iter(told), None))


def _from_json_ld(metadata: Metadata, key: str, zone: str, now: dt.datetime | None) -> Iterable[Instant]:
    for node in (metadata.article, *metadata.nodes):
        if (raw := jsonld.text_in(node.get(key))) and (instant := read_instant(raw, "json-ld", zone, now)):
            yield instant
            return


def _from_meta(metadata: Metadata, keys: Iterable[str], zone: str, now: dt.datetime | None) -> Iterable[Instant]:
    for key in keys:
        if key in metadata.meta and (raw := metadata.first(key)) and (instant := read_instant(raw, "meta", zone, now)):
            yield instant
            return


def _take_offset(chosen: Instant, others: Iterable[Instant]) -> None:
    """An assumed zone gives way to the one under which another source names the very same minute."""
    if "T" not in chosen.at:
        return
    wall = dt.datetime.fromisoformat(chosen.at).replace(tzinfo=None, second=0)
    for other in others:
        if "T" not in other.at:
            continue
        at = dt.datetime.fromisoformat(other.at).replace(second=0)
        for hours in INDONESIAN_OFFSETS:
            read_there = wall.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
            if read_there == at:
                chosen.at, chosen.zone = read_there.isoformat(), "offset"
                return


def _conflicts(chosen: Instant, others: Iterable[Instant]) -> Iterable[Claim]:
    for other in others:
        if other is not chosen and not _same(chosen, other):
            yield Claim(other.source, other.raw, other.at)


def _same(one: Instant, other: Instant) -> bool:
    if "T" not in one.at or "T" not in other.at:
        return one.at[:10] == other.at[:10]
    return abs((_moment(one) - _moment(other)).total_seconds()) < 60


def _before(one: Instant, other: Instant) -> bool:
    if "T" not in one.at or "T" not in other.at:
        return one.at[:10] < other.at[:10]
    return (_moment(other) - _moment(one)).total_seconds() >= 60


def _near(instant: Instant, day: Instant) -> bool:
    """Within a day: a machine's time in UTC may name the day before."""
    return abs((dt.date.fromisoformat(instant.at[:10]) - dt.date.fromisoformat(day.at[:10])).days) <= 1


def _moment(instant: Instant) -> dt.datetime:
    return dt.datetime.fromisoformat(instant.at)
