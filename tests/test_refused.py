"""What never went out, since robots.txt did not allow it, is told in the archive and changes no replay."""

from collections import Counter
from pathlib import Path

from crawler.archive.exchange import Exchange, Failure
from crawler.archive.read import read_records
from crawler.archive.replay import recorded
from crawler.archive.writer import WarcWriter
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.scenarios import crawled
from tests.support.warta import replay
from tests.support.wordpress import WordPress

DATE = "2026-11-24T16:20:05.426188Z"


def told(warcs: list[Path]) -> Counter[tuple[str, str]]:
    """The kinds of metadata records and the first lines of their messages."""
    records = [record for warc in warcs for record in read_records(warc) if record.kind == "metadata"]
    return Counter((record.fields["error"], record.url) for record in records)


def test_each_forbidden_page_is_a_metadata_record_and_a_replay_forbids_it_again(tmp_path: Path) -> None:
    articles = made_articles(4)
    forbidden = articles[1].path
    rule = On("^/robots.txt", faults.says(f"User-agent: *\nDisallow: {forbidden}\n"))
    run = crawled(tmp_path / "live", WordPress(articles), [rule])
    assert forbidden not in [request.path for request in run.requests]
    assert told(run.done.warcs) == {("RobotsForbidden", run.home + forbidden): 1}
    again = replay(run.done.data / "warc", tmp_path / "again")
    assert again.lines == run.done.lines
    assert again.outcome["refused"] == run.done.outcome["refused"] == {"robots": 1}


def test_pages_of_a_host_whose_robots_txt_fails_are_told(tmp_path: Path) -> None:
    run = crawled(tmp_path / "live", WordPress(made_articles(2)), [On("^/robots.txt", faults.status(503))])
    assert {error for error, _ in told(run.done.warcs)} == {"RobotsUnreachable"}
    assert {request.path for request in run.requests} == {"/robots.txt"}
    again = replay(run.done.data / "warc", tmp_path / "again")
    assert again.outcome["refused"] == run.done.outcome["refused"]


def test_a_page_forbidden_on_one_night_is_answered_from_the_next(tmp_path: Path) -> None:
    """A refusal is no exchange: it takes no turn among the answers of its address."""
    url, head = "http://kabar.example/1", b"HTTP/1.1 200 OK\r\n\r\n"
    writer = WarcWriter(tmp_path / "warc", tmp_path / "kabar.cdxj", "kabar", {})
    writer.write_failure(Failure(url, "RobotsForbidden", "forbidden", DATE))
    writer.write_exchange(Exchange(url, b"GET /1 HTTP/1.1\r\n\r\n", head, b"isi", b"isi", DATE))
    writer.write_failure(Failure(url, "DownloadTimeoutError", "took longer", DATE))
    writer.close()
    kept = recorded(tuple(sorted((tmp_path / "warc").iterdir()))).answers
    assert [one.record.kind for one in kept[url]] == ["response", "metadata"]
