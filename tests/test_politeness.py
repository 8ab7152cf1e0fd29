"""What a portal sees of a crawl: who asks, how often, and that it is left alone where it wants to be."""

import asyncio
import threading
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import Response

from crawler import __version__
from crawler.archive.read import read_records
from crawler.politeness.pace import Pace, domain_of
from crawler.politeness.retry import retry_after
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request, redirect
from tests.support.portal import Portal
from tests.support.scenarios import Crawled, crawled, on_page
from tests.support.warta import CONTACT, FAST, begin, crawl, finish, warta
from tests.support.wordpress import WordPress

PAGES = r"^/\d{4}/"
APRIL = ("--since", "2023-04-01", "--until", "2023-04-30")


def robots(text: str) -> On:
    """A robots.txt with this text."""
    return On("^/robots.txt", faults.says(text))


def gaps(requests: list[Request]) -> list[float]:
    """Seconds from one request to the next, as the portal saw them."""
    return [later.at - earlier.at for earlier, later in pairwise(requests)]


def test_forbidden_pages_are_not_fetched_and_each_is_counted(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(3)), [robots("\ufeffUser-agent: *\nDisallow: /2023/\n")])
    assert [request.path for request in run.requests] == ["/robots.txt", "/wp-json/wp/v2/posts"]
    assert {refusal["reason"] for refusal in run.done.refused} == {"robots"}
    assert run.done.outcome["refused"] == {"robots": 3}
    assert run.done.code == 1
    assert run.done.outcome["problem"].startswith("no article at all")


def test_slow_robots_txt_holds_all_requests_that_come_at_once(tmp_path: Path) -> None:
    """Scrapy 2.14 to 2.19 let through what is asked while robots.txt is on its way."""
    rules = [On("^/robots.txt", faults.slow(0.5)), robots("User-agent: *\nDisallow: /2023/\n")]
    with Portal(WordPress([]), rules) as portal:
        hasty = ("-a", f"url={portal.home}", "-s", "SPIDER_MODULES=tests.support.hasty")
        done = warta(tmp_path, "crawl", "hasty", *hasty, *FAST)
    assert [request.path for request in portal.requests] == ["/robots.txt"]
    assert done.outcome["refused"] == {"robots": 12}


