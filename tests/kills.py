"""Kills writers and whole crawls at random instants and begins them again: nothing is lost, and little asked twice.

`python -m tests.kills` prints what came of it; it takes some minutes. The suite has the short forms.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.archive.read import read_response
from tests.kills_archive import killed_writers
from tests.kills_tally import Tally, faults_of
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.families import MODULE, MadePortals, made_portals
from tests.support.faults import On
from tests.support.warta import FAST, Done, begin, finish

PORTALS = ("made_blogger", "made_promedia", "made_suara", "made_custom")
LARGEST_FILE = 100_000
"""bytes, so that files are followed by others all the time"""
_WHERE_IT_WAS_READ = ("source", "revision")


@dataclass
class Killed:
    """What came of a crawl that was killed again and again, beside one that was left in peace."""

    runs: int
    at_work: int
    """runs that had asked for articles when they were killed"""
    peaceful: list[str]
    killed: list[str]
    asked: Counter[str]
    """how often each article was asked for"""
    code: int
    again: int
    """articles asked for by one more run, after the last"""
    tally: Tally

    @property
    def twice(self) -> int:
        """Requests for articles beyond the first of each."""
        return self.asked.total() - len(self.asked)


def killed(kills: int, articles: int, seed: int, slow: float = 0.01) -> Killed:
    """Crawls four portals with so many articles each; the instants of the kills follow the seed."""
    made = made_articles(articles)
    rules = {name: [On("", faults.slow(slow))] for name in PORTALS}
    with made_portals(made, rules) as portals, tempfile.TemporaryDirectory() as folder:
        crawls = _Crawls(portals, max(article.published for article in made).date().isoformat())
        peaceful = _items(crawls.finish(Path(folder) / "peaceful"))
        crawls.asked()
        data, tally = Path(folder) / "killed", Tally()
        runs, at_work, asked = _kill_again_and_again(crawls, data, kills, random.Random(seed), tally)
        last = crawls.finish(data)
        asked += crawls.asked()
        _check(data, set(last.lines), tally)
        tally.faults += [] if _items(last) == peaceful else ["the items are not those of the crawl in peace"]
        crawls.finish(data)
        again = crawls.asked().total()
        return Killed(runs + 1, at_work, peaceful, _items(last), asked, last.code, again, tally)


def _kill_again_and_again(
    crawls: "_Crawls", data: Path, kills: int, chance: random.Random, tally: Tally
) -> tuple[int, int, Counter[str]]:
    """Returns the number of runs, of those that had asked for articles, and what was asked."""
    runs, at_work = 0, 0
    asked: Counter[str] = Counter()
    while tally.kills.total() < kills:
        runs += 1
        process = crawls.begin(data)
        crawls.wait_for_requests(process)
        time.sleep(chance.uniform(0, 1))
        _kill(process, chance.choice([signal.SIGKILL, signal.SIGTERM]), tally)
        asked += (now := crawls.asked())
        at_work += bool(now)
        tally.promised.update(_whole_lines(data))
        for archive in (data / "warc").glob("*/"):
            tally.look(archive)
    return runs, at_work, asked


def _kill(process: subprocess.Popen[str], sign: signal.Signals, tally: Tally) -> None:
    """Sends the signal, unless the crawl is over; SIGTERM asks it to end, and is waited for."""
    if process.poll() is None:
        tally.kills["crawl"] += 1
        tally.signals[sign.name] += 1
        process.send_signal(sign)
    process.communicate()


def _whole_lines(data: Path) -> list[str]:
    """The items that stand on the disk: whoever reads them may rely on their records."""
    texts = [path.read_text("utf-8") for path in (data / "items").rglob("*.jsonl")]
    return [line for text in texts for line in text.split("\n")[:-1]]


def _check(data: Path, lines: set[str], tally: Tally) -> None:
    """Counts the items that were there after a kill, and those of them that are gone or have no record any more."""
    tally.acknowledged = len(tally.promised)
    for line in tally.promised:
        item = json.loads(line)
        source = item["source"]
        record, _ = read_response(data / "warc" / item["portal"] / source["warc"], source["offset"])
        tally.lost += line not in lines or record.id != source["record_id"]
    for archive in (data / "warc").glob("*/"):
        tally.faults += faults_of(archive, data / "index" / f"{archive.name}.cdxj")


@dataclass
class _Crawls:
    """Runs of one crawl over the same portals, up to the day of their last article."""

    portals: MadePortals
    until: str

    def begin(self, data: Path) -> subprocess.Popen[str]:
        span = ("--since", "2023-04-01", "--until", self.until)
        words = ("crawl", *self.portals.portals, *MODULE, *FAST, *span, "-s", f"WARC_MAX_SIZE={LARGEST_FILE}")
        return begin(data, *words, MADE_PORTALS=json.dumps(self.portals.homes))

    def finish(self, data: Path) -> Done:
        return finish(self.begin(data), data)

    def wait_for_requests(self, process: subprocess.Popen[str]) -> None:
        """Until the crawl asks its first: a kill before that would prove nothing."""
        before = len(self.portals.requests)
        while len(self.portals.requests) == before and process.poll() is None:
            time.sleep(0.01)

    def asked(self) -> Counter[str]:
        """How often each article was asked for since the last time somebody wanted to know."""
        asked = Counter(r.host + r.target for r in self.portals.requests if _is_article(r.target))
        for portal in self.portals.portals.values():
            portal.requests.clear()
        return asked


def _is_article(target: str) -> bool:
    return any(sign in target for sign in ("/read/", "/news/", "/pr-", ".html")) and "sitemap" not in target


def _items(done: Done) -> list[str]:
    """The stored items without where they were read, sorted."""
    return sorted(json.dumps(_said(item), sort_keys=True) for item in done.items)


def _said(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in _WHERE_IT_WAS_READ}


def main() -> None:
    """Prints what came of it; exits 1 when something was lost or too much asked twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="of processes that write an archive")
    parser.add_argument("--full", type=int, default=20, help="disks that are full")
    parser.add_argument("--crawls", type=int, default=20, help="kills of whole crawls")
    parser.add_argument("--articles", type=int, default=300, help="of each portal")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--disk", help="folder on a file system of less than 64 MB, to be filled (else: a limit)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.disk) as folder:
        tally = killed_writers(Path(folder), options.kills, options.full, options.seed)
    sys.stdout.write(f"writers\n{tally}\n")
    result = killed(options.crawls, options.articles, options.seed)
    sys.stdout.write(
        f"crawls\n{result.tally}"
        f"{'runs':14}{result.runs}, {result.at_work} of them had begun to read; last exit code {result.code}\n"
        f"{'items':14}{len(result.killed)} after kills, {len(result.peaceful)} in peace,"
        f" equal: {result.killed == result.peaceful}\n"
        f"{'asked':14}{result.asked.total()} times for {len(result.asked)} articles, {result.twice} again,"
        f" at most {max(result.asked.values())} times one; {result.again} by a further run\n"
    )
    well = result.twice <= options.crawls * len(PORTALS) and result.again == 0
    sys.exit(0 if well and not any((*tally.faults, *result.tally.faults, tally.lost, result.tally.lost)) else 1)


if __name__ == "__main__":
    main()
