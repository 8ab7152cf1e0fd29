"""One portal, crawled twice, and its package: what the other tools are given."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import faults
from tests.support.articles import MadeArticle, made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.scenarios import edit, on_page
from tests.support.warta import Done, crawl, warta
from tests.support.wordpress import WordPress

WAYS: dict[str, list[faults.Fault]] = {
    "as it is": [],
    "chunked": [faults.chunked],
    "gzip": [faults.encoded("gzip")],
    "gzip, chunked": [faults.chunked, faults.encoded("gzip")],
}
"""how a page is sent that any tool must be able to show"""


@dataclass(frozen=True)
class Kept:
    """An archive, its package, and what its articles are."""

    done: Done
    package: Path
    second: Path
    """the package of the second crawl alone"""
    articles: list[MadeArticle]
    home: str

    @property
    def names(self) -> list[str]:
        return [str(warc) for warc in self.done.warcs]

    def item(self, way: str) -> dict[str, Any]:
        """The stored article whose page was sent in one of the ways."""
        url = self.home + self.articles[list(WAYS).index(way)].path
        return next(item for item in self.done.items if item["url"] == url)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A portal that plays every way and fault, crawled, edited and crawled again; all of it packaged."""
    data = tmp_path_factory.mktemp("kept")
    site = WordPress(made_articles(12))
    articles = list(site.articles)
    rules = [on_page(article, fault) for article, way in zip(articles, WAYS.values(), strict=False) for fault in way]
    rules += [
        on_page(articles[6], faults.redirect(articles[7].path)),
        on_page(articles[8], faults.cut_short),
        on_page(articles[9], faults.status(404)),
        On("^/feed/", faults.chunked),
    ]
    with Portal(site, rules) as portal:
        crawl(portal, data)
        edit(site)
        done = crawl(portal, data)
    package, second = data / "kept.wacz", data / "second.wacz"
    for path, words in (
        (package, [portal.home.removeprefix("http://").replace(":", "-")]),
        (second, ["--run", done.report["id"]]),
    ):
        packaged = warta(data, "wacz", *words, "-o", str(path))
        assert packaged.code == 0, packaged.err
    return Kept(done, package, second, articles, portal.home)
