"""Many made portals over months: papers that publish, correct and withdraw, and the mishaps that befall them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tests.support import faults
from tests.support.articles import FIRST, MadeArticle, made_articles
from tests.support.families import FAMILIES
from tests.support.faults import Fault, On
from tests.support.messages import Answer, Reply, Request
from tests.support.nights import poisson
from tests.support.wordpress import WordPress

CORRECTION = "Redaksi sudah memperbaiki angka di alinea kedua."
_AGES_OF_CORRECTION, _AGES_OF_WITHDRAWAL = (0.1, 5), (8, 20)
_PACES = (0.4, 0.6, 0.8, 1, 1.5, 2)
"""articles a day of papers that nothing befalls"""
_CALM_FAMILIES = ("wordpress", "wordpress", "wordpress", *FAMILIES)


class Mishap(NamedTuple):
    """What befalls a paper of a family and pace for so many nights, and the cause by which it should be named."""

    name: str
    cause: str
    nights: int
    family: str = "wordpress"
    pace: float = 1
    fault: Fault | None = None
    """what its server then does; without one its name, its server or its newsroom is gone"""


def _on(pattern: str, fault: Fault) -> Fault:
    return On(pattern, fault)


MISHAPS = (
    Mishap("DNS gone", "dns", 4),
    Mishap("wall before everything", "wall", 5, fault=faults.challenge),
    Mishap("theme changed", "theme changed", 6, pace=4, fault=_on(r"^/\d{4}/\d\d/\d\d/", faults.new_theme)),
    Mishap("feed stopped", "feed stopped", 5, "made_custom", fault=_on("^/feed/", faults.status(404))),
    Mishap("newsroom quiet", "newsroom quiet", 14, pace=3),
    Mishap("robots.txt forbids", "robots now forbids", 4,
           fault=_on("^/robots.txt", faults.says("User-agent: *\nDisallow: /\n"))),
    Mishap("REST is a page", "listing changed", 4, fault=_on("^/wp-json/", faults.html_instead)),
    Mishap("server errors", "server errors", 3, fault=faults.status(500)),
    Mishap("server unreachable", "host unreachable", 4, "made_promedia"),
    Mishap("list without links", "listing changed", 4, "made_suara",
           fault=_on("^/(?:indeks|static)", faults.html_instead)),
    Mishap("block page, status 200", "wall", 4,
           fault=lambda request, answer: replace(faults.challenge(request, answer), status=200)),
)  # fmt: skip
OUTAGE = 3
"""nights in a row in which nobody crawls"""

_NEVER = FIRST.replace(year=9999)
_BEFORE = 40
"""days for which a paper has published before the week that the first crawl reads"""


@dataclass
class Paper:
    """One portal: all that it will ever publish, what becomes of it, and the nights of its mishap."""

    name: str
    family: str
    pace: float
    articles: list[MadeArticle] = field(default_factory=list)
    corrected: dict[int, datetime] = field(default_factory=dict)
    """when the article of a number got its correction"""
    withdrawn: dict[int, datetime] = field(default_factory=dict)
    mishap: Mishap | None = None
    troubled: range = range(0)

    def visible(self, now: datetime) -> list[MadeArticle]:
        """What is out by then, as it then reads."""
        return [
            self.as_read(article, now)
            for article in self.articles
            if article.published <= now < self.withdrawn.get(article.number, _NEVER)
        ]

    def as_read(self, article: MadeArticle, now: datetime) -> MadeArticle:
        """An article as it reads at a time."""
        at = self.corrected.get(article.number)
        if at is None or at > now:
            return article
        first, *others = article.pages
        return replace(article, pages=[[first[0], f"<p>{CORRECTION}</p>", *first[1:]], *others], modified=at)

    def site(self, now: datetime) -> Answer:
        """Its site at a time."""
        articles = self.visible(now)
        return WordPress(articles) if self.family == "wordpress" else FAMILIES[self.family].site(articles)


class World:
    """All papers; `night` is the one that is crawled, counted from 0. Its `answer` is the site of a Portal."""

    def __init__(self, papers: int, nights: int, seed: int = 1) -> None:
        self.nights, self.night = nights, 0
        self._chance = random.Random(seed)
        self._sites: dict[str, Answer] = {}
        mishaps = MISHAPS[: papers - 1]
        begins = _spread(nights, len(mishaps) + 1)
        self.outage = range(begins[-1], begins[-1] + OUTAGE)
        self.papers = {f"kabar{n:02}": self._paper(n, mishaps, begins) for n in range(papers)}

    def at(self, night: int) -> datetime:
        """When the crawl of a night begins: at three in the morning."""
        return FIRST.replace(hour=3, minute=0) + timedelta(days=7 + night)

    def begin(self, night: int) -> None:
        """From now on all sites are as they are in that night."""
        self.night = night
        self._sites.clear()

    def answer(self, request: Request) -> Reply:
        """What the paper of the asked host says, through its mishap."""
        paper = self.papers[request.host.partition(".")[0]]
        if paper.name not in self._sites:
            self._sites[paper.name] = paper.site(self.at(self.night))
        site = self._sites[paper.name]
        fault = paper.mishap.fault if paper.mishap and self.night in paper.troubled else None
        return fault(request, site) if fault else site(request)

    def lost(self, name: str) -> list[str]:
        """The papers that have a mishap of that name now."""
        return [p.name for p in self.papers.values() if p.mishap and p.mishap.name == name and self.night in p.troubled]

    def _paper(self, number: int, mishaps: tuple[Mishap, ...], begins: list[int]) -> Paper:
        mishap = mishaps[number] if number < len(mishaps) else None
        family = mishap.family if mishap else _CALM_FAMILIES[number % len(_CALM_FAMILIES)]
        pace = mishap.pace if mishap else _PACES[number % len(_PACES)]
        paper = Paper(f"kabar{number:02}", family, pace, mishap=mishap)
        if mishap:
            paper.troubled = range(begins[number], begins[number] + mishap.nights)
        silent = paper.troubled if mishap and mishap.cause == "newsroom quiet" else range(0)
        moments = list(self._moments(pace, silent))
        paper.articles = made_articles(len(moments), moments=moments)
        if silent:
            paper.troubled = range(silent.start, self._first_after(silent, moments))
        for article in paper.articles:
            self._destine(paper, article)
        return paper

    def _first_after(self, silent: range, moments: list[datetime]) -> int:
        """The night that sees the first article after a silence; until then it goes on."""
        seen = (n for n in range(silent.stop, self.nights) if any(self.at(n - 1) < at <= self.at(n) for at in moments))
        return next(seen, self.nights)

    def _destine(self, paper: Paper, article: MadeArticle) -> None:
        fate = self._chance.random()
        if fate < 0.1:
            paper.corrected[article.number] = self._later(article, *_AGES_OF_CORRECTION)
        elif fate < 0.13:
            paper.withdrawn[article.number] = self._later(article, *_AGES_OF_WITHDRAWAL)

    def _later(self, article: MadeArticle, least: float, most: float) -> datetime:
        return article.published + timedelta(days=self._chance.uniform(least, most))

    def _moments(self, pace: float, silent: range) -> Iterator[datetime]:
        """Times of publication from six in the morning on; fewer on Sundays, hardly any on three days of feasting."""
        for day in range(-_BEFORE, self.nights + 7):
            morning = FIRST.replace(hour=6, minute=0) + timedelta(days=day)
            sunday, feast = 0.6 if morning.weekday() == 6 else 1, 0.15 if 20 <= day < 23 else 1
            number = 0 if day - 6 in silent else poisson(self._chance, pace * sunday * feast)
            yield from sorted(morning + timedelta(seconds=self._chance.randrange(17 * 3600)) for _ in range(number))


def _spread(nights: int, number: int) -> list[int]:
    """The first nights of so many mishaps, after three weeks of peace and with time to recover at the end."""
    first = min(21, nights // 2)
    last = max(nights - 20, first + number)
    return [first + (last - first) * n // max(1, number - 1) for n in range(number)]