@pytest.mark.parametrize("fault", [faults.status(503), faults.status(429), faults.hang_up])
def test_host_whose_robots_txt_fails_is_left_alone(tmp_path: Path, fault: faults.Fault) -> None:
    run = crawled(tmp_path, WordPress(made_articles(2)), [On("^/robots.txt", fault)])
    assert {request.path for request in run.requests} == {"/robots.txt"}
    assert (run.done.code, run.done.items) == (1, [])
    assert "wp-json/robots-unreachable" in run.done.outcome["problem"]
    assert "nothing is fetched from this host in this run" in run.done.err


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7),
        ("Tue, 11 Apr 2023 10:22:30 GMT", 30),
        ("Tue, 11 Apr 2023 10:21:00 GMT", 0),
        ("sebentar", None),
        ("-1", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_time_by_the_clock_of_the_portal(text: str, seconds: float | None) -> None:
    headers = {"Retry-After": text, "Date": "Tue, 11 Apr 2023 10:22:00 GMT"}
    assert retry_after(Response("http://contoh.example/", headers=headers)) == seconds


def test_missing_robots_txt_allows_all_and_retry_after_is_waited_for(tmp_path: Path) -> None:
    articles = made_articles(1)
    rules = [On("^/robots.txt", faults.status(404)), on_page(articles[0], faults.status(429, retry_after="1"), first=1)]
    run = crawled(tmp_path, WordPress(articles), rules)
    assert (run.done.code, len(run.done.items)) == (0, 1)
    refused, answered = [request for request in run.requests if request.path == articles[0].path]
    assert (refused.status, answered.status) == (429, 200)
    assert answered.at - refused.at >= 1
    assert refused.at - run.requests[0].at < 1


def test_portal_that_asks_for_a_long_wait_is_left_alone(tmp_path: Path) -> None:
    articles = made_articles(4)
    run = crawled(tmp_path, WordPress(articles), [On(PAGES, faults.status(503, retry_after="3600"), first=1)])
    assert [request.path for request in run.requests[2:]] == [articles[-1].path]
    # The text of the first page is in REST; of the others nothing says that a page would have been refused.
    assert [refusal["reason"] for refusal in run.done.refused] == ["asked-to-wait"] * 3
    assert run.done.code == 1


def test_closed_rest_and_crawl_delay_in_robots_txt(tmp_path: Path) -> None:
    text = "User-agent: *\nDisallow: /wp-json/\nCrawl-delay: 0.5\n"
    run = crawled(tmp_path, WordPress(made_articles(1)), [robots(text)])
    assert [request.target.split("/")[1] for request in run.requests] == ["robots.txt", "feed", "2023", "feed"]
    assert run.done.counts["discovery/wp-json/robots"] == 1
    assert (run.done.code, len(run.done.items)) == (0, 1)
    assert min(gaps(run.requests)) >= 0.5 - JITTER


JITTER = 0.05
"""seconds by which the first connection of a run may reach the portal later than the others"""


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """A crawl of a portal beyond loopback (the made portal is its proxy), which tries to switch the pace off."""
    data, site = tmp_path_factory.mktemp("abroad"), WordPress(made_articles(2))
    with Portal(site) as portal:
        done = warta(data, "crawl", "poroscelebes", *FAST, *APRIL, http_proxy=portal.home)
    return Crawled(done, site.articles, portal.requests, "http://poroscelebes.com")


def test_no_setting_goes_below_a_second_between_requests(abroad: Crawled) -> None:
    assert (abroad.done.code, len(abroad.done.items)) == (0, 2)
    assert [request.host for request in abroad.requests] == ["poroscelebes.com"] * 4
    assert min(gaps(abroad.requests)) >= 1 - JITTER
    sent = [record.date for warc in abroad.done.warcs for record in read_records(warc) if record.kind == "response"]
    assert min(seconds(later) - seconds(earlier) for earlier, later in pairwise(sent)) >= 1


def seconds(warc_date: str) -> float:
    return datetime.fromisoformat(warc_date).timestamp()


def test_one_request_at_a_time(abroad: Crawled, whole: Crawled) -> None:
    for run in (abroad, whole):
        assert all(earlier.ended is not None for earlier in run.requests)
        assert all(earlier.ended <= later.at for earlier, later in pairwise(run.requests) if earlier.ended)


def test_crawler_says_who_it_is(abroad: Crawled, whole: Crawled) -> None:
    names = {request.headers["user-agent"] for run in (abroad, whole) for request in run.requests}
    assert names == {f"Warta/{__version__} (+{CONTACT})"}
    assert not [request for request in whole.requests if "cookie" in request.headers]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://makassar.tribunnews.com/rss", "tribunnews.com"),
        ("http://TRIBUNNEWS.com:8080/", "tribunnews.com"),
        ("https://berita.sulselprov.go.id/", "sulselprov.go.id"),
        ("https://satu.blogspot.com/", "blogspot.com"),
        ("http://127.0.0.1:8080/", "127.0.0.1"),
    ],
)
def test_hosts_of_one_domain_share_a_pace(address: str, domain: str) -> None:
    assert domain_of(address) == domain


ADDRESSES = {"hibata.id": "203.0.113.5", "gopos.id": "203.0.113.5", "fajar.co.id": "203.0.113.9"}


