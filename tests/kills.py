"""Kills crawls with SIGKILL at random instants and begins them again: nothing is lost, and little is asked twice.

`python -m tests.kills --kills 50` takes some minutes; `tests/test_kills_crawl.py` is the short form.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.families import MODULE, MadePortals, made_portals
from tests.support.faults import On
from tests.support.warta import FAST, Done, begin, finish

SPAN = ("--since", "2023-04-01", "--until", "2023-12-31")
PORTALS = ("made_blogger", "made_promedia", "made_suara", "made_custom")
_WHERE_IT_WAS_READ = ("source", "revision")


@dataclass
class Killed:
    """What came of a crawl that was killed again and again, beside one that was left in peace."""

    kills: int
    at_work: int
    """kills of crawls that had asked for articles"""
    runs: int
    peaceful: list[str]
    killed: list[str]
    asked: Counter[str]
    """how often each article was asked for"""
    code: int
    again: int
    """articles asked for by one more run, after the last"""

    @property
    def twice(self) -> int:
        """Requests for articles beyond the first of each."""
        return self.asked.total() - len(self.asked)


def killed(kills: int, articles: int, seed: int, slow: float = 0.01) -> Killed:
    """Crawls four portals with so many articles each; the instants of the kills follow the seed."""
    chance = random.Random(seed)
    with _portals(articles, slow) as portals, tempfile.TemporaryDirectory() as folder:
        peaceful = _crawl(portals, Path(folder) / "peaceful")
        _asked(portals)
        data, runs, done, at_work = Path(folder) / "killed", 0, 0, 0
        asked: Counter[str] = Counter()
        while done < kills:
            runs += 1
            process = _begin(portals, data)
            _wait_for_requests(portals, process)
            time.sleep(chance.uniform(0, 1))
            if process.poll() is None:
                done += 1
                process.kill()
            process.communicate()
            asked += (now := _asked(portals))
            at_work += bool(now)
        last = finish(_begin(portals, data), data)
        asked += _asked(portals)
        _crawl(portals, data)
        again = _asked(portals)
        return Killed(done, at_work, runs + 1, _items(peaceful), _items(last), asked, last.code, again.total())


def _wait_for_requests(portals: MadePortals, process: subprocess.Popen[str]) -> None:
    """Until the crawl asks its first: a kill before that would prove nothing."""
    before = len(portals.requests)
    while len(portals.requests) == before and process.poll() is None:
        time.sleep(0.01)


def _asked(portals: MadePortals) -> Counter[str]:
    """How often each article was asked for since the last time somebody wanted to know."""
    asked = Counter(r.host + r.target for r in portals.requests if _is_article(r.target))
    for portal in portals.portals.values():
        portal.requests.clear()
    return asked


def _is_article(target: str) -> bool:
    return any(sign in target for sign in ("/read/", "/news/", "/pr-", ".html")) and "sitemap" not in target


@contextmanager
def _portals(articles: int, slow: float) -> Iterator[MadePortals]:
    rules = {name: [On("", faults.slow(slow))] for name in PORTALS}
    with made_portals(made_articles(articles), rules) as portals:
        yield portals


def _begin(portals: MadePortals, data: Path) -> subprocess.Popen[str]:
    words = ("crawl", *portals.portals, *MODULE, *FAST, *SPAN)
    return begin(data, *words, MADE_PORTALS=json.dumps(portals.homes))


def _crawl(portals: MadePortals, data: Path) -> Done:
    return finish(_begin(portals, data), data)


def _items(done: Done) -> list[str]:
    """The stored items without where they were read, sorted."""
    return sorted(json.dumps(_said(item), sort_keys=True) for item in done.items)


def _said(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in _WHERE_IT_WAS_READ}


def main() -> None:
    """Prints what came of it; exits 1 when something was lost or too much asked twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=600, help="of each portal")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = killed(options.kills, options.articles, options.seed)
    sys.stdout.write(
        f"{result.kills} kills, {result.at_work} of them of crawls that had begun to read; {result.runs} runs,"
        f" last exit code {result.code}\n"
        f"items: {len(result.killed)} after kills, {len(result.peaceful)} in peace,"
        f" equal: {result.killed == result.peaceful}\n"
        f"article requests: {result.asked.total()} for {len(result.asked)} addresses, {result.twice} again,"
        f" at most {max(result.asked.values())} times one; {result.again} by a further run\n"
    )
    well = result.killed == result.peaceful and result.twice <= result.kills * len(PORTALS) and result.again == 0
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
