"""Crawls of made papers of the chains Tribun, Detik and Antara: all of it, some days, and what serves in need."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.support import antara, detik, faults
from tests.support.antara import Antara
from tests.support.archives import check_archive
from tests.support.articles import MadeArticle, made_articles
from tests.support.chains import WIB, Paper
from tests.support.detik import Detik
from tests.support.faults import On
from tests.support.messages import Request
from tests.support.portal import Portal
from tests.support.tribun import Tribun
from tests.support.warta import FAST, Done, warta

SITES: dict[str, Callable[[list[MadeArticle]], Paper]] = {"tribun": Tribun, "detik": Detik, "antara": Antara}
ZONES = {"tribun": timezone(timedelta(hours=8)), "detik": WIB, "antara": WIB}
FIRST_TO_LAST = ("--since", "2023-04-01", "--until", "2023-05-31")


@dataclass(frozen=True)
class Run:
    """A crawl of a made paper, and what was asked of it."""

    done: Done
    requests: list[Request]

    def asked(self, pattern: str) -> list[str]:
        return [request.target for request in self.requests if re.search(pattern, request.target)]


def crawled(data: Path, family: str, articles: list[MadeArticle], *words: str, rules: tuple[On, ...] = ()) -> Run:
    """One crawl; the made spider must be confirmed by name, as its portal must."""
    with Portal(SITES[family](articles), rules) as portal:
        home = f"url={portal.home}/sulsel/" if family == "detik" else f"url={portal.home}/"
        confirmed = ("-s", f"CONFIRMED=made_{family}")
        done = warta(data, "crawl", f"made_{family}", "-a", home, *confirmed, *FAST, *words, **MADE_SPIDERS)
    return Run(done, portal.requests)


MADE_SPIDERS = {"WARTA_SPIDER_MODULES": "tests.support.chains"}


def as_made(article: MadeArticle, family: str) -> dict[str, Any]:
    """What the item of a made article must say; pages print minutes, and Antara has no article in pages."""
    pages = 1 if family == "antara" else len(article.pages)
    return {
        "headline": article.headline,
        "text": article.paragraphs[:-1],
        "published": article.published.replace(second=0),
        "offset": ZONES[family].utcoffset(None),
        "reporters": [article.writer or article.author],
        "tags": article.tags,
        "pages": {"found": pages, "fetched": pages},
    }


def as_stored(item: dict[str, Any]) -> dict[str, Any]:
    first, *others = item["body"]
    at = datetime.fromisoformat(item["published"]["at"])
    return {
        "headline": item["headline"],
        "text": [item["dateline"]["raw"] + first, *others],
        "published": at,
        "offset": at.utcoffset(),
        "reporters": item["byline"]["reporters"],
        "tags": sorted(item["tags"]),
        "pages": item["pages"],
    }


def name_of(article: MadeArticle, family: str) -> str:
    """What stands in all addresses of the article."""
    numbers = {"detik": detik.FIRST, "antara": antara.FIRST}
    return str(numbers[family] + article.number) if family in numbers else article.slug


def by_headline(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(facts, key=lambda fact: (fact["headline"], fact["published"]))


@pytest.fixture(scope="module", params=SITES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Run]:
    """All 200 articles of a paper."""
    family = request.param
    return family, crawled(tmp_path_factory.mktemp(family), family, made_articles(200), *FIRST_TO_LAST)


def test_every_article_is_found_once_and_as_it_was_made(whole: tuple[str, Run]) -> None:
    family, run = whole
    assert (run.done.code, run.done.err, run.done.refused) == (0, "", [])
    made = [as_made(article, family) for article in made_articles(200)]
    assert by_headline([as_stored(item) for item in run.done.items]) == by_headline(made)
    check_archive(run.done.data, run.requests)


def test_an_article_at_two_addresses_is_one(whole: tuple[str, Run]) -> None:
    """Tribun's index shows some of them a second time, at the address of the other generation."""
    family, run = whole
    expected = [f"made_{family}:{name_of(article, family)}" for article in made_articles(200)]
    assert sorted(item["id"] for item in run.done.items) == sorted(expected)
    assert (run.done.outcome["unchanged"] > 0) == (family == "tribun")
    assert not run.done.outcome["revisions"]


