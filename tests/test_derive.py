"""Streamed derivation on all cores: the lines of a replay by the spiders, from any archive, whole or damaged."""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

import pytest

from crawler.derive.hosts import Hosts
from crawler.derive.pool import Pool
from crawler.derive.reading import Sources
from crawler.derive.tasks import tasks_of
from tests.support import faults
from tests.support.articles import MadeArticle, made_articles
from tests.support.families import FAMILIES, MODULE, made_portals
from tests.support.faults import On
from tests.support.foreign import gzipped, record, wacz
from tests.support.messages import Request
from tests.support.portal import Portal
from tests.support.scenarios import Crawled, edit
from tests.support.validated import with_etags
from tests.support.warta import ROOT, Done, crawl, warta
from tests.support.wordpress import WordPress
from tests.test_chains_crawled import FIRST_TO_LAST, MADE_SPIDERS, SITES
from tests.test_chains_crawled import crawled as crawled_chain


def check_same(data: Path, live: Done, *words: str, **environment: str) -> Done:
    """Asserts that streaming a crawl gives what the crawl gave, and says of it what a replay by the spiders says."""
    source = str(live.data / "warc")
    by_spiders = warta(data / "by-spiders", "replay", source, *words, **environment)
    streamed = warta(data / "streamed", "replay", "--stream", source, *words, **environment)
    assert streamed.lines == by_spiders.lines == live.lines
    assert sorted(streamed.refused_lines) == sorted(live.refused_lines)
    assert (streamed.code, said(streamed)) == (by_spiders.code, said(by_spiders))
    return streamed


