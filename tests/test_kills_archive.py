"""The short form of `python -m tests.kills`: writers of an archive, killed or out of room, a hundred times."""

from pathlib import Path

from tests.kills_archive import killed_writers


def test_a_hundred_kills_and_full_disks_lose_nothing(tmp_path: Path) -> None:
    tally = killed_writers(tmp_path, kills=100, full=10, seed=3)
    assert (tally.lost, tally.faults) == (0, [])
    assert (tally.kills.total(), tally.full) == (100, 10)
    assert set(tally.signals) == {"SIGKILL", "SIGTERM"}
    assert {"write", "index"} <= set(tally.kills)
    assert tally.torn >= tally.torn_by_hand > 0
    assert tally.left_open
    assert tally.unlisted
    assert tally.acknowledged
