"""What Warta finds in a portal's nights: every cause where it belongs, and nothing in ordinary nights."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from crawler.drift.findings import COSTLY, DNS, FEED, LISTING, QUIET, ROBOTS, SERVER, THEME, UNREACHABLE, WALL, strange
from crawler.drift.look import Look, look_of
from crawler.runs.history import Night
from crawler.runs.outcome import Finding, Outcome
from tests.support.nights import SHARES, Newsroom, an_article, found, told

PACES = (1, 2, 4, 8, 15, 30, 60)
Change = Callable[[Outcome], Outcome]


def shut(**counts: int) -> Change:
    """All pages of the night were refused so; underscores stand for dashes."""

    def change(outcome: Outcome) -> Outcome:
        refused = {reason.replace("_", "-"): n for reason, n in counts.items()}
        return replace(outcome, articles=0, stored=0, refused=refused, recent=Look(), look=Look(), days={})

    return change


def discovery(found: int = 20, **ways: str) -> Change:
    """Discovery went this way; nothing was read where none came to its end."""

    def change(outcome: Outcome) -> Outcome:
        counts = {f"discovery/{way.replace('_', '-')}/{why}": 1 for way, why in ways.items()}
        if "complete" in ways.values():
            return replace(outcome, found=found, counts=counts)
        return replace(shut()(outcome), found=0, counts=counts)

    return change


def silent(outcome: Outcome) -> Outcome:
    """Discovery shows what is known, and nothing else."""
    return replace(shut()(outcome), found=10, known=10)


def unanswered(**failures: int) -> Change:
    """Nothing came back at all."""
    lost = discovery(wp_json="robots-unreachable")
    return lambda outcome: replace(lost(outcome), statuses={}, failures=failures)


def changed(nights: list[Night], change: Change, last: int = 1) -> list[Night]:
    """The nights, the last of them changed."""
    return [*nights[:-last], *(replace(night, outcome=change(night.outcome)) for night in nights[-last:])]


def causes(findings: list[Finding]) -> list[str]:
    return [finding.cause for finding in findings]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pace", PACES)
def test_sixty_ordinary_nights_raise_nothing(pace: int, seed: int) -> None:
    nights = told(list(Newsroom(pace, seed).nights(60)))
    assert [finding for night in nights for finding in night.outcome.findings] == []


@pytest.mark.parametrize("pace", [4, 60])
@pytest.mark.parametrize(
    ("change", "cause", "what"),
    [
        (unanswered(CannotResolveHostError=3), DNS, "access"),
        (unanswered(DownloadTimeoutError=3), UNREACHABLE, "access"),
        (unanswered(DownloadConnectionRefusedError=2, DownloadTimeoutError=1), UNREACHABLE, "access"),
        (shut(http_403=6), WALL, "pages"),
        (shut(challenge=5, http_404=1), WALL, "pages"),
        (shut(http_429=4), WALL, "pages"),
        (shut(http_500=4, timeout=3), SERVER, "pages"),
        (lambda o: replace(shut(empty=9)(o), statuses={"200": 2, "202": 30}), WALL, "access"),
        (lambda o: replace(shut(robots=5)(o), counts={**o.counts, "robots/forbidden": 5}), ROBOTS, "access"),
        (discovery(wp_json="robots"), ROBOTS, "discovery"),
        (discovery(wp_json="challenge", feed="challenge"), WALL, "discovery"),
        (discovery(wp_json="http-401", feed="complete"), WALL, "discovery"),
        (discovery(wp_json="not-understood", feed="complete"), LISTING, "discovery"),
        (discovery(wp_json="http-502"), SERVER, "discovery"),
        (discovery(wp_json="http-404", feed="not-understood"), LISTING, "discovery"),
        (discovery(found=0, wp_json="complete"), LISTING, "discovery"),
        (lambda o: replace(o, requests=60 * (o.articles + 1)), COSTLY, "requests"),
    ],
)
def test_each_cause_is_named_alone(pace: int, change: Change, cause: str, what: str) -> None:
    nights = changed(list(Newsroom(pace, 1).nights(16)), change)
    (finding,) = found(nights)
    assert (finding.cause, finding.what, finding.since) == (cause, what, nights[-1].at)


@pytest.mark.parametrize("result", ["http-404", "not-understood", "ends-early"])
def test_a_feed_that_ends_is_called_so(result: str) -> None:
    nights = changed(list(Newsroom(6, 1, way="feed").nights(10)), discovery(feed=result, sitemap="complete"))
    assert causes(found(nights)) == [FEED]


@pytest.mark.parametrize(("days", "expected"), [({}, []), ({"2026-03-09": 2}, [LISTING])])
def test_a_list_by_day_is_missed_when_another_way_has_news(days: dict[str, int], expected: list[str]) -> None:
    def change(outcome: Outcome) -> Outcome:
        return replace(discovery(listing="empty-days", sitemap="complete")(outcome), days=days)

    assert causes(found(changed(list(Newsroom(2, 1, way="listing").nights(9)), change))) == expected


def test_a_way_that_never_served_is_not_missed() -> None:
    closed = discovery(wp_json="http-401", feed="complete")
    nights = changed(list(Newsroom(6, 1).nights(10)), closed, last=10)
    assert found(nights) == []


def test_a_portal_known_only_through_rest_is_no_news() -> None:
    def walled(outcome: Outcome) -> Outcome:
        return replace(outcome, counts={**outcome.counts, "from-rest/http-403": outcome.articles})

    nights = list(Newsroom(6, 1).nights(12))
    assert found(changed(nights, walled, last=12)) == []
    assert causes(found(changed(nights, walled))) == [WALL]


def test_since_is_the_first_night_of_a_trouble() -> None:
    nights = changed(list(Newsroom(6, 1).nights(16)), unanswered(CannotResolveHostError=3), last=4)
    (finding,) = found(nights)
    assert (finding.cause, finding.since) == (DNS, nights[-4].at)
    assert str(finding).startswith(f"dns since {nights[-4].at[:10]}: ")


@pytest.mark.parametrize("pace", [2, 8, 60])
@pytest.mark.parametrize(
    ("after", "says"),
    [
        ({"layout": "general", "length": 500}, "layout newspaper"),
        ({"shares": {**SHARES, "byline": 0.0}}, "byline"),
        ({"shares": {**SHARES, "published": 0.1, "images": 0.1}}, "published"),
        ({"shares": {**SHARES, "tags": 0.0, "dateline": 0.0}}, "tags"),
    ],
)
def test_a_changed_theme_is_found_within_a_dozen_articles(pace: int, after: dict[str, object], says: str) -> None:
    needed = 14 // pace + 1
    before, later = Newsroom(pace, 5).nights(30), Newsroom(pace, 6, **after).nights(needed, begin=30)  # type: ignore[arg-type]
    nights = [*before, *later]
    (finding,) = found(nights)
    assert (finding.what, finding.cause) == ("parse", THEME)
    assert says in finding.detail
    assert nights[26].at <= finding.since <= nights[min(31, len(nights) - 1)].at  # by a day or two of chance


def test_a_theme_that_is_mended_is_well_at_once() -> None:
    """Though a small portal's night is judged together with the nights before it."""
    strange_nights = Newsroom(3, 6, shares={**SHARES, "section": 0.0, "tags": 0.0}).nights(4, begin=30)
    nights = [*Newsroom(3, 5).nights(30), *strange_nights]
    assert causes(found(nights)) == [THEME]
    (well,) = Newsroom(3, 7).nights(1, begin=34)
    assert well.outcome.articles < 10
    assert found([*nights, well]) == []
    assert not strange(told(nights), well.outcome.look)


