"""A year of nights of sixty made portals, crawled night by night; a mishap befalls some of them, and each must be told.

`python -m tests.year --papers 6 --nights 40` takes a minute, the whole year most of an hour; `tests/test_year.py` is
the short form.
"""

import argparse
import json
import math
import multiprocessing
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.seen.plan import FIRST_DAYS
from tests.support.portal import Portal
from tests.support.warta import CONTACT, FAST, ROOT, Done
from tests.support.world import CORRECTION, OUTAGE, Paper, World

WORDS = ("crawl", "--all", *FAST, "-s", "SPIDER_MODULES=tests.support.world_spiders",
         "-s", "TWISTED_DNS_RESOLVER=tests.support.world_spiders.Resolver")  # fmt: skip
_SETTLED = timedelta(days=25)
"""an article that was touched so long ago has been looked at since, whatever befell its paper"""


@dataclass
class Year:
    """What the nights left: exit codes and outcomes by night, and what is stored at last."""

    world: World
    done: Done
    codes: dict[int, int] = field(default_factory=dict)
    told: dict[int, dict[str, str]] = field(default_factory=dict)
    """by night and portal, the problem in the report of the night"""
    causes: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    notes: dict[int, list[str]] = field(default_factory=dict)
    seconds: float = 0

    def take(self, night: int, code: int) -> None:
        """Reads the report of the night's run."""
        report = self.done.report
        self.codes[night] = code
        self.notes[night] = [*report["problems"], *report["notes"]]
        self.told[night] = {o["portal"]: o["problem"] for o in report["outcomes"] if o["problem"]}
        self.causes[night] = {o["portal"]: [f["cause"] for f in o["findings"]] for o in report["outcomes"]}

    @property
    def false_alarms(self) -> list[tuple[int, str, str]]:
        """What was raised of papers that nothing had befallen in that night."""
        return [
            (night, name, problem)
            for night, problems in self.told.items()
            for name, problem in problems.items()
            if night not in self.world.papers[name].troubled
        ]


def year(papers: int, nights: int, data: Path, seconds: float = math.inf, tell: bool = False) -> Year:
    """Crawls all papers night after night, but for those of the outage; begins no further night after so long."""
    world = World(papers, nights)
    result, begun = Year(world, Done(0, "", "", data)), time.monotonic()
    with Portal(world.answer) as portal:
        for night in range(nights):
            if time.monotonic() > begun + seconds:
                world.nights = night
                break
            world.begin(night)
            if night in world.outage:
                continue
            portal.requests.clear()
            code = _crawl(world, portal.home.rpartition(":")[2], data)
            result.take(night, code)
            if tell:
                _tell_of(night, result, len(portal.requests), time.monotonic() - begun)
    result.seconds = time.monotonic() - begun
    return result


def _crawl(world: World, port: str, data: Path) -> int:
    """A crawl in a process forked from one that has imported everything: that saves half of the year's time."""
    facts = {p.name: (p.family, int(p.pace / 1.5)) for p in world.papers.values()}
    made = {"port": port, "papers": facts}
    made |= {"nameless": world.lost("DNS gone"), "unreachable": world.lost("server unreachable")}
    words = [*WORDS, "--today", world.at(world.night).isoformat(), "--data", str(data)]
    environment = {"MADE_WORLD": json.dumps(made), "WARTA_CONTACT": CONTACT}
    child = _forks.Process(target=_run, args=(words, environment, f"{data}.out"))
    child.start()
    child.join()
    return child.exitcode if child.exitcode is not None else -1


def _run(words: list[str], environment: Mapping[str, str], out: str) -> None:
    """In the child: what the console script `warta` does, its output in a file."""
    os.chdir(ROOT)
    os.environ.update(environment)
    output = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["warta", *words]
    from crawler.cli import main as warta

    warta()


_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["scrapy.cmdline", "crawler.commands.crawl", "crawler.archive.record", "scrapy.core.engine", "pipelines.quarantine",
     "pipelines.dedupe", "tests.support.families"]
)  # fmt: skip


