"""Nights of a portal that is made of chance: how many articles it publishes, what they fill, how long they are."""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crawler.drift.findings import findings
from crawler.drift.look import Gauge, Look
from crawler.items import Article, Byline, Dateline, Image, Instant, Source
from crawler.runs.history import Night
from crawler.runs.outcome import Finding, Outcome

FIRST = datetime.fromisoformat("2026-03-01T19:00:00+00:00")
"""the first night: a Sunday, with the end of Ramadan three weeks ahead"""

SHARES = {"byline": 0.93, "dateline": 0.7, "published": 1.0, "section": 0.99, "tags": 0.8, "images": 0.97}
"""how often an ordinary portal fills a field"""

Change = Callable[[Outcome], Outcome]


@dataclass
class Newsroom:
    """Publishes about so many articles a day; fewer on Sundays, and hardly any on three days of feasting."""

    pace: float
    seed: int
    shares: dict[str, float] = field(default_factory=lambda: dict(SHARES))
    layout: str = "newspaper"
    length: int = 2000
    way: str = "wp-json"

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def nights(self, number: int, begin: int = 0) -> Iterator[Night]:
        """A crawl a night, each of the day before it."""
        for n in range(begin, begin + number):
            at = FIRST + timedelta(days=n)
            yield Night(at.isoformat(), self.outcome(at, self._published(at, n)))

    def outcome(self, at: datetime, new: int) -> Outcome:
        day = at.date().isoformat()
        look = self._look(new)
        mishaps = Counter(self._chance.choices(("http-404", "video", "no-body"), k=poisson(self._chance, new / 15)))
        look.unread = mishaps["no-body"]
        requests = 4 + round(new * 1.3) + sum(mishaps.values()) + poisson(self._chance, 1)
        return Outcome(
            "contoh", found=new + 10, known=10, articles=new, stored=new, refused=dict(mishaps), requests=requests,
            statuses={"200": requests - mishaps["http-404"], "404": mishaps["http-404"]}, look=look, recent=look,
            days={day: new} if new else {}, weekly_minimum=1, counts={f"discovery/{self.way}/complete": 1},
        )  # fmt: skip

    def _published(self, at: datetime, n: int) -> int:
        feast = 0.15 if 20 <= n < 23 else 1
        sunday = 0.6 if at.weekday() == 6 else 1
        return poisson(self._chance, self.pace * feast * sunday * self._chance.lognormvariate(0, 0.25))

    def _look(self, articles: int) -> Look:
        gauge = Gauge()
        mood = {name: min(1.0, share * self._chance.uniform(0.85, 1.15)) for name, share in self.shares.items()}
        for _ in range(articles):
            filled = {name for name, share in mood.items() if self._chance.random() < share}
            length = round(self._chance.lognormvariate(math.log(self.length), 0.5))
            gauge.take(an_article(filled, self.layout, length))
        return gauge.look()


def poisson(chance: random.Random, mean: float) -> int:
    """By Knuth's products: exact, and quick for the few dozen of a day."""
    limit, product, n = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        n += 1
    return n


def an_article(filled: set[str], layout: str, length: int) -> Article:
    """An article that fills these of the watched fields, read by this layout, of so many characters."""
    return Article(
        id="contoh:1",
        portal="contoh",
        url="https://contoh.example/1",
        headline="Jalan desa dibangun",
        byline=Byline(reporters=["Andi"] if "byline" in filled else []),
        dateline=Dateline("Palu – ") if "dateline" in filled else None,
        published=Instant("2026-03-01T10:00:00+08:00", "1 Maret 2026", "visible", "portal")
        if "published" in filled
        else None,
        body=["x" * length],
        section="Daerah" if "section" in filled else None,
        tags=["jalan"] if "tags" in filled else [],
        images=[Image("https://contoh.example/1.jpg")] if "images" in filled else [],
        source=Source(layout=layout),
    )


def told(nights: list[Night]) -> list[Night]:
    """The nights with the findings that each had in its turn."""
    past: list[Night] = []
    for night in nights:
        found = findings(past, night)
        past.append(replace(night, outcome=replace(night.outcome, findings=found)))
    return past


def found(nights: list[Night]) -> list[Finding]:
    """What the last of these nights finds."""
    return told(nights)[-1].outcome.findings