def said(done: Done) -> dict[str, dict[str, object]]:
    """What a report says of the items, by portal, all crawls of a portal together."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in done.report["outcomes"]:
        numbers[outcome["portal"]].update({name: outcome[name] for name in COUNTED})
        numbers[outcome["portal"]].update(outcome["refused"])
    return numbers


COUNTED = ("articles", "stored", "unchanged", "revisions", "duplicates")


@pytest.mark.parametrize("scenario", ["whole", "faulty", "walled", "edited"])
def test_streaming_gives_the_lines_of_the_crawl(scenario: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    crawled: Crawled = request.getfixturevalue(scenario)
    check_same(tmp_path, crawled.done)


def test_every_family_is_streamed_as_it_was_crawled(tmp_path: Path) -> None:
    """Of the families that share a process; each has more articles than one page of its lists."""
    with made_portals(made_articles(60)) as portals:
        live = portals.crawl(tmp_path / "live", "--since", "2023-04-01", "--until", "2023-05-31")
        homes = json.dumps(portals.homes)
    assert len(live.lines) == 60 * len(FAMILIES)
    check_same(tmp_path, live, *MODULE, MADE_PORTALS=homes)


@pytest.mark.parametrize("family", SITES)
def test_the_chains_are_streamed_as_they_were_crawled(family: str, tmp_path: Path) -> None:
    run = crawled_chain(tmp_path / "live", family, made_articles(60), *FIRST_TO_LAST)
    assert len(run.done.lines) == 60
    check_same(tmp_path, run.done, **MADE_SPIDERS)


@pytest.mark.parametrize("name", ["made_custom", "made_suara", "made_blogger"])
def test_some_days_are_streamed_as_they_were_crawled(name: str, tmp_path: Path) -> None:
    with made_portals(made_articles(60), {name: []}) as portals:
        live = portals.crawl(tmp_path / "live", "--since", "2023-04-05", "--until", "2023-04-08")
        homes = json.dumps(portals.homes)
    assert 10 < len(live.lines) < 30
    check_same(tmp_path, live, *MODULE, MADE_PORTALS=homes)


NIGHTS = ("2023-04-05", "2023-04-12", "2023-05-29")
"""days on which articles of the first of April are due for a look"""


def test_nights_of_revisits_are_streamed_as_they_were_crawled(tmp_path: Path) -> None:
    site = WordPress(made_articles(5))
    with Portal(with_etags(partial(On("-[23]/$", faults.chunked), answer=site))) as portal:
        for day in NIGHTS:
            if day == NIGHTS[2]:
                edit(site)
            live = crawl(portal, tmp_path / "live", "--since", "2023-04-01", "--until", "2023-05-31", "--today", day)
    assert len(live.lines) == 7
    check_same(tmp_path, live)


def test_a_page_that_was_recorded_is_streamed_as_the_portal_reads_it(tmp_path: Path) -> None:
    recorded = ROOT / "fixtures" / "poroscelebes"
    by_spider = warta(tmp_path / "by-spider", "replay", str(recorded))
    streamed = warta(tmp_path / "streamed", "replay", "--stream", str(recorded))
    assert len(streamed.lines) > 0
    assert (streamed.code, streamed.lines) == (by_spider.code, by_spider.lines)


HOST = "kabar000.example"
CROWD = ("-s", "SPIDER_MODULES=tests.support.crowd_spiders")
SITE = WordPress(made_articles(40))


def captured(target: str, date: str = "2023-06-01T00:00:00Z", host: str = HOST, status: int = 0) -> bytes:
    """What the made site says to a request, as a record of another tool."""
    request = Request(target, {"host": host}, 0)
    reply = faults.status(status)(request, SITE) if status else SITE(request)
    head = f"HTTP/1.1 {reply.status} OK\r\nContent-Type: {reply.type}\r\n"
    return record("response", f"http://{host}{target}", f"{head}\r\n".encode() + reply.body, date=date)


def page_of(article: MadeArticle, number: int, status: int = 0) -> bytes:
    return captured(article.path, f"2023-06-01T{number // 60:02}:{number % 60:02}:00Z", status=status)


def stream(source: Path, data: Path, *words: str, **environment: str) -> Done:
    """Derives items from the pages of one made portal, whoever archived them."""
    return warta(data, "replay", str(source), *CROWD, *words, **{"MADE_CROWD": "1/1", **environment})


def headlines(done: Done) -> list[str]:
    return [item["headline"] for item in done.items]


def test_pages_stand_in_the_order_of_time_and_the_list_behind_them_is_used(tmp_path: Path) -> None:
    """The fourth page is behind a wall; what REST says of it stands at the end of the file, as second pages do."""
    articles = SITE.articles[:20]
    pages = [page_of(article, number, status=403 * (number == 3)) for number, article in enumerate(articles)]
    posts = captured("/wp-json/wp/v2/posts?per_page=100&page=1&_embed=1", "2023-06-02T00:00:00Z")
    seconds = [captured(f"{a.path}2/", "2023-06-03T00:00:00Z") for a in articles if len(a.pages) > 1]
    source = tmp_path / "lain.warc.gz"
    source.write_bytes(gzipped([*reversed(pages), captured("/"), captured("/redaksi/"), posts, *seconds]))
    done = stream(source, tmp_path / "data")
    assert done.code == 0, done.out
    assert {item["portal"] for item in done.items} == {"kabar000"}
    assert sorted(headlines(done)) == sorted(article.headline for article in articles)
    in_time = [item for item in done.items if item["source"]["layout"] != "wp-json"]
    assert [item["headline"] for item in in_time] == [a.headline for a in articles if a is not articles[3]]
    assert [item["pages"]["fetched"] for item in in_time] == [len(a.pages) for a in articles if a is not articles[3]]


def only_pages(folder: Path, pages: list[bytes]) -> Path:
    path = folder / "pages.warc"
    path.write_bytes(b"".join(pages))
    return path


def test_hosts_of_no_portal_are_told_and_read_when_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "lain.warc.gz"
    source.write_bytes(gzipped(captured(article.path, host="lain.example") for article in SITE.articles[:3]))
    left = stream(source, tmp_path / "left")
    assert (left.items, left.code) == ([], 1)
    assert "no portal for host lain.example: 3 pages" in left.out
    for name, words in {"any": ["--any"], "portal": ["--portal", "kabar000"]}.items():
        done = stream(source, tmp_path / name, *words)
        assert headlines(done) == [article.headline for article in SITE.articles[:3]]
        assert {item["portal"] for item in done.items} == {"kabar000" if name == "portal" else "lain.example"}


def test_a_wacz_is_streamed_and_its_lines_name_the_file_in_it(tmp_path: Path) -> None:
    source = tmp_path / "lain.wacz"
    halves = [gzipped(page_of(a, n) for n, a in enumerate(SITE.articles) if n % 2 == part) for part in (0, 1)]
    wacz(source, {"satu.warc.gz": halves[0], "dua.warc.gz": halves[1]})
    done = stream(source, tmp_path / "data")
    assert done.code == 0, done.out
    assert headlines(done) == [article.headline for article in SITE.articles]
    assert [item["source"]["warc"] for item in done.items[:4]] == 2 * ["satu.warc.gz", "dua.warc.gz"]


def test_what_lies_behind_damage_is_read_and_the_place_is_named(tmp_path: Path) -> None:
    members = [gzip.compress(page_of(article, number)) for number, article in enumerate(SITE.articles)]
    members[7] = members[7][:200] + bytes([members[7][200] ^ 1]) + members[7][201:]
    source = tmp_path / "rusak.warc.gz"
    source.write_bytes(b"".join(members))
    done = stream(source, tmp_path / "data")
    assert done.code == 1
    assert headlines(done) == [a.headline for number, a in enumerate(SITE.articles) if number != 7]
    assert f"{source}, byte {sum(map(len, members[:7]))}: " in done.out


def test_what_is_no_archive_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "bukan.warc.gz").write_bytes(b"bukan arsip")
    only_pages(tmp_path, [page_of(SITE.articles[0], 0)])
    done = stream(tmp_path, tmp_path / "data")
    assert (done.code, headlines(done)) == (1, [SITE.articles[0].headline])
    assert "bukan.warc.gz: no archive" in done.out


@pytest.fixture
def many_files(tmp_path: Path) -> Path:
    """Ten files of pages, the last of them the oldest; one page is in all of them, and changes."""
    folder = tmp_path / "many"
    folder.mkdir()
    for file in range(10):
        pages = [page_of(a, 100 * (9 - file) + n) for n, a in enumerate(SITE.articles[:4] + SITE.articles[file::10])]
        (folder / f"{file}.warc").write_bytes(b"".join(pages))
    return folder


def test_any_number_of_processes_gives_the_same_bytes(many_files: Path, tmp_path: Path) -> None:
    written = []
    for jobs in ("1", "2", "5"):
        done = stream(many_files, tmp_path / jobs, "--jobs", jobs)
        written.append([path.read_bytes() for path in sorted((tmp_path / jobs / "items").rglob("*.jsonl"))])
        assert (done.code, done.outcome["stored"], done.outcome["unchanged"]) == (0, 40, 40)
    assert written[0] == written[1] == written[2]
    assert not [path for path in (tmp_path / "2").rglob("*") if path.name.startswith("deriving-")]


def test_lines_come_before_everything_is_surveyed(many_files: Path, tmp_path: Path) -> None:
    """Else the first line of a large archive would wait for hours, and all of it on the disk."""
    files, troubles = tuple(sorted(many_files.iterdir())), list[str]()
    tasks = tasks_of(files, troubles.append)
    results = Pool(tasks, Hosts([], any_site=True), Sources(files), tmp_path / "scratch", 1).results()
    first = next(results)
    assert len(list(first.lines())) == 8
    assert 0 < len(list((tmp_path / "scratch").glob("*.survey"))) < 5
    results.close()
    assert (len(tasks), troubles) == (10, [])


def test_a_worker_that_dies_once_costs_nothing(many_files: Path, tmp_path: Path) -> None:
    killer = f"{SITE.articles[13].path} {tmp_path / 'killed'}"
    done = stream(many_files, tmp_path / "data", "--jobs", "2", MADE_KILLER=killer)
    assert (tmp_path / "killed").exists()
    assert (done.code, done.outcome["stored"]) == (0, 40)


def test_a_page_that_kills_workers_is_named_and_all_others_are_read(many_files: Path, tmp_path: Path) -> None:
    killer = SITE.articles[13]
    done = stream(many_files, tmp_path / "data", "--jobs", "2", MADE_KILLER=killer.path)
    assert (done.code, done.outcome["stored"]) == (1, 39)
    assert killer.headline not in headlines(done)
    lost = [line for line in done.out.splitlines() if "a worker died of it" in line]
    assert len(lost) == 1
    assert str(many_files / "3.warc") in lost[0]
    assert f"{killer.path}): could not be read" in lost[0]


def test_verify_names_the_lines_of_pages_that_kill_workers(many_files: Path, tmp_path: Path) -> None:
    stored = stream(many_files, tmp_path / "data")
    shutil.copytree(many_files, tmp_path / "data" / "warc" / "kabar000")
    assert warta(tmp_path / "data", "verify", *CROWD, MADE_CROWD="1/1").code == 0
    killer = {"MADE_CROWD": "1/1", "MADE_KILLER": SITE.articles[13].path}
    done = warta(tmp_path / "data", "verify", "--json", *CROWD, **killer)
    *verdicts, tally = map(json.loads, done.out.splitlines())
    lost = [item["id"] for item in stored.items if item["url"].endswith(SITE.articles[13].path)]
    assert done.code == 1
    assert [verdict["id"] for verdict in verdicts] == lost
    assert tally["causes"] == {"not read now": 1}
    assert "a worker died of it" in verdicts[0]["detail"]


def test_a_killed_run_leaves_no_process_and_the_next_one_sweeps_and_completes(many_files: Path, tmp_path: Path) -> None:
    """The run is over when the last process that can write to its output is gone: workers would wait for ever."""
    victim = {"MADE_KILLER": SITE.articles[13].path, "MADE_VICTIM": "parent"}
    killed = stream(many_files, tmp_path / "data", "--jobs", "2", **victim)
    assert killed.code == -signal.SIGKILL
    assert list((tmp_path / "data").glob("deriving-*"))
    done = stream(many_files, tmp_path / "data", "--jobs", "2")
    assert (done.code, len(done.items)) == (0, 40)
    assert not list((tmp_path / "data").glob("deriving-*"))


MEGABYTES = 300
MEASURED = """
import resource, sys
from pathlib import Path
from crawler.derive import work
from crawler.derive.hosts import Hosts
from crawler.derive.reading import Sources
from crawler.derive.tasks import tasks_of
from tests.support import crowd_spiders

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