def stored(result: Year) -> Iterator[str]:
    """What is wrong with the stored articles: missing, not published, without a revision or with one too many."""
    revisions: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for item in result.done.items:
        revisions[item["portal"], item["url"].partition("/")[2]].append(item)
    by_paper: defaultdict[str, dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    for (portal, _), items in revisions.items():
        key = items[0]["headline"]
        if key in by_paper[portal]:
            yield f"{portal}: stored under two addresses: {key}"
        by_paper[portal][key] = items
    for paper in result.world.papers.values():
        yield from _of_paper(result, paper, by_paper[paper.name])


def _of_paper(result: Year, paper: Paper, items: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    world = result.world
    end = world.at(world.nights - 1)
    first = world.at(0).replace(hour=0) - timedelta(days=FIRST_DAYS)
    gone = {refusal["url"] for refusal in result.done.refused if refusal["reason"] == "gone"}
    for article in paper.articles:
        found = items.pop(article.headline, [])
        where = f"{paper.name}: {article.headline} of {article.published:%Y-%m-%d}"
        if not found:
            if first <= article.published <= end:
                yield f"{where} is missing"
            continue
        yield from (f"{where}: {what}" for what in _of_article(paper, article.number, found, end))
        withdrawn = paper.withdrawn.get(article.number)
        was_told = found[-1]["url"] in gone
        if was_told and (withdrawn is None or withdrawn > end):
            yield f"{where} is told as gone"
        if withdrawn and withdrawn + _SETTLED < end and not was_told:
            yield f"{where} is gone, and nobody told"
    yield from (f"{paper.name}: {headline} was never published" for headline in items)


def _of_article(paper: Paper, number: int, found: Sequence[dict[str, Any]], end: datetime) -> Iterator[str]:
    at = paper.corrected.get(number)
    texts = [CORRECTION in item["body"] for item in found]
    wanted = [at is not None and at <= datetime.fromisoformat(item["source"]["fetched_at"]) for item in found]
    if texts != wanted or len(set(texts)) != len(texts):
        yield f"revisions {texts}, at their times it read {wanted}; changed {[i['revision']['changed'] for i in found]}"
    if at and at + _SETTLED < end and not texts[-1]:
        yield "its correction is missing"


def table(result: Year) -> list[tuple[str, ...]]:
    """A line a mishap: what, whose, when it began, when it was first named and how, nights named of those it lasted."""
    rows = [("mishap", "paper", "began", "first named", "named as", "nights named", "false alarms")]
    for paper in result.world.papers.values():
        if paper.mishap and paper.troubled[0] < result.world.nights:
            rows.append(_row(result, paper))
    world = result.world
    told = [night for night in result.notes if any("no crawl" in note for note in result.notes[night])]
    named = f"{world.at(told[0]):%Y-%m-%d}" if told else "never"
    first = f"{world.at(world.outage[0]):%Y-%m-%d}"
    others = sum(not world.papers[name].mishap for _, name, _ in result.false_alarms)
    rows.append(("nobody crawls", "all", first, named, "note of the run", f"{len(told)} after {OUTAGE}", "0"))
    rows.append(("none", f"{sum(p.mishap is None for p in world.papers.values())} papers", "", "", "", "", str(others)))
    return rows


def _row(result: Year, paper: Paper) -> tuple[str, ...]:
    assert paper.mishap
    named = [n for n in paper.troubled if paper.mishap.cause in result.causes.get(n, {}).get(paper.name, [])]
    crawled = [n for n in paper.troubled if n in result.codes]
    false = sum(name == paper.name for _, name, _ in result.false_alarms)
    as_what = sorted({cause for n in crawled for cause in result.causes[n].get(paper.name, [])})
    day = result.world.at
    return (
        paper.mishap.name, f"{paper.name} {paper.family}", f"{day(paper.troubled[0]):%Y-%m-%d}",
        f"{day(named[0]):%Y-%m-%d}" if named else "never", ", ".join(as_what),
        f"{len(named)} of {len(crawled)}", str(false),
    )  # fmt: skip


def _tell_of(night: int, result: Year, requests: int, seconds: float) -> None:
    told = "; ".join(f"{name}: {problem}" for name, problem in result.told[night].items()) or "nothing"
    sys.stderr.write(f"night {night}: exit {result.codes[night]}, {requests} requests, {seconds:.0f} s; {told}\n")


def main() -> None:
    """Prints the table, and everything that is wrong; exits 1 when something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--minutes", type=float, default=math.inf, help="after which no further night begins")
    parser.add_argument("--data", type=Path, help="where to keep what is crawled")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = year(options.papers, options.nights, options.data or Path(folder) / "data", 60 * options.minutes, True)
        wrong = list(stored(result))
    for row in table(result):
        sys.stdout.write("  ".join(f"{cell:22}" for cell in row).rstrip() + "\n")
    sys.stdout.writelines(f"false alarm: night {n}, {name}: {problem}\n" for n, name, problem in result.false_alarms)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.stdout.write(f"{len(result.done.items)} articles and revisions, {len(wrong)} wrong; {result.seconds:.0f} s\n")
    sys.exit(1 if wrong or result.false_alarms else 0)


if __name__ == "__main__":
    main()
