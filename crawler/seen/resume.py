"""Where a crawl takes up: after the last complete discovery, at the asked day, or a few days back for a new portal."""

from collections.abc import Mapping
from datetime import date, timedelta

from crawler.clock import instant_of
from crawler.cms.base import PortalSpider
from crawler.cms.walk import FRONTIER, MONTH
from crawler.seen.plan import FIRST_DAYS, OVERLAP

BEGINNING = "beginning"
"""what `--since` takes for everything that a portal ever published"""


def resumed(spider: PortalSpider, given: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a portal's crawl, completed from what earlier ones have marked.

    They are written into the archive, so that a replay, which has no memory, asks for the same.
    """
    if since := given.get("since"):
        rest = {name: value for name, value in given.items() if name != "since"}
        return rest if since == BEGINNING else {**given, **_finished(since, marks)}
    if given.get("until"):
        return dict(given)
    if frontier := instant_of(marks.get(FRONTIER)):
        since = (frontier - OVERLAP).astimezone(spider.bounds.zone).date().isoformat()
        return {**given, "since": since, "frontier": marks[FRONTIER]}
    if spider.listed and spider.today:
        return {**given, "since": (spider.today - timedelta(days=FIRST_DAYS)).isoformat()}
    return dict(given)


def _finished(since: str, marks: Mapping[str, str]) -> dict[str, str]:
    """The months in a span that an earlier crawl has walked from end to end."""
    first = f"{date.fromisoformat(since):%Y-%m}"
    months = [name.removeprefix(f"{MONTH}/") for name in marks if name.startswith(f"{MONTH}/")]
    finished = " ".join(sorted(month for month in months if month >= first))
    return {"finished": finished} if finished else {}
