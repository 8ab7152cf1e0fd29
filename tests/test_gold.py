"""The gold tables: the score of every measure may rise, and may not fall below what was once reached."""

import pytest

from tests.gold.score import marks, scores

# As measured. The rules were written with these tables in sight: floors against decay, no promise for other portals.
FLOORS = {
    "dateline: raw": 0.99,
    "dateline: place": 0.99,
    "dateline: outlet": 0.99,
    "dateline: none where none is": 1.0,
    "place code: right": 0.99,
    "place code: ambiguous kept open": 1.0,
    "place code: none outside Sulawesi": 1.0,
    "date": 1.0,
    "date: none where it is not full": 1.0,
    "date: month and day": 1.0,
    "date: conflict": 1.0,
    "byline: reporters": 1.0,
    "byline: editors": 1.0,
    "byline: initials": 1.0,
}
MADE = marks()


def test_every_measure_has_its_floor() -> None:
    assert scores(MADE).keys() == FLOORS.keys()


@pytest.mark.parametrize("measure", FLOORS)
def test_no_measure_falls_below_its_floor(measure: str) -> None:
    hits, cases = scores(MADE)[measure]
    missed = [(mark.text[:80], mark.wanted, mark.got) for mark in MADE if mark.measure == measure and not mark.hit]
    assert hits / cases >= FLOORS[measure], missed
