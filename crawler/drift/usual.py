"""What is usual for a portal: its last unremarkable nights, in numbers that few nights and odd ones do not upset."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from crawler.drift.chance import binomial_at_most
from crawler.drift.look import FIELDS, Look
from crawler.runs.history import Night

NIGHTS = 14
"""how many nights make the usual; more where these hold few articles"""

_ENOUGH = 60
"""articles that are few no more"""

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
    lengths: dict[str, float]

    def strange(self, look: Look, chance: float = NEVER) -> dict[str, str]:
        """What of a look is not the usual: `{"byline": "96% -> 0%"}`. What chance brings about is none."""
        shares = [(name, self.filled[name], look.filled.get(name, 0), look.articles) for name in FIELDS]
        shares.append((f"layout {self.layout}", *self._held_by_layout(look)))
        shares.append(("pages read", self.read, look.articles, look.articles + look.unread))
        shares.append(self._of_usual_length(look))
        return {
            name: f"{share:.0%} -> {hits / trials:.0%}"
            for name, share, hits, trials in shares
            if self._has_fallen(share, hits, trials, chance)
        }

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
        """By more than half, and by more than the luck of the draw, in the usual as well as in what is compared."""
        if not trials or hits / trials >= share / 2:
            return False
        likely = (share * self.articles + 0.5) / (self.articles + 1)
        least = likely - math.sqrt(likely * (1 - likely) / self.articles)
        return binomial_at_most(hits, trials, least) < chance

    def _of_usual_length(self, look: Look) -> tuple[str, float, int, int]:
        """Bodies between a third and the threefold of the median."""
        middle = self._median_length()
        usual = [step for step in {*self.lengths, *look.lengths} if middle / 3 <= int(step) <= middle * 3]
        share = sum(self.lengths.get(step, 0.0) for step in usual)
        hits = sum(look.lengths.get(step, 0) for step in usual)
        return f"bodies of {middle // 3} to {middle * 3} characters", share, hits, look.articles

    def _median_length(self) -> int:
        steps = sorted(map(int, self.lengths))
        sums = accumulate(self.lengths[str(step)] for step in steps)
        return next((step for step, below in zip(steps, sums, strict=True) if below >= 0.5), steps[-1])


def usual_of(nights: Sequence[Night]) -> Usual | None:
    """The usual look in these nights, which are unremarkable ones; None while they hold too few articles."""
    looks = _last(nights)
    weights = [min(1.0, _HEAVIEST / look.articles) for look in looks]
    articles = sum(look.articles * weight for look, weight in zip(looks, weights, strict=True))
    if articles < _FEWEST:
        return None
    unread = sum(look.unread * weight for look, weight in zip(looks, weights, strict=True))
    return Usual(
        articles=articles,
        filled=_shares([look.filled for look in looks], weights, articles),
        layouts=_shares([look.layouts for look in looks], weights, articles),
        read=articles / (articles + unread),
        lengths=_shares([look.lengths for look in looks], weights, articles),
    )


def _last(nights: Sequence[Night]) -> list[Look]:
    """The looks of so many nights as are needed, newest first."""
    looks: list[Look] = []
    for night in reversed(nights):
        if len(looks) >= NIGHTS and sum(look.articles for look in looks) >= _ENOUGH:
            break
        if night.outcome.recent.articles:
            looks.append(night.outcome.recent)
    return looks


def _shares(counts: Sequence[dict[str, int]], weights: Sequence[float], articles: float) -> dict[str, float]:
    sums: Counter[str] = Counter()
    for count, weight in zip(counts, weights, strict=True):
        for name, n in count.items():
            sums[name] += n * weight  # type: ignore[assignment]  # a Counter also counts in halves
    return {name: n / articles for name, n in sums.items()}


def _rank(layout: str) -> int:
    return _FALLBACKS.index(layout) + 1 if layout in _FALLBACKS else 0
