"""Six weeks of nights of seven made portals: all is stored once, and each mishap is told of its paper alone."""

import pytest

from tests.year import Year, stored, year

NIGHTS = 40


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return year(7, NIGHTS, tmp_path_factory.mktemp("year") / "data")


def test_every_article_is_stored_once_with_its_revisions(weeks: Year) -> None:
    assert list(stored(weeks)) == []
    assert len(weeks.done.items) > 300
    assert {item["revision"]["number"] for item in weeks.done.items} == {1, 2}


def test_each_mishap_is_named_from_its_first_night_to_its_last_and_nothing_else(weeks: Year) -> None:
    assert weeks.false_alarms == []
    for paper in weeks.world.papers.values():
        if paper.mishap:
            crawled = [night for night in paper.troubled if night in weeks.codes]
            named = [night for night in crawled if paper.mishap.cause in weeks.causes[night][paper.name]]
            assert named == crawled[-len(named) :], paper.mishap
            patience = 7 if paper.mishap.cause == "newsroom quiet" else 0  # silence is known by its length
            assert named[0] <= crawled[0] + patience, paper.mishap


def test_exit_codes_say_whether_something_was_told(weeks: Year) -> None:
    assert weeks.codes == {night: int(bool(weeks.told[night])) for night in weeks.codes}


def test_a_gap_is_told_by_the_run_that_ends_it(weeks: Year) -> None:
    assert len(weeks.codes) == NIGHTS - len(weeks.world.outage)
    told = [night for night, notes in weeks.notes.items() if any("no crawl since" in note for note in notes)]
    assert told == [weeks.world.outage[-1] + 1]
