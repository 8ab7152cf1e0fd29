"""Crawls that several test files look at: each is done once a session, and its portal is gone when it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.scenarios import FAULTS, Crawled, crawled, edit, on_page
from tests.support.warta import crawl
from tests.support.wordpress import WordPress

NewFolder = Callable[[str], Path]


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> NewFolder:
    """Makes a new data folder."""
    return tmp_path_factory.mktemp


@pytest.fixture(scope="session")
def whole(new_folder: NewFolder) -> Crawled:
    """A healthy portal with more articles than one page of REST holds."""
    return crawled(new_folder("whole"), WordPress(made_articles(103)), [])


@pytest.fixture(scope="session")
def faulty(new_folder: NewFolder) -> Crawled:
    """A portal whose REST is closed, and where all but two articles have a fault each; they stand in their order."""
    articles = made_articles(len(FAULTS) + 2)
    rules = [on_page(article, fault) for article, fault in zip(articles, FAULTS.values(), strict=False)]
    closed = On("^/wp-json/", faults.status(404))
    quick = ("-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=1")
    return crawled(new_folder("faulty"), WordPress(articles), [closed, *rules], *quick)


@pytest.fixture(scope="session")
def walled(new_folder: NewFolder) -> Crawled:
    """A portal that shows its pages to nobody, and whose REST is open."""
    return crawled(new_folder("walled"), WordPress(made_articles(7)), [On(r"^/\d{4}/", faults.status(403))])


@pytest.fixture(scope="session")
def edited(new_folder: NewFolder) -> Crawled:
    """Crawled, edited, and crawled again: of five articles the third is changed, and the first stands there twice."""
    data, articles = new_folder("edited"), made_articles(5)
    site = WordPress(list(articles))
    with Portal(site) as portal:
        lines = crawl(portal, data).lines
        edit(site)
        done = crawl(portal, data)
    return Crawled(done, site.articles, portal.requests, portal.home, tuple(lines))
