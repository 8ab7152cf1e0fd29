"""The short form of `python -m tests.kills`: crawls of four portals, killed and begun again."""

from tests.kills import PORTALS, killed


def test_kills_lose_nothing_and_little_is_asked_twice() -> None:
    result = killed(kills=3, articles=60, seed=11, slow=0.03)
    assert (result.kills, result.code) == (3, 0)
    assert result.killed == result.peaceful
    assert len(result.killed) == 60 * len(PORTALS)
    assert max(result.asked.values()) <= 1 + result.kills
    assert result.twice <= result.kills * len(PORTALS)
    assert result.again == 0
