"""Many portals in one process: the pace of each, on shared servers too, and that one's trouble is nobody else's."""

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.crowd_spiders import address_of
from tests.support.families import made_portals
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request
from tests.support.portal import Portal
from tests.support.warta import Done, warta
from tests.support.wordpress import WordPress

JITTER = 0.05
"""seconds by which a request may reach the portal later than the others"""
CROWD = ("--all", "-s", "SPIDER_MODULES=tests.support.crowd_spiders", "--since", "2023-04-01", "--until", "2023-05-31")
BROKEN = "kabar007.example"


def broken(request: Request, answer: Answer) -> Reply:
    return faults.status(500)(request, answer) if request.host == BROKEN else answer(request)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, list[Request]]:
    """Twenty portals on five servers, which try to be crawled without a delay; one is broken."""
    with Portal(WordPress(made_articles(2)), [On("", broken)]) as portal:
        environment = {"http_proxy": portal.home, "MADE_CROWD": "20/5", "WARTA_DOWNLOAD_DELAY": "0"}
        done = warta(tmp_path_factory.mktemp("crowd"), "crawl", *CROWD, **environment)
    return done, portal.requests


def test_no_portal_and_no_server_is_asked_faster_than_promised(crowd: tuple[Done, list[Request]]) -> None:
    by_address: defaultdict[str, list[float]] = defaultdict(list)
    for request in crowd[1]:
        by_address[address_of(request.host, addresses=5)].append(request.at)
    assert len(by_address) == 5
    assert min(later - earlier for times in by_address.values() for earlier, later in pairwise(times)) >= 1 - JITTER


def test_all_get_their_turn_at_the_same_time(crowd: tuple[Done, list[Request]]) -> None:
    hosts = [request.host for request in crowd[1]]
    assert set(hosts[:20]) == set(hosts)
    assert len(hosts) > 70


def test_a_broken_portal_stops_no_other(crowd: tuple[Done, list[Request]]) -> None:
    done, _ = crowd
    assert done.code == 1
    problems = {outcome["portal"]: outcome["problem"] for outcome in done.report["outcomes"]}
    assert [portal for portal, problem in problems.items() if problem] == ["kabar007"]
    assert len(done.items) == 19 * 2


def test_portals_that_found_no_turn_are_told_and_come_first_the_next_time(tmp_path: Path) -> None:
    names = ("made_blogger", "made_promedia", "made_suara")
    rules = {name: [On(r"/(?:read|\d{4})/|/pr-", faults.slow(0.3))] for name in names}
    with made_portals(made_articles(12), rules) as portals:
        span = ("--since", "2023-04-01", "--until", "2023-05-31", "-s", "PORTALS_AT_ONCE=1")
        first = portals.crawl(tmp_path, *span, "--deadline", "2s")
        problems = {outcome["portal"]: outcome["problem"] for outcome in first.report["outcomes"]}
        assert problems["made_suara"] == "not begun (deadline)"
        assert first.code == 1
        second = portals.crawl(tmp_path, *span)
        assert second.code == 0
        assert len(second.items) == 36
