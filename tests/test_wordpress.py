"""A crawl of a real WordPress, where one is installed: what the made portal teaches must hold there too."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.support.articles import made_articles
from tests.support.real import real_wordpress
from tests.support.warta import FAST, replay, warta

pytestmark = pytest.mark.wordpress


def test_real_wordpress_is_stored_whole_and_replays_the_same(tmp_path: Path) -> None:
    articles = made_articles(120)
    with real_wordpress(tmp_path, articles) as home:
        done = warta(tmp_path / "data", "crawl", "wordpress", "-a", f"url={home}", *FAST)
    assert (done.code, done.err, done.refused) == (0, "", [])
    stored = {item["url"].removeprefix(home): item for item in done.items}
    assert sorted(stored) == sorted(article.path for article in articles)
    assert len(done.items) == 120
    for article in articles:
        item = stored[article.path]
        assert item["headline"] == article.headline
        assert item["dateline"]["raw"] + item["body"][0] == article.paragraphs[0]
        assert item["body"][1:] == article.paragraphs[1:-1]
        assert datetime.fromisoformat(item["published"]["at"]) == article.published
        assert item["byline"]["initials"] == [article.initials]
        assert item["byline"]["uploader"] == article.author
        assert (item["section"], sorted(item["tags"])) == (article.section, article.tags)
        assert item["pages"] == {"found": len(article.pages), "fetched": len(article.pages)}
    assert len({item["id"] for item in done.items}) == 120
    assert replay(tmp_path / "data" / "warc", tmp_path / "again").lines == done.lines


def test_another_theme_and_form_of_address_are_found_as_well(tmp_path: Path) -> None:
    articles = made_articles(25)
    settings = {"permalink": "/%category%/%postname%/", "theme": "twentytwentythree"}
    with real_wordpress(tmp_path, articles, **settings) as home:
        done = warta(tmp_path / "data", "crawl", "wordpress", "-a", f"url={home}", *FAST)
    assert (done.code, done.refused) == (0, [])
    assert sorted(item["headline"] for item in done.items) == sorted(article.headline for article in articles)
    bodies = {item["headline"]: item["body"][1:] for item in done.items}
    assert bodies == {article.headline: article.paragraphs[1:-1] for article in articles}
    assert {item["source"]["layout"] for item in done.items} == {"twentytwentythree"}
    assert all(len(item["url"].removeprefix(home).strip("/").split("/")) == 2 for item in done.items)
