"""Compares a portal with its own past: what is not as it used to be, why by the evidence, and since when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from crawler.cms.ways import EMPTY_DAYS
from crawler.drift.calm import is_quiet, must_show
from crawler.drift.chance import binomial_at_most
from crawler.drift.look import Look, joined
from crawler.drift.usual import NEVER, NIGHTS, usual_of
from crawler.runs.history import Night
from crawler.runs.outcome import Finding, Outcome

DNS, UNREACHABLE, WALL, ROBOTS, SERVER = "dns", "host unreachable", "wall", "robots now forbids", "server errors"
THEME, LISTING, FEED, QUIET, COSTLY = (
    "theme changed",
    "listing changed",
    "feed stopped",
    "newsroom quiet",
    "more requests",
)

_WALLS = (
    "http-401",
    "http-402",
    "http-403",
    "http-406",
    "http-429",
    "http-451",
    "http-503",
    "challenge",
    "asked-to-wait",
)
_SERVER = ("http-5", "timeout", "cut-short", "connection")
_WINDOW = 20
"""articles that are enough to judge by; a portal of few articles is judged by several nights together"""

_Check = Callable[[Sequence[Night], Night], Finding | None]


def findings(past: Sequence[Night], tonight: Night) -> list[Finding]:
    """What is of note about a portal's night; `past` is oldest first. A cause hides what may only follow from it."""
    for checks in _CHECKS:
        if found := [finding for check in checks if (finding := check(past, tonight))]:
            causes = {finding.cause: finding for finding in reversed(found)}  # lists and pages that are shut are one
            if WALL in causes:
                causes.pop(THEME, None)  # what blocks is no theme
            return [_since(past, finding) for finding in found if causes.get(finding.cause) is finding]
    return []


def strange(past: Sequence[Night], look: Look) -> dict[str, str]:
    """What of a look is strange for a portal, seen alone or together with the nights before it; nothing when well.

    What a look itself shows as ever is over, whatever the nights before it were like.
    """
    for before, window in _windows(past, look):
        if usual := usual_of(unremarkable(before)):
            found, alone = usual.strange(window), usual.strange(look, chance=2)
            if found := {name: change for name, change in found.items() if name in alone or not look.articles}:
                return found
    return {}


def unremarkable(past: Sequence[Night]) -> list[Night]:
    """The nights that say what is usual; what a person has accepted begins a new past."""
    accepted = [number for number, night in enumerate(past) if night.accepts]
    return [night for night in past[accepted[-1] if accepted else 0 :] if not night.outcome.findings]


def _windows(past: Sequence[Night], look: Look) -> Iterator[tuple[Sequence[Night], Look]]:
    """The look alone, then with one night more each time until it holds enough articles; and the nights before each.

    What was released by a replay is mended, so no night before it says how pages are read today.
    """
    yield past, look
    for number in range(len(past) - 1, -1, -1):
        if look.articles >= _WINDOW or past[number].command == "replay":
            return
        look = joined([look, past[number].outcome.recent])
        yield past[:number], look


