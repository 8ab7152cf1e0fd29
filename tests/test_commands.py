"""The command line: help, kind errors, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WARTA = Path(sys.executable).parent / "warta"
FIXTURE = ROOT / "fixtures" / "poroscelebes"
PAGE = """<!doctype html><html lang="id"><head><title>Harga Ikan Naik</title></head><body><article>
<h1 class="entry-title">Harga Ikan Naik</h1><time class="entry-date" datetime="2026-08-02T19:44:31+08:00"></time>
<div class="entry-content"><p>Kendari, Kabar.example – Harga ikan naik di pasar kota sejak Senin pagi (3/8/2026).</p>
<p>Pedagang mengeluh karena nelayan tidak melaut selama sepekan akibat ombak tinggi di Laut Banda.</p></div></article>
</body></html>"""


def warta(*words: str, stdin: str | None = None, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WARTA_")}
    return subprocess.run(
        [WARTA, *words],
        input=stdin,
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_every_command():
    run = warta("--help")
    assert run.returncode == 0
    for module in (ROOT / "crawler" / "commands").glob("[a-z]*.py"):
        assert f"  {module.stem} " in run.stdout


@pytest.mark.parametrize("command", ["crawl", "replay", "parse", "portals"])
def test_every_command_has_examples(command):
    run = warta(command, "-h")
    assert run.returncode == 0
    assert "examples:" in run.stdout
    assert f"usage: warta {command}" in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("crawl", "poroscelebe", "-s", "CONTACT=a@example.org"), "did you mean poroscelebes"),
        (("crowl",), "did you mean crawl?"),
        (("crawl", "--province", "99", "-s", "CONTACT=a@example.org"), "71 to 76"),
        (("crawl", "tribun_makassar", "-s", "CONTACT=a@example.org"), "CONFIRMED=tribun_makassar"),
        (("crawl", "-s", "CONTACT=a@example.org"), "name one"),
        (("crawl", "poroscelebes"), "-s CONTACT="),
        (
            ("crawl", "poroscelebes", "--since", "kemarin", "-s", "CONTACT=a@example.org"),
            "takes a day such as 2023-04-11",
        ),
        (("crawl", "poroscelebes", "--sinse", "2026-01-01"), "unknown option --sinse"),
        (("crawl", "poroscelebes", "-a", "warna=biru", "-s", "CONTACT=a@example.org"), "warna"),
        (("crawl", "wordpress", "-s", "CONTACT=a@example.org"), "-a url="),
        (("replay",), "say what to replay"),
        (("replay", "nothing.warc"), "no such file or folder: nothing.warc"),
        (("parse",), "name one FILE"),
        (("parse", "nothing.html"), "nothing.html: No such file"),
        (("portals", "extra"), "takes no word"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(words, said, tmp_path):
    run = warta(*words, "--data", str(tmp_path))
    assert run.returncode == 2, run.stdout
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "warc").exists()


def test_parse_one_page(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    run = warta("parse", str(tmp_path / "page.html"), "--url", "https://kabar.example/2026/08/02/harga/")
    assert run.returncode == 0, run.stderr
    item = json.loads(run.stdout)
    assert (item["headline"], item["dateline"]["place_code"]) == ("Harga Ikan Naik", "74.71")
    assert item["portal"] == "kabar.example"


def test_parse_lines_keeps_order_and_names_what_it_cannot_read():
    lines = [json.dumps({"id": 1, "url": "https://kabar.example/a/", "html": PAGE}), "rusak",
             json.dumps({"id": 2, "url": "https://kabar.example/b/", "html": ""})]  # fmt: skip
    run = warta("parse", "--jsonl", stdin="\n".join(lines))
    first, second = map(json.loads, run.stdout.splitlines())
    assert run.returncode == 1
    assert (first["id"], first["item"]["headline"]) == (1, "Harga Ikan Naik")
    assert second["id"] == 2
    assert second["refusal"]["refused"]
    assert "line 2" in run.stderr


def test_portals_as_data():
    rows = [json.loads(line) for line in warta("portals", "--json").stdout.splitlines()]
    assert {"portal", "province", "family", "home"} <= set(rows[0])
    assert warta("portals").stdout.splitlines()[-1] == f"{len(rows)} portals"


def test_a_reader_that_has_seen_enough_is_no_error():
    run = subprocess.run(f"{WARTA} portals --json | head -1", shell=True, capture_output=True, text=True, timeout=60)
    assert json.loads(run.stdout)
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr


def test_replay_works_from_any_folder(tmp_path):
    run = warta("replay", str(FIXTURE), "--show", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "Bupati Luwu Hadiri Rakornas" in run.stdout
    assert len(list((tmp_path / "data" / "items").rglob("*.jsonl"))) == 1
    assert len(list((tmp_path / "data" / "runs").iterdir())) == 1


def test_a_file_that_is_no_archive_is_named(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"no archive\r\n")
    run = warta("replay", str(tmp_path / "a.warc"), "--data", str(tmp_path))
    assert run.returncode == 1
    assert "a.warc" in run.stdout


def test_settings_come_from_the_environment_and_from_a_file(tmp_path):
    file = tmp_path / "warta.toml"
    file.write_text('CONTACT = "file@example.org"\nDATA_DIR = "elsewhere"\n', encoding="utf-8")
    run = warta("settings", "--get", "CONTACT", WARTA_CONFIG=str(file))
    assert run.stdout.strip() == "file@example.org"
    run = warta("settings", "--get", "CONTACT", WARTA_CONFIG=str(file), WARTA_CONTACT="env@example.org")
    assert run.stdout.strip() == "env@example.org"


@pytest.mark.parametrize(("text", "said"), [("CONTACT = a@b", "no TOML"), ('contact = "a"', "in capitals")])
def test_a_broken_configuration_is_told(tmp_path, text, said):
    (tmp_path / "warta.toml").write_text(text, encoding="utf-8")
    run = warta("portals", WARTA_CONFIG=str(tmp_path / "warta.toml"))
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
