"""The memory can be thrown away: what lies on disk brings the same decisions back."""

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.folders import Folders
from crawler.seen.pages import Page
from crawler.seen.rebuild import rebuild
from crawler.seen.state import State
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.messages import redirect
from tests.support.newsroom import Newsroom
from tests.support.warta import warta


def pages(data: Path, portal: str) -> list[Page]:
    """What decides of a page: not what only discovery said."""
    state = State(data / "state.sqlite", data / "items")
    known = [replace(page, said=None, modified=None, first=None, looked=None) for page in state.pages.all(portal)]
    state.close()
    return known


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Three crawls: new articles, one that is gone, one that never answers, one that is no article, one that moved."""
    articles = made_articles(40)
    other = "/2023/04/02/pindah/"
    page = faults.says("<html><head><title>Video</title></head><body><p>x</p></body></html>", "text/html")
    rules = [
        On(f"^{articles[1].path}", faults.status(500)),
        On(f"^{articles[2].path}", page),
        On("^/wp-json/", faults.status(404)),
        On("^/feed/", faults.changed(lambda body: body.replace(articles[3].path.encode(), other.encode()))),
        On(f"^{other}", lambda request, answer: redirect(request.home + articles[3].path)),
    ]
    with Newsroom(articles, tmp_path_factory.mktemp("room"), rules) as newsroom:
        newsroom.crawl(1, "-s", "RETRY_TIMES=0")
        newsroom.portal.faults.append(On(f"^{articles[4].path}", faults.status(410)))
        newsroom.crawl(2.5, "-s", "RETRY_TIMES=0")
        newsroom.crawl(9, "-s", "RETRY_TIMES=0")
        yield newsroom


def test_a_rebuilt_memory_decides_as_before(room: Newsroom) -> None:
    before = pages(room.data, room.name)
    assert {page.outcome for page in before} == {"stored", "failed", "refused", "moved"}
    assert [page.gone for page in before if page.gone]
    rebuild(Folders(room.data), room.name)
    assert pages(room.data, room.name) == before


def test_a_lost_memory_fetches_nothing_again(room: Newsroom) -> None:
    for path in room.data.glob("state.sqlite*"):
        path.unlink()
    done = warta(room.data, "state", "rebuild")
    assert done.code == 0
    assert f"{room.name}: " in done.out
    room.crawl(9.001, "-s", "RETRY_TIMES=0")
    assert room.asked == []


def test_the_memory_is_shown(room: Newsroom) -> None:
    (row,) = [line for line in warta(room.data, "state").out.splitlines() if line.startswith(room.name)]
    assert "failed 1" in row
    assert "2023-04-09T23:0" in row


def test_a_portal_of_which_nothing_is_kept_is_wrong_use(room: Newsroom) -> None:
    assert warta(room.data, "state", "rebuild", "fajar").code == 2
