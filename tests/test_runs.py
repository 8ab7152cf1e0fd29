"""What earlier runs tell of the portals, and the command that lists them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.runs.history import history
from tests.support.warta import warta


def report(
    folder: Path, day: str, command: str = "crawl", successes: Mapping[str, str] | None = None, **problems: str | None
) -> None:
    """Writes what a run leaves behind that a day ended; a keyword for each portal tells its problem."""
    folder.mkdir(parents=True, exist_ok=True)
    outcomes = [{"portal": portal, "problem": problem} for portal, problem in problems.items()]
    run = {"command": command, "finished": f"{day}T01:00:00+00:00", "outcomes": outcomes, "successes": successes or {}}
    (folder / f"{day.replace('-', '')}T000000Z.json").write_text(json.dumps(run), encoding="utf-8")


def test_the_newest_crawl_without_a_problem_counts(tmp_path: Path) -> None:
    report(tmp_path, "2026-11-20", fajar=None, gopos=None, hibata="no article at all")
    report(tmp_path, "2026-11-22", fajar="discovery failed", gopos=None)
    report(tmp_path, "2026-11-23", command="replay", fajar=None, hibata=None)
    successes = history(tmp_path).successes
    assert successes == {"fajar": "2026-11-20T01:00:00+00:00", "gopos": "2026-11-22T01:00:00+00:00"}


def test_a_torn_report_is_named_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    report(tmp_path, "2026-11-20", fajar=None)
    (tmp_path / "20261121T000000Z.json").write_text('{"command": "cr', encoding="utf-8")
    assert list(history(tmp_path).successes) == ["fajar"]
    assert "20261121T000000Z.json" in caplog.text


def test_no_run_yet(tmp_path: Path) -> None:
    assert history(tmp_path / "runs").successes == {}


def test_a_report_tells_what_those_before_it_knew(tmp_path: Path) -> None:
    (tmp_path / "20150101T000000Z.json").write_text("nobody reads so far back", encoding="utf-8")
    report(tmp_path, "2016-01-02", successes={"hibata": "2015-12-30T01:00:00+00:00"}, fajar=None)
    report(tmp_path, "2016-02-02", command="replay", fajar=None)
    report(tmp_path, "2016-03-02", gopos=None, fajar="discovery failed")
    assert history(tmp_path).successes == {
        "hibata": "2015-12-30T01:00:00+00:00",
        "fajar": "2016-01-02T01:00:00+00:00",
        "gopos": "2016-03-02T01:00:00+00:00",
    }


def test_portals_of_a_province_with_their_last_success(tmp_path: Path) -> None:
    report(tmp_path / "runs", "2026-11-20", gopos=None)
    done = warta(tmp_path, "portals", "--province", "75")
    lines = done.out.splitlines()
    rows = {line.split()[0]: line for line in lines[1:-2]}
    assert lines[0].split() == ["portal", "title", "province", "family", "state", "permission", "last", "success"]
    assert rows["gopos"].endswith("2026-11-20")
    assert rows["hibata"].endswith("never")
    assert lines[-1] == f"{len(rows)} portals"


def test_portals_as_data_are_the_same_in_the_same_order(tmp_path: Path) -> None:
    table = [line.split()[0] for line in warta(tmp_path, "portals").out.splitlines()[1:-2]]
    rows = [json.loads(line) for line in warta(tmp_path, "portals", "--json").out.splitlines()]
    assert [row["portal"] for row in rows] == table
    assert [row["region"][:2] for row in rows] == sorted(row["region"][:2] for row in rows)
    assert {row["last_success"] for row in rows} == {None}


def test_an_unknown_province_is_wrong_use(tmp_path: Path) -> None:
    done = warta(tmp_path, "portals", "--province", "99")
    assert done.code == 2
    assert "71 to 76" in done.err
