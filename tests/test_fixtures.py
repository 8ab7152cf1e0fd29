"""One test over all fixtures: a replay of the saved exchanges gives the items that a person has approved."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(path for path in (ROOT / "fixtures").iterdir() if path.is_dir())
WARTA = Path(sys.executable).parent / "warta"


def items(folder: Path) -> list[dict]:
    """The stored items by id; the version of the code is left out, for it changes with every release."""
    lines = [line for path in folder.rglob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    found = sorted((json.loads(line) for line in lines), key=lambda item: item["id"])
    for item in found:
        item["source"]["version"] = None
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_replay_gives_the_approved_items(folder, tmp_path):
    run = subprocess.run(
        [WARTA, "replay", folder, "--data", tmp_path], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    got, approved = items(tmp_path / "items"), folder / "expected.jsonl"
    if not approved.exists():
        approved.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in got), encoding="utf-8")
        pytest.fail(f"{approved.relative_to(ROOT)} was missing and is written now: read every line, then run again")
    expected = [json.loads(line) for line in approved.read_text(encoding="utf-8").splitlines()]
    assert [item["id"] for item in got] == [item["id"] for item in expected]
    for item, wanted in zip(got, expected, strict=True):
        assert item == wanted


def test_the_seed_article_is_exact():
    """The article the project started from: its text is the portal's, word for word."""
    seed = (ROOT / "tests" / "seed" / "article.txt").read_text(encoding="utf-8").splitlines()
    dateline = "Kendari, Poroscelebes.com – "
    approved = (ROOT / "fixtures" / "poroscelebes" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    item = next(item for item in map(json.loads, approved) if "rakornas-ekososbud" in item["url"])
    assert item["dateline"]["raw"] == dateline
    assert item["dateline"]["raw"] + item["body"][0] == seed[0]
    assert item["body"][1:] == seed[1:]
    assert len(item["body"]) == 8
    assert (item["dateline"]["place"], item["dateline"]["place_code"]) == ("Kendari", "74.71")
    assert (item["dateline"]["province"], item["dateline"]["outlet"]) == ("Sulawesi Tenggara", "Poroscelebes.com")
    assert item["lead_date"] == "2023-04-11"
    assert item["published"]["at"] == "2023-04-11T18:22:00+08:00"
