"""Articles that wait to be judged with others when a run is killed: stored by the next, and not fetched again."""

import json
import signal
from pathlib import Path

from crawler.drift.waiting import Waiting
from tests.support.articles import made_articles
from tests.support.newsroom import Newsroom, stop_at

ORDINARY = 7
"""nights of four articles, so that there is a past to compare with"""


def on_disk(folder: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.jsonl"))]
    return [json.loads(line)["headline"] for text in texts for line in text.splitlines()]


def test_what_waited_when_a_run_was_killed_is_stored_and_not_asked_for_again(tmp_path: Path) -> None:
    with Newsroom(made_articles(60), tmp_path) as room:
        for night in range(1, ORDINARY + 1):
            assert room.crawl(night).outcome["problem"] is None
        known = {article.slug for article in room.published()}
        stop_at(room, 14, signal.SIGKILL)
        killed = room.crawl(ORDINARY + 4)
        asked = set(room.asked) - known
        assert killed.code == -signal.SIGKILL
        assert len(on_disk(tmp_path / "waiting")) >= len(asked) - 1 > 5
        done = room.crawl(ORDINARY + 4.1)
        assert len(asked & set(room.asked)) <= 1  # the page that was on its way
        firsts = [item["headline"] for item in done.items if item["revision"]["number"] == 1]
        assert sorted(firsts) == sorted(article.headline for article in room.published())
        assert (done.code, on_disk(tmp_path / "waiting")) == (0, [])


def test_a_batch_goes_when_the_next_one_was_judged_and_a_torn_line_goes_first(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    for line in ('{"id": 1}', '{"id": 2}'):
        waiting.add(line)
    waiting.judged()
    waiting.add('{"id": 3}')
    waiting.judged()
    waiting.add('{"id": 4}')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000001.jsonl", "000002.jsonl"]
    with (tmp_path / "000002.jsonl").open("a") as file:
        file.write('{"id": ')
    assert list(Waiting(tmp_path).left()) == [[{"id": 3}], [{"id": 4}]]
    assert not list(tmp_path.iterdir())
