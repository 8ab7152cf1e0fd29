"""What is left of a run for people and programs: its report, the log that rotates, metrics, and the ping."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from scrapy.settings import Settings

from crawler.folders import Folders
from crawler.runs.logs import kept_log
from crawler.runs.metrics import metrics
from crawler.runs.notify import PingFailed, ping
from crawler.runs.outcome import Finding, Outcome
from crawler.runs.report import Run, now
from crawler.runs.watch import watched

DNS = Finding("access", "dns", "2026-11-20T01:00:00+00:00", "CannotResolveHostError 3")


def a_run(*outcomes: Outcome) -> Run:
    return Run("20261124T190000Z-1", "crawl", {}, "2026-11-24T19:00:00+00:00", list(outcomes))


@contextmanager
def watcher(status: int = 200) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A server on loopback: its address, and path and body of what it was sent."""
    heard: list[tuple[str, str]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing on standard error."""

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", heard
        finally:
            server.shutdown()
            thread.join()


def test_metrics_are_read_by_prometheus() -> None:
    run = a_run(
        Outcome("fajar", articles=12, stored=11, requests=30, refused={"http-404": 1}, statuses={"200": 29, "404": 1}),
        Outcome('aneh"\\\n', problem="dns", findings=[DNS]),
    )
    run.successes = {"fajar": "2026-11-24T19:30:00+00:00"}
    text = metrics(run, "2026-11-24T19:30:00+00:00", run.outcomes)
    families = {family.name: family for family in text_string_to_metric_families(text)}
    samples = {(s.name, tuple(s.labels.values())): s.value for family in families.values() for s in family.samples}
    assert samples["warta_run_finished_timestamp_seconds", ()] == 1795548600
    assert samples["warta_run_exit_code", ()] == 1
    assert samples["warta_portal_articles", ("fajar",)] == 12
    assert samples["warta_portal_stored", ("fajar",)] == 11
    assert samples["warta_portal_refused", ("fajar", "http-404")] == 1
    assert samples["warta_portal_answers", ("fajar", "404")] == 1
    assert samples["warta_portal_problem", ("fajar",)] == 0
    assert samples["warta_portal_problem", ('aneh"\\\n',)] == 1
    assert samples["warta_portal_finding", ('aneh"\\\n', "dns")] == 1
    assert samples["warta_portal_last_success_timestamp_seconds", ("fajar",)] == 1795548600
    assert {family.type for family in families.values()} == {"gauge"}
    assert all(family.documentation for family in families.values())


@pytest.mark.parametrize(("well", "path"), [(True, "/ping/abc?rid=1"), (False, "/ping/abc/fail?rid=1")])
def test_a_ping_says_how_it_went(well: bool, path: str) -> None:
    with watcher() as (home, heard):
        ping(f"{home}/ping/abc?rid=1", well, "crawl: 3 stored")
    assert heard == [(path, "crawl: 3 stored")]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "example.org/x", "http://", "http://[::1"]
)
def test_only_addresses_of_the_web_are_pinged(url: str) -> None:
    with pytest.raises(PingFailed):
        ping(url, True, "")


def test_an_error_of_the_watcher_is_told() -> None:
    with watcher(status=500) as (home, _), pytest.raises(PingFailed, match="500"):
        ping(home, True, "")


def watch(folder: Path, run: Run, **settings: str) -> None:
    with watched(run, Folders(folder), Settings({"PING_URL": "", **settings})):
        pass


def test_a_run_leaves_report_log_and_metrics(tmp_path: Path) -> None:
    with watcher() as (home, heard):
        watch(tmp_path, a_run(Outcome("fajar", stored=3)), PING_URL=home)
    saved = json.loads((tmp_path / "runs" / "20261124T190000Z-1.json").read_text(encoding="utf-8"))
    assert (saved["exit_code"], saved["outcomes"][0]["stored"]) == (0, 3)
    assert list(saved["successes"]) == ["fajar"]
    assert 'warta_portal_stored{portal="fajar"} 3' in (tmp_path / "metrics.prom").read_text(encoding="utf-8")
    assert heard == [("/", "crawl 20261124T190000Z-1 of 1 portals: 3 stored, exit code 0")]
    begins, ends = (tmp_path / "logs" / "warta.log").read_text(encoding="utf-8").splitlines()
    assert begins.endswith("INFO warta.runs: crawl 20261124T190000Z-1 begins")
    assert ends.endswith("3 stored, exit code 0")
    assert not list(tmp_path.rglob("*.new"))


def test_a_watcher_out_of_reach_changes_no_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = a_run(Outcome("fajar"))
    watch(tmp_path, run, PING_URL="http://127.0.0.1:1/")
    assert run.exit_code == 0
    assert "could not be told" in capsys.readouterr().err
    assert "could not be told" in run.summary()
    assert json.loads(run.path(tmp_path / "runs").read_text(encoding="utf-8"))["notes"] == run.notes


def test_a_run_that_breaks_off_is_reported_and_told(tmp_path: Path) -> None:
    run = a_run(Outcome("fajar"))
    settings = Settings()
    with watcher() as (home, heard):
        settings.set("PING_URL", f"{home}/abc")
        with pytest.raises(OSError, match="disk"), watched(run, Folders(tmp_path), settings):
            raise OSError("the disk is full")
    assert run.exit_code == 1
    assert json.loads(run.path(tmp_path / "runs").read_text(encoding="utf-8"))["problems"] == [
        "broke off: OSError: the disk is full"
    ]
    assert [path for path, _ in heard] == ["/abc/fail"]


def test_a_replay_is_reported_and_nothing_more(tmp_path: Path) -> None:
    run = a_run(Outcome("fajar"))
    run.command = "replay"
    watch(tmp_path, run, PING_URL="http://127.0.0.1:1/")
    assert run.notes == []
    assert not (tmp_path / "metrics.prom").exists()
    assert run.path(tmp_path / "runs").exists()


def test_metrics_keep_the_portals_of_other_runs(tmp_path: Path) -> None:
    first, second = a_run(Outcome("fajar", stored=3)), a_run(Outcome("gopos", stored=5))
    first.id, second.id = f"{now()[:10].replace('-', '')}T000000Z-1", f"{now()[:10].replace('-', '')}T010000Z-1"
    watch(tmp_path, first)
    watch(tmp_path, second)
    text = (tmp_path / "metrics.prom").read_text(encoding="utf-8")
    assert 'warta_portal_stored{portal="fajar"} 3' in text
    assert 'warta_portal_stored{portal="gopos"} 5' in text


def test_a_problem_with_a_past_says_so_in_the_report(tmp_path: Path) -> None:
    run = a_run(
        Outcome("fajar", requests=3, failures={"CannotResolveHostError": 3}, problem="discovery failed (feed/dns)")
    )
    watch(tmp_path, run)
    assert run.outcomes[0].problem is not None
    assert run.outcomes[0].problem.startswith("discovery failed (feed/dns); dns since ")
    assert [finding.cause for finding in run.outcomes[0].findings] == ["dns"]


def test_the_log_takes_warnings_once_and_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.runs.logs._SIZE", 2000)
    logger = logging.getLogger("crawler.anything")
    for _ in range(3):
        with kept_log(tmp_path):
            logger.info("not kept")
            for number in range(100):
                logger.warning("line %d %s", number, "x" * 60)
    files = sorted(tmp_path.iterdir())
    assert {file.name for file in files} == {"warta.log", *(f"warta.log.{number}" for number in range(1, 10))}
    assert all(file.stat().st_size <= 2000 for file in files)
    newest = files[0].read_text(encoding="utf-8").splitlines()
    assert len(newest) == len(set(newest))
    assert "not kept" not in "".join(file.read_text(encoding="utf-8") for file in files)


def test_those_that_need_a_look_come_first() -> None:
    summary = a_run(Outcome("alfa", stored=1), Outcome("zulu", problem="no article at all")).summary()
    rows = [line.split()[0] for line in summary.splitlines()]
    assert rows == ["portal", "zulu", "alfa", "zulu:"]