@pytest.mark.parametrize("length", [400, 9000])
def test_bodies_of_another_length_are_a_changed_theme(length: int) -> None:
    nights = [*Newsroom(15, 5).nights(30), *Newsroom(15, 6, length=length).nights(2, begin=30)]
    (finding,) = found(nights)
    assert finding.cause == THEME
    assert "characters" in finding.detail


def test_pages_that_give_no_body_are_a_changed_theme() -> None:
    def emptied(outcome: Outcome) -> Outcome:
        look = Look(articles=0, unread=outcome.articles)
        return replace(shut(no_body=outcome.articles)(outcome), recent=look)

    nights = changed(list(Newsroom(15, 5).nights(30)), emptied)
    assert THEME in causes(found(nights))


def test_a_newer_layout_of_the_portal_is_no_loss() -> None:
    nights = [*Newsroom(15, 5, layout="general").nights(30), *Newsroom(15, 6, layout="newspaper").nights(3, begin=30)]
    assert found(nights) == []
    renewed = [*Newsroom(15, 5).nights(30), *Newsroom(15, 6, layout="newspaper-2").nights(3, begin=30)]
    assert found(renewed) == []


def test_nothing_is_strange_on_the_first_day() -> None:
    (night,) = Newsroom(60, 1, layout="general", length=100).nights(1)
    assert found([night]) == []
    assert not strange([], Look(articles=20, layouts={"general": 20}))


