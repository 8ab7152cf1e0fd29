"""No redirect and no name leads a crawl to this machine, its network, or another domain."""

from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.scenarios import crawled, on_page
from tests.support.warta import FAST, Done, crawl, replay, warta
from tests.support.wordpress import WordPress

SPIDER = ("-s", "SPIDER_MODULES=tests.support.rebound")


def led_to(inner: Portal, host: str, data: Path, **environment: str) -> Done:
    """A crawl of a portal on the internet (the made one is its proxy) whose page leads to a former host."""
    articles = made_articles(2)
    target = inner.home.replace("127.0.0.1", host) + articles[0].path
    with Portal(WordPress(articles), [on_page(articles[0], faults.redirect(target))]) as portal:
        url = ("-a", "url=http://kabar.contoh.example")
        around = {"http_proxy": portal.home, "MADE_ALIASES": host, **environment}
        return warta(data, "crawl", "rebound", *url, *FAST, *SPIDER, **around)


def reasons(done: Done) -> list[str]:
    return [refusal["reason"] for refusal in done.refused]


@pytest.mark.parametrize(
    ("host", "around_proxy"),
    [("127.1", True), ("127.0.0.1", True), ("localhost", True), ("127.0.0.1", False), ("localhost", False)],
)
def test_a_redirect_to_this_machine_is_refused_and_replayed_so(tmp_path: Path, host: str, around_proxy: bool) -> None:
    with Portal(WordPress(made_articles(2))) as inner:
        done = led_to(inner, host, tmp_path / "live", **({"no_proxy": host} if around_proxy else {}))
    assert (reasons(done), len(done.items), inner.requests) == (["private-address"], 1, [])
    assert done.code == 0
    again = warta(tmp_path / "again", "replay", str(tmp_path / "live" / "warc"), *SPIDER, MADE_ALIASES=host)
    assert (again.lines, again.refused_lines) == (done.lines, done.refused_lines)
    streamed = warta(
        tmp_path / "stream", "replay", "--stream", str(tmp_path / "live" / "warc"), *SPIDER, MADE_ALIASES=host
    )
    assert (streamed.lines, streamed.refused_lines) == (done.lines, done.refused_lines)


def test_a_name_that_turns_after_it_was_looked_up_is_seen_at_the_connection(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(2))) as inner:
        done = led_to(inner, "127.1", tmp_path, no_proxy="127.1", MADE_ADDRESS="8.8.8.8")
    assert (reasons(done), inner.requests) == (["private-address"], [])
    assert "connected to an address of this machine" in done.refused[0]["detail"]


def test_a_portal_whose_name_leads_to_this_machine_is_asked_for_nothing(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(2))) as portal:
        portal_by_name = portal.home.replace("127.0.0.1", "127.1")
        done = warta(tmp_path, "crawl", "wordpress", "-a", f"url={portal_by_name}", *FAST)
    assert (done.code, done.items, portal.requests) == (1, [], [])
    assert "feed/private-address" in done.outcome["problem"]


@pytest.mark.parametrize("home", ["127.0.0.1", "localhost"])
def test_a_portal_that_is_written_as_an_address_of_this_machine_is_meant_so(tmp_path: Path, home: str) -> None:
    with Portal(WordPress(made_articles(2))) as portal:
        done = warta(tmp_path, "crawl", "wordpress", "-a", f"url={portal.home.replace('127.0.0.1', home)}", *FAST)
    assert (done.code, len(done.items)) == (0, 2)


ELSEWHERE = ("http://10.0.0.1/a/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/a/", "http://[fe80::1]/",
             "http://0/", "http://lain.contoh.example/", "file:///etc/passwd", "ftp://127.0.0.1/a")  # fmt: skip


def test_redirects_to_other_hosts_and_schemes_are_refused(tmp_path: Path) -> None:
    articles = made_articles(len(ELSEWHERE) + 1)
    rules = [on_page(article, faults.redirect(to)) for article, to in zip(articles, ELSEWHERE, strict=False)]
    run = crawled(tmp_path / "live", WordPress(articles), [On("^/wp-json/", faults.status(404)), *rules])
    assert len(run.done.items) == 1
    assert len(run.done.refused) == len(ELSEWHERE)
    assert {refusal["reason"] for refusal in run.done.refused} <= {"offsite", "unsupported-scheme", "no-body", "empty"}
    again = replay(tmp_path / "live" / "warc", tmp_path / "again")
    assert again.refused_lines == run.done.refused_lines


def test_the_first_page_itself_may_lead_away(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(1)), [On("", faults.redirect("http://169.254.169.254/"))]) as portal:
        done = crawl(portal, tmp_path)
    assert (done.code, done.items) == (1, [])
