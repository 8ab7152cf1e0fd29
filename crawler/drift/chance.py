"""How likely a count is by chance alone: the sums of two distributions, for tables of a few thousand at most."""

import math


def binomial_at_most(hits: int, trials: int, share: float) -> float:
    """Probability of so few hits or fewer.

    >>> round(binomial_at_most(1, 3, 0.5), 3)
    0.5
    """
    if share >= 1:
        return float(hits >= trials)
    if share <= 0:
        return 1.0
    logs = (math.log(share), math.log1p(-share))
    return min(1.0, sum(math.exp(_choices(trials, k) + k * logs[0] + (trials - k) * logs[1]) for k in range(hits + 1)))


def poisson_at_most(events: int, mean: float) -> float:
    """Probability of so few events or fewer.

    >>> round(poisson_at_most(0, 7), 5)
    0.00091
    """
    if mean <= 0:
        return 1.0
    return min(1.0, sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(events + 1)))


def _choices(trials: int, hits: int) -> float:
    return math.lgamma(trials + 1) - math.lgamma(hits + 1) - math.lgamma(trials - hits + 1)
