"""From results to lines in a data folder, and to what the report of a run says of them."""

from collections import Counter, defaultdict

from crawler.derive.pool import Result
from crawler.runs.outcome import Outcome
from crawler.store import Shelf


class Shelved:
    """Puts results on a shelf, task after task, and counts by portal what came of them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.strangers: Counter[str] = Counter()
        self.problems: list[str] = []

    def put(self, result: Result) -> None:
        """Stores the lines of one task."""
        for portal, happened in self._shelf.put(result.lines()):
            self._counts[portal].update(happened)
        self._note(result)
        result.drop()

    def _note(self, result: Result) -> None:
        self.problems += result.lost
        for derived in result.derived:
            self.problems += derived.faults
            for portal, counts in derived.counts.items():
                self._counts[portal].update(counts)
        if result.surveyed:
            self.problems += map(str, result.surveyed.troubles)
            self.strangers.update(result.surveyed.strangers)
            for portal, found in result.surveyed.found.items():
                self._counts[portal]["found/archived"] += found

    def outcomes(self) -> list[Outcome]:
        """One a portal, by name."""
        outcomes = [Outcome.of_counts(portal, self._counts[portal]) for portal in sorted(self._counts)]
        for outcome in outcomes:
            outcome.problem = outcome.trouble
        return outcomes

    def told_of_strangers(self) -> list[str]:
        """A line for every host whose pages nobody read, the most pages first."""
        return [f"no portal for host {host}: {n} pages" for host, n in self.strangers.most_common() if n]
