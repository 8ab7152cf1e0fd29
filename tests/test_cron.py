"""The lines of docs/cron.md, run as cron and systemd would: what each exit code looks like in the mail."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.warta import ROOT
from tests.support.wordpress import WordPress

DOC = (ROOT / "docs" / "cron.md").read_text(encoding="utf-8")
FENCES = dict(re.findall(r"(?m)^(## cron|`/etc/systemd/system/[\w.]+`:)\n\n(```\w*\n(?:.*\n)*?)```", DOC))
LINE = next(line for line in FENCES["## cron"].splitlines() if "warta crawl" in line).split(" ", 5)[5]
UNITS = {name: FENCES[f"`/etc/systemd/system/{name}`:"].partition("\n")[2] for name in ("warta.service", "warta.timer")}


@pytest.fixture
def srv(tmp_path: Path) -> Path:
    """The folder of the documents, with Warta's environment in it."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "warta").symlink_to(Path(sys.executable).with_name("warta"))
    return tmp_path


@pytest.fixture
def portal() -> Iterator[Portal]:
    """A WordPress that plays the one made portal of the crowd."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with Portal(WordPress(made_articles(2, start=yesterday))) as portal:
        yield portal


def as_cron(srv: Path, portal: Portal, contact: str = "anda@example.org") -> str:
    """What cron would mail of one run of the line, under the bare environment that it gives."""
    process = begin(srv, portal, contact)
    mail, _ = process.communicate(timeout=120)
    return mail


def begin(srv: Path, portal: Portal, contact: str = "anda@example.org") -> subprocess.Popen[str]:
    made = {"http_proxy": portal.home, "MADE_CROWD": "1/1", "WARTA_SPIDER_MODULES": "tests.support.crowd_spiders"}
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(srv), "PYTHONPATH": str(ROOT), "WARTA_CONTACT": contact, **made}
    line = LINE.replace("/srv/warta", str(srv))
    return subprocess.Popen(
        ["/bin/sh", "-c", line], env=bare, cwd="/", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def test_a_good_night_mails_nothing_and_a_bad_one_says_what_to_do(srv: Path, portal: Portal) -> None:
    assert as_cron(srv, portal) == ""
    assert len(list((srv / "data" / "items").rglob("*.jsonl"))) == 1
    portal.faults = [On("", faults.status(500))]
    mail = as_cron(srv, portal)
    assert mail.startswith("warta ended with 1\n")
    assert "kabar000: server errors" in mail
    assert "the portal is ill; when it stays so, crawl it at another hour" in mail


def test_wrong_configuration_is_2_and_says_what_to_mend(srv: Path, portal: Portal) -> None:
    mail = as_cron(srv, portal, contact="")
    assert mail.startswith("warta ended with 2\n")
    assert "set CONTACT to an address or URL" in mail
    assert portal.requests == []


def test_a_run_that_is_held_out_is_75_and_a_dead_holder_holds_nobody_out(srv: Path, portal: Portal) -> None:
    asked, answer = threading.Event(), threading.Event()

    def wait(request: faults.Request, site: faults.Answer) -> faults.Reply:
        asked.set()
        return faults.held(answer)(request, site)

    portal.faults = [On("", wait, first=1)]
    with begin(srv, portal) as first:
        assert asked.wait(60)
        mail = as_cron(srv, portal)
        holder = int((srv / "data" / "lock").read_text(encoding="utf-8").split()[-1])
        os.kill(holder, signal.SIGKILL)
        answer.set()
        killed, _ = first.communicate(timeout=60)
    assert mail.startswith("warta ended with 75\n")
    assert f"another run works on {srv / 'data'}: run " in mail
    assert f"process {holder}\n" in mail.partition("at work: ")[2]
    assert killed.startswith("warta ended with 137\n")
    assert as_cron(srv, portal) == ""


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_units_are_understood_by_systemd(srv: Path) -> None:
    for name, text in UNITS.items():
        (srv / name).write_text(text.replace("/srv/warta", str(srv)), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *UNITS], cwd=srv, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
