"""What is usual for a portal: its last unremarkable nights, in numbers that few nights and odd ones do not upset."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.chance import binomial_at_most
from crawler.look import FIELDS, Look, weighted_median
from crawler.runs import Night

NIGHTS = 14
"""how many nights make the usual"""

_HEAVIEST = 40
"""articles of one night that count: a night that fetched a month of archive says no more than another"""

_FEWEST = 20
"""articles below which nothing is usual yet"""

_FALLBACKS = ("general", "json-ld", "next-data", "trafilatura", "none")
"""what reads a page when no layout of the portal fits it, best first"""

NEVER = 1e-6
"""a chance so small that it is none: some hundred portals, a year of nights, a handful of measures each"""


@dataclass(frozen=True, slots=True)
class Usual:
    """Shares between 0 and 1, and how many articles they rest on."""

    articles: float
    filled: dict[str, float]
    layouts: dict[str, float]
    read: float
    """articles among the pages that may hold one"""
    body_length: int

    def strange(self, look: Look, chance: float = NEVER) -> list[str]:
        """What of a look is not the usual: `byline 96% -> 0%`. Differences that come about by chance are none."""
        shares = [(name, self.filled[name], look.filled.get(name, 0), look.articles) for name in FIELDS]
        shares.append((f"layout {self.layout}", *self._held_by_layout(look)))
        shares.append(("pages read", self.read, look.articles, look.articles + look.unread))
        fallen = [
            f"{name} {share:.0%} -> {hits / trials:.0%}"
            for name, share, hits, trials in shares
            if self._has_fallen(share, hits, trials, chance)
        ]
        return [*fallen, *self._other_length(look, chance)]

    @property
    def layout(self) -> str:
        """The name of the layout that reads most pages."""
        return max(self.layouts, key=lambda name: self.layouts[name])

    def _held_by_layout(self, look: Look) -> tuple[float, int, int]:
        """Pages that the usual layout or a better one reads: a newer layout of the portal is no loss."""
        good = [name for name in {*self.layouts, *look.layouts} if _rank(name) <= _rank(self.layout)]
        share = sum(self.layouts.get(name, 0.0) for name in good)
        return share, sum(look.layouts.get(name, 0) for name in good), look.articles

    def _has_fallen(self, share: float, hits: int, trials: int, chance: float) -> bool:
        """By half at least, and by more than the luck of the draw, in the usual as well as in what is compared."""
        if not trials or hits / trials > share / 2:
            return False
        likely = (share * self.articles + 0.5) / (self.articles + 1)
        least = likely - math.sqrt(likely * (1 - likely) / self.articles)
        return binomial_at_most(hits, trials, least) < chance

    def _other_length(self, look: Look, chance: float) -> list[str]:
        """A median of few articles wanders, so it counts from eight on, and only threefold."""
        enough = 8 if chance < 1 else 1
        length = look.body_length
        if length is None or look.articles < enough or self.body_length / 3 <= length <= self.body_length * 3:
            return []
        return [f"body {self.body_length} -> {length} characters"]


def usual_of(nights: Sequence[Night]) -> Usual | None:
    """The usual look in these nights, which are unremarkable ones; None while they hold too few articles."""
    looks = [night.outcome.recent for night in nights[-NIGHTS:] if night.outcome.recent.articles]
    weights = [min(1.0, _HEAVIEST / look.articles) for look in looks]
    articles = sum(look.articles * weight for look, weight in zip(looks, weights, strict=True))
    if articles < _FEWEST:
        return None
    unread = sum(look.unread * weight for look, weight in zip(looks, weights, strict=True))
    lengths = sorted((look.body_length or 0, min(look.articles, _HEAVIEST)) for look in looks)
    return Usual(
        articles=articles,
        filled=_shares([look.filled for look in looks], weights, articles),
        layouts=_shares([look.layouts for look in looks], weights, articles),
        read=articles / (articles + unread),
        body_length=weighted_median(lengths),
    )


def _shares(counts: Sequence[dict[str, int]], weights: Sequence[float], articles: float) -> dict[str, float]:
    sums: Counter[str] = Counter()
    for count, weight in zip(counts, weights, strict=True):
        for name, n in count.items():
            sums[name] += n * weight  # type: ignore[assignment]  # a Counter also counts in halves
    return {name: n / articles for name, n in sums.items()}


def _rank(layout: str) -> int:
    return _FALLBACKS.index(layout) + 1 if layout in _FALLBACKS else 0
