"""A disk that runs full: the crawl stops before it does harm, says so, and the next one goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.runs.standing import torn
from tests.support.articles import made_articles
from tests.support.portal import Portal
from tests.support.warta import Done, crawl, warta
from tests.support.wordpress import WordPress

ARTICLES = 80
ALL = ("--since", "2023-04-01")


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True, timeout=30)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1,200 KiB, on which about a third of the articles find room."""
    try:
        mount("-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(tmp_path))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True, timeout=30)


def enlarge(disk: Path) -> None:
    mount("-o", "remount,size=50m", str(disk))


def numbers(done: Done) -> list[int]:
    return sorted(int(item["id"].rpartition(":")[2]) for item in done.items)


def is_whole(data: Path) -> bool:
    return not list(torn(data)) and not list(data.rglob("*.new"))


@pytest.mark.parametrize("reserve", [300_000, 0])
def test_a_full_disk_stops_the_crawl_and_the_next_one_goes_on(disk: Path, reserve: int) -> None:
    with Portal(WordPress(made_articles(ARTICLES))) as portal:
        full = crawl(portal, disk / "data", *ALL, "-s", f"DISK_RESERVE={reserve}")
        stored = numbers(full)
        assert (full.code, is_whole(full.data)) == (1, True)
        assert "the disk is full" in full.out + full.err
        assert 0 < len(stored) < ARTICLES
        enlarge(disk)
        again = crawl(portal, disk / "data", *ALL, "-s", "DISK_RESERVE=1000000")
    assert (again.code, numbers(again)) == (0, sorted(article.number for article in made_articles(ARTICLES)))
    assert not list((disk / "data" / "warc").rglob("*.open"))
    replayed = warta(disk / "again", "replay", str(disk / "data" / "warc"))
    assert numbers(replayed) == numbers(again)


def test_with_a_reserve_the_report_says_why(disk: Path) -> None:
    with Portal(WordPress(made_articles(ARTICLES))) as portal:
        for reserve in (300_000, 1_100_000):
            full = crawl(portal, disk / "data", *ALL, "-s", f"DISK_RESERVE={reserve}")
            said = f"takes no more: the disk is full but for a reserve of {reserve} bytes"
            assert (full.code, said in full.outcome["problem"], full.outcome["findings"]) == (1, True, [])
    assert not list((disk / "data" / "warc").rglob("*.open"))