def test_no_address_is_asked_twice_and_none_in_vain(whole: tuple[str, Run]) -> None:
    family, run = whole
    targets = [request.target for request in run.requests]
    assert len(targets) == len(set(targets))
    assert not run.asked(r"/foto|/video|/topic|/tag/|paged=|/amp")
    divided = {article.slug for article in made_articles(200) if len(article.pages) > 1}
    fetched_whole = {re.split("[/?]", target)[-2] for target in run.asked(r"[?](page=all|single=1)$")}
    assert fetched_whole == (set() if family == "antara" else divided)
    assert not run.asked(r"-\d+([?]page=\d|/\d)$")


def test_replay_gives_the_same_lines(whole: tuple[str, Run], tmp_path: Path) -> None:
    _, run = whole
    again = warta(tmp_path, "replay", str(run.done.data / "warc"), **MADE_SPIDERS)
    assert (again.code, again.lines, again.counts) == (0, run.done.lines, run.done.counts)


@pytest.mark.parametrize("family", SITES)
def test_days_bound_what_is_stored_exactly(family: str, tmp_path: Path) -> None:
    articles = made_articles(200)
    run = crawled(tmp_path, family, articles, "--since", "2023-05-14", "--until", "2023-05-17")
    days = {article.headline: article.published.astimezone(ZONES[family]).date() for article in articles}
    wanted = sorted(headline for headline, day in days.items() if date(2023, 5, 14) <= day <= date(2023, 5, 17))
    assert 10 < len(wanted) < 20
    assert sorted(item["headline"] for item in run.done.items) == wanted
    assert run.done.code == 0
    assert len(run.asked(r"^/(index-news|sulsel/indeks|terkini)")) < 20


@pytest.mark.parametrize(
    ("rules", "reason", "days"),
    [((), "empty-days", 2), ((On("^/index-news", faults.status(403)),), "http-403", 1)],
    ids=["an index that shows nothing today and yesterday", "a closed index"],
)
def test_sections_sitemaps_serve_where_the_index_does_not(rules, reason: str, days: int, tmp_path: Path) -> None:
    articles = made_articles(12)
    run = crawled(tmp_path, "tribun", articles, rules=rules)
    assert (run.done.code, len(run.asked("^/index-news"))) == (0, days)
    assert run.done.counts[f"discovery/listing/{reason}"] == 1
    assert sorted(item["headline"] for item in run.done.items) == sorted(article.headline for article in articles)
    assert len(run.asked("/sitemap-news.xml")) == 1 + len({article.section for article in articles})


@pytest.mark.parametrize(("since", "code"), [("2023-05-20", 0), ("2023-05-10", 1)])
def test_feed_alone_is_complete_only_when_it_reaches_the_first_day(since: str, code: int, tmp_path: Path) -> None:
    closed = On("^/terkini", faults.status(403))
    run = crawled(tmp_path, "antara", made_articles(200), "--since", since, rules=(closed,))
    assert run.done.code == code
    assert run.done.counts.get("discovery/feed/ends-early", 0) == code
    assert len(run.asked("^/rss")) == 1
    assert run.done.items


def test_portals_are_left_out_until_they_are_confirmed(tmp_path: Path) -> None:
    done = warta(tmp_path, "crawl", "tribun_palu", "detik_sulsel", "antara_sultra")
    assert done.code == 2
    assert [line.split(":")[0] for line in done.err.splitlines()[:3]] == [
        "tribun_palu",
        "detik_sulsel",
        "antara_sultra",
    ]