def _access(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Whether anything could be asked at all."""
    outcome = tonight.outcome
    answered, failed = sum(outcome.statuses.values()), sum(outcome.failures.values())
    if failed > answered:
        by_name = outcome.failures.get("CannotResolveHostError", 0) > failed / 2
        return Finding("access", DNS if by_name else UNREACHABLE, tonight.at, _told(outcome.failures))
    forbidden = outcome.counts.get("robots/forbidden", 0)
    before = [night.outcome.counts.get("robots/forbidden", 0) for night in unremarkable(past)]
    if forbidden > max(sum(outcome.refused.values()) / 2, outcome.articles, *before, 0):
        return Finding("access", ROBOTS, tonight.at, f"robots.txt forbids {forbidden} addresses that were to be read")
    if outcome.statuses.get("202", 0) > answered / 2:
        return Finding("access", WALL, tonight.at, f"answers by status: {_told(outcome.statuses)}")
    return None


def _discovery(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Whether the ways that usually find the articles still do."""
    outcome, usual = tonight.outcome, _usual_ways(past)
    failed = {way: why for way, why in outcome.ways.items() if why != "complete" and not _has_no_news(why, outcome)}
    is_through = outcome.complete or outcome.broken_off
    lost = {way: why for way, why in failed.items() if way in usual} if is_through else failed
    if lost:
        way, why = max(lost.items(), key=lambda item: item[0] in usual)
        left = [way for way, why in outcome.ways.items() if why == "complete"]
        detail = f"{_by_reason(lost)}; {'found by ' + ', '.join(left) if left else 'no way is left'}"
        cause = WALL if _is_blocked(outcome) else _cause(why, way, outcome)
        return Finding("discovery", cause, tonight.at, detail)
    found = [night.outcome.found for night in unremarkable(past)[-NIGHTS:]]
    if outcome.complete and not outcome.found and len(found) >= 3 and median(found) > 0:
        way = next(way for way, why in outcome.ways.items() if why == "complete")
        cause = FEED if way == "feed" else LISTING
        if way == "feed" or must_show(past):
            return Finding("discovery", cause, tonight.at, f"{way} shows no article any more")
    return None


def _is_blocked(outcome: Outcome) -> bool:
    """Whether every list and every page is something else by now, though all were answered: a page that blocks."""
    strange = {"not-understood", "no-links", EMPTY_DAYS}
    return strange.issuperset(outcome.ways.values()) and not outcome.articles and sum(outcome.refused.values()) > 0


def _has_no_news(why: str, outcome: Outcome) -> bool:
    """Whether a list by day was empty because nothing was published: no other way has found anything new."""
    return why == EMPTY_DAYS and outcome.complete and not outcome.days


def _usual_ways(past: Sequence[Night]) -> set[str]:
    """Ways of discovery that came to their end in more than half of the nights in which they were tried."""
    tried = [item for night in unremarkable(past)[-NIGHTS:] for item in night.outcome.ways.items()]
    names = {way for way, _ in tried}
    return {name for name in names if 2 * tried.count((name, "complete")) > sum(way == name for way, _ in tried)}


def _cause(why: str, way: str, outcome: Outcome) -> str:
    if why == "robots":
        return ROBOTS
    if why in _WALLS or (why == "robots-unreachable" and outcome.statuses.keys() & {"403", "429", "503"}):
        return WALL
    if why.startswith((*_SERVER, "robots-unreachable")):
        return SERVER
    return FEED if way == "feed" else LISTING


def _pages(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Whether more article pages than usual are shut, or read only through REST because they are."""
    outcome, before = tonight.outcome, [night.outcome for night in unremarkable(past)[-NIGHTS:]]
    for cause, is_meant in ((WALL, _is_wall), (SERVER, _is_server_error)):
        shut = _shut(outcome, is_meant)
        pages = outcome.articles + sum(outcome.refused.values())
        usual = sum(_shut(past, is_meant) for past in before)
        usual_pages = sum(past.articles + sum(past.refused.values()) for past in before)
        share = (usual + 0.5) / (usual_pages + 1) if usual_pages else 0.05
        most = shut > max(2, pages / 2) and share < 0.5
        if most or (shut > pages / 5 and binomial_at_most(pages - shut, pages, 1 - share) < NEVER):
            detail = f"{shut} of {pages} pages shut; answers by status: {_told(outcome.statuses)}"
            return Finding("pages", cause, tonight.at, detail)
    return None


def _is_wall(reason: str) -> bool:
    return reason in _WALLS


def _is_server_error(reason: str) -> bool:
    return reason.startswith(_SERVER) and reason not in _WALLS


def _shut(outcome: Outcome, is_meant: Callable[[str], bool]) -> int:
    """Pages that were refused so; a text that REST gave instead counts too."""
    instead = {
        name.removeprefix("from-rest/"): n for name, n in outcome.counts.items() if name.startswith("from-rest/")
    }
    return sum(n for reasons in (outcome.refused, instead) for reason, n in reasons.items() if is_meant(reason))


def _parse(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Whether pages are read otherwise than they used to be."""
    found = strange(past, tonight.outcome.recent)
    detail = ", ".join(f"{what} {change}" for what, change in found.items())
    return Finding("parse", THEME, _first_strange(past, tonight, {*found}), detail) if found else None


def _first_strange(past: Sequence[Night], tonight: Night, what: set[str]) -> str:
    """When the nights began that are strange in the same, be it by chance; those without articles look like nothing."""
    first = tonight.at
    for number in range(len(past) - 1, -1, -1):
        look, usual = past[number].outcome.recent, usual_of(unremarkable(past[:number]))
        if usual is None or past[number].command == "replay":
            return first
        if look.articles and not what & usual.strange(look, chance=2).keys():
            return first
        first = past[number].at if look.articles else first
    return first


def _requests(past: Sequence[Night], tonight: Night) -> Finding | None:
    """Requests per article three times as many as ever in the last nights; a handful more is no matter."""
    ratios = [_ratio(night.outcome) for night in unremarkable(past)[-NIGHTS:]]
    most = max((night.outcome.requests for night in unremarkable(past)[-NIGHTS:]), default=0)
    ratio, outcome = _ratio(tonight.outcome), tonight.outcome
    if len(ratios) < 5 or ratio <= 3 * max(ratios) or outcome.requests < 2 * most + 30:
        return None
    detail = f"{outcome.requests} requests for {outcome.articles} articles; usual are {median(ratios):.1f} an article"
    return Finding("requests", COSTLY, tonight.at, detail)


_CHECKS: tuple[tuple[_Check, ...], ...] = ((_access,), (_discovery, _pages, _parse), (_requests,), (is_quiet,))


def _ratio(outcome: Outcome) -> float:
    return outcome.requests / (outcome.articles + 1)


def _since(past: Sequence[Night], found: Finding) -> Finding:
    """Says of what was found the night before too when it was first found."""
    last = past[-1].outcome.findings if past else []
    since = [earlier.since for earlier in last if earlier.cause == found.cause]
    return replace(found, since=min([found.since, *since]))


def _by_reason(lost: dict[str, str]) -> str:
    """What was tried, by what became of it: `http-404: feed, sitemap; robots: listing`."""
    reasons = dict.fromkeys(lost.values())
    return "; ".join(f"{reason}: {', '.join(way for way in lost if lost[way] == reason)}" for reason in reasons)


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {value}" for name, value in counts.items())