def test_accepting_a_new_look_begins_a_new_past() -> None:
    before = list(Newsroom(15, 5).nights(30))
    theme = Newsroom(15, 6, layout="general", length=500)
    drifted = [*before, *theme.nights(3, begin=30)]
    assert causes(found(drifted)) == [THEME]
    release = replace(next(theme.nights(1, begin=33)), command="replay", accepts=True)
    assert found([*drifted, release, *theme.nights(3, begin=34)]) == []


def test_a_release_with_mended_rules_ends_the_trouble_of_a_small_portal() -> None:
    drifted = [*Newsroom(1, 5).nights(40), *Newsroom(1, 6, layout="general", length=300).nights(9, begin=40)]
    well = list(Newsroom(1, 7).nights(3, begin=50))
    assert causes(found([*drifted, *well])) == [THEME]
    release = replace(well[0], command="replay")
    assert found([*drifted, release, *well[1:]]) == []


@pytest.mark.parametrize(("pace", "nights"), [(60, 3), (20, 3), (6, 5), (2, 8)])
def test_a_silent_newsroom_is_told_with_its_last_day(pace: int, nights: int) -> None:
    ordinary = list(Newsroom(pace, 3).nights(40))
    last = max(ordinary[-1].outcome.days, default="")
    quiet = changed([*ordinary, *Newsroom(pace, 4).nights(nights, begin=40)], silent, last=nights)
    (finding,) = found(quiet)
    assert (finding.what, finding.cause, finding.since) == ("articles", QUIET, last)
    assert found(quiet[: 40 + 1]) == []


def test_a_week_below_the_minimum_is_told_from_the_eighth_day_on() -> None:
    nights = changed(list(Newsroom(3, 1).nights(9)), silent, last=9)
    assert [causes(night.outcome.findings) for night in told(nights)] == [*[[]] * 7, [QUIET], [QUIET]]


def test_nights_that_were_missed_and_caught_up_with_are_no_silence() -> None:
    nights = list(Newsroom(20, 1).nights(40))
    missed = nights[30:38]
    days = {day: n for night in missed for day, n in night.outcome.days.items()}
    caught_up = replace(nights[38], outcome=replace(nights[38].outcome, days={**days, **nights[38].outcome.days}))
    assert found([*nights[:30], caught_up]) == []
    assert found([*nights[:30], caught_up, nights[39]]) == []


def test_a_run_bounded_by_days_says_nothing_of_today() -> None:
    nights = changed(list(Newsroom(20, 1).nights(40)), silent, last=9)
    assert causes(found(nights)) == [QUIET]
    assert found([*told(nights[:-1]), replace(nights[-1], until="2019-12-31")]) == []


def test_twenty_articles_are_judged_while_a_night_goes_on() -> None:
    past = list(Newsroom(30, 2).nights(10))
    well = [an_article(set(SHARES), "newspaper", 1800 + n) for n in range(20)]
    broken = [an_article({"section"}, "general", 300 + n) for n in range(20)]
    assert not strange(past, look_of(well))
    assert strange(past, look_of(broken))
    assert not strange(past, look_of([*well[:10], *broken[:10]]))  # half of them is not yet the theme
