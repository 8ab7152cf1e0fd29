"""Crawls that several test files look at: each is done once a session, and its portal is gone when it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.scenarios import FAULTS, WALLS, Crawled, crawled, edit, on_page
from tests.support.warta import crawl
from tests.support.wordpress import WordPress

NewFolder = Callable[[str], Path]


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> NewFolder:
    """Makes a new data folder."""
    return tmp_path_factory.mktemp


@pytest.fixture(scope="session")
def whole(new_folder: NewFolder) -> Crawled:
    """A healthy portal with more articles than one page of REST holds; pages are sent in all ways that HTTP knows."""
    sent = [On(r"-[1-3]\d/$", faults.chunked), On(r"-[2-5]\d/$", faults.encoded("gzip"))]
    return crawled(new_folder("whole"), WordPress(made_articles(200)), sent)


@pytest.fixture(scope="session")
def faulty(new_folder: NewFolder) -> Crawled:
    """A portal without REST: articles have a fault each in their order, then three are well but for a second page."""
    articles = made_articles(len(FAULTS) + 4)
    rules = [on_page(article, fault) for article, fault in zip(articles, FAULTS.values(), strict=False)]
    rules.append(On(f"^{articles[-1].path}2/", faults.status(404)))
    closed = On("^/wp-json/", faults.status(404))
    quick = ("-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=1")
    return crawled(new_folder("faulty"), WordPress(articles), [closed, *rules], *quick)


@pytest.fixture(scope="session")
def walled(new_folder: NewFolder) -> Crawled:
    """A portal that shows its pages to nobody, and whose REST is open."""
    articles = made_articles(len(WALLS) + 1)
    walls = [on_page(article, wall) for article, wall in zip(articles, WALLS.values(), strict=False)]
    return crawled(new_folder("walled"), WordPress(articles), [*walls, on_page(articles[-1], faults.status(403))])


@pytest.fixture(scope="session")
def edited(new_folder: NewFolder) -> Crawled:
    """Crawled, edited, and crawled again: of five articles the third is changed, and the first stands there twice."""
    data, articles = new_folder("edited"), made_articles(5)
    site = WordPress(list(articles))
    with Portal(site) as portal:
        lines = crawl(portal, data).lines
        edit(site)
        done = crawl(portal, data, "--since", "2023-04-01", "--until", "2023-04-30")
    return Crawled(done, site.articles, portal.requests, portal.home, tuple(lines))