@pytest.mark.parametrize(
    ("hosts", "turns"),
    [
        (
            ("makassar.tribunnews.com", "palu.tribunnews.com"),
            [("makassar", 0.0, 0.2), ("palu", 1.0, 1.2), ("makassar", 2.0, 4.5), ("palu", 4.5, 7.0)],
        ),
        (
            ("hibata.id", "gopos.id"),
            [("hibata", 0.0, 0.2), ("gopos", 1.0, 1.2), ("hibata", 2.0, 4.5), ("gopos", 4.5, 7.0)],
        ),
        (
            ("hibata.id", "fajar.co.id"),
            [("hibata", 0.0, 0.2), ("fajar", 0.0, 0.2), ("hibata", 1.0, 3.5), ("fajar", 1.0, 3.5)],
        ),
    ],
    ids=["one domain", "one server", "neither"],
)
def test_hosts_take_turns(monkeypatch: pytest.MonkeyPatch, hosts: tuple[str, ...], turns: list[object]) -> None:
    clock, log = Clock(), []

    async def look_up(host: str) -> str | None:
        return ADDRESSES.get(host)

    monkeypatch.setattr("crawler.politeness.pace.time", clock)
    monkeypatch.setattr("crawler.politeness.pace.asyncio", clock)
    monkeypatch.setattr("crawler.politeness.pace.look_up", look_up)
    pace = Pace(delay=0)

    async def ask(host: str, seconds: float) -> None:
        async with pace.turn(f"https://{host}/"):
            begun = clock.now
            await clock.sleep(seconds)
        log.append((host.split(".")[0], begun, clock.now))

    async def all_at_once() -> None:
        await asyncio.gather(*(ask(host, seconds) for seconds in (0.2, 2.5) for host in hosts))

    asyncio.run(all_at_once())
    assert log == turns


class Clock:
    """Time that passes only while everybody sleeps."""

    def __init__(self) -> None:
        self.now, self.wakings = 0.0, []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waking = round(self.now + seconds, 6)
        self.wakings.append(waking)
        while self.now < waking:
            for _ in range(20):  # the others come to their own sleep
                await asyncio.sleep(0)
            self.now = max(self.now, min(self.wakings))
        self.wakings.remove(waking)


def test_portal_that_moves_between_its_name_with_and_without_www(tmp_path: Path) -> None:
    def bare(request: Request, answer: Answer) -> Reply:
        return (
            redirect(f"http://contoh.example{request.target}") if request.host.startswith("www.") else answer(request)
        )

    with Portal(WordPress([]), [On("", bare), robots("User-agent: *\nDisallow: /\n")]) as portal:
        done = warta(tmp_path, "crawl", "wordpress", "-a", "url=http://www.contoh.example", http_proxy=portal.home)
    assert [request.host for request in portal.requests] == ["www.contoh.example", "contoh.example"]
    assert "wp-json/robots" in done.outcome["problem"]


def test_no_contact_no_crawl(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(1))) as portal:
        done = crawl(portal, tmp_path, WARTA_CONTACT="")
    assert done.code == 2
    assert portal.requests == []
    assert "CONTACT=you@example.org" in done.err
    assert "WARTA_CONTACT" in done.err


def test_running_crawl_opens_no_port_and_keeps_a_second_one_out(tmp_path: Path) -> None:
    asked, answer = threading.Event(), threading.Event()

    def wait(request: Request, site: Answer) -> Reply:
        asked.set()
        return faults.held(answer)(request, site)

    words = ("crawl", "wordpress", *FAST, "-a")
    with (
        Portal(WordPress(made_articles(1)), [On("^/robots.txt", wait)]) as portal,
        begin(tmp_path, *words, f"url={portal.home}") as first,
    ):
        assert asked.wait(30)
        ports, second = listening(first.pid), crawl(portal, tmp_path)
        seen = len(portal.requests)
        answer.set()
        done = finish(first, tmp_path)
    assert ports == set()
    assert (second.code, seen) == (75, 1)
    assert "another run works on" in second.err
    assert f"run {done.report['id']}, process {first.pid}" in second.err
    assert (done.code, len(done.items)) == (0, 1)


def listening(process: int) -> set[str]:
    """The TCP addresses on which a process listens, as Linux writes them."""
    sockets = {link.readlink().name for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()}
    tables = (Path(f"/proc/{process}/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6"))
    entries = [line.split() for table in tables for line in table]
    return {entry[1] for entry in entries if entry[3] == "0A" and f"socket:[{entry[9]}]" in sockets}
