"""The short form of `python -m tests.kills`: crawls of four portals, killed and begun again."""

from tests.kills import PORTALS, killed

KILLS = 2


def test_kills_lose_nothing_and_little_is_asked_twice() -> None:
    result = killed(KILLS, articles=40, seed=11, slow=0.03)
    assert (result.tally.lost, result.tally.faults, result.code) == (0, [], 0)
    assert result.tally.kills.total() == KILLS
    assert result.tally.acknowledged
    assert len(result.killed) == len(result.peaceful) == 40 * len(PORTALS)
    assert max(result.asked.values()) <= 1 + KILLS
    assert result.twice <= KILLS * len(PORTALS)
    assert result.again == 0