source, scratch = map(Path, sys.argv[1:])
(task,) = tasks_of([source], print)
hosts, sources = Hosts([crowd_spiders.Kabar000]), Sources((source,))
before = peak()
surveyed = work.make_survey(task, hosts, sources, scratch / "survey")
after = peak()
work.derive(scratch / "survey", sources, 0, surveyed.jobs, scratch / "lines")
print(before, after, peak(), len((scratch / "lines").read_text().splitlines()))
"""


@pytest.mark.parametrize("name", ["besar.warc", "besar.warc.gz"])
def test_a_large_archive_is_never_in_memory(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    pack = gzip.compress if name.endswith(".gz") else bytes
    noise = random.Random(1).randbytes(1024 * 1024)
    picture = record("response", f"http://{HOST}/a.jpg", b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + noise)
    packed = pack(picture)
    with source.open("wb") as file:
        for number in range(MEGABYTES):
            file.write(packed)
            if number < len(SITE.articles):
                file.write(pack(page_of(SITE.articles[number], number)))
    assert source.stat().st_size > MEGABYTES * 1024 * 1024
    command = [sys.executable, "-c", MEASURED, str(source), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MADE_CROWD": "1/1"}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True).stdout
    before, surveyed, derived, lines = map(int, told.split())
    assert lines == len(SITE.articles)
    assert surveyed - before < 30
    assert derived - before < 60
