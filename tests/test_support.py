"""The made portal itself, asked over real HTTP: a test that leans on it must be able to trust it."""

import contextlib
import gzip
import http.client
import json
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import Message
from typing import Any

import brotlicffi
import pytest

from tests.support import faults
from tests.support.articles import made_articles
from tests.support.client import fetch, items, locations
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.wordpress import WordPress


def ask(portal: Portal, target: str, **headers: str) -> tuple[int, bytes, Message]:
    return fetch(portal.home + target, **headers)


@pytest.fixture
def site() -> WordPress:
    return WordPress(made_articles(23))


@pytest.fixture
def portal(site: WordPress) -> Iterator[Portal]:
    with Portal(site) as running:
        yield running


@contextlib.contextmanager
def faulty(*rules: On) -> Iterator[Portal]:
    with Portal(WordPress(made_articles(23)), rules) as running:
        yield running


def test_articles_are_all_different_and_the_same_on_every_run() -> None:
    made = made_articles(150)
    assert made == made_articles(150)
    assert len({a.slug for a in made}) == len({a.published for a in made}) == len({a.content for a in made}) == 150
    assert all(a.dateline and a.paragraphs[0].startswith(a.dateline) for a in made)
    assert all(a.paragraphs[-1] == f"({a.initials})" for a in made)


@pytest.mark.parametrize("theme", ["twentytwentyone", "wpberita"])
def test_article_page_holds_its_text_in_either_theme(portal: Portal, site: WordPress, theme: str) -> None:
    site.theme = theme  # type: ignore[assignment]
    article = site.articles[0]
    status, body, _ = ask(portal, article.path)
    page = body.decode()
    assert status == 200
    assert article.headline in page
    assert all(block in page for block in article.pages[0])
    assert f"postid-{article.number}" in page
    assert f'"datePublished": "{(article.published - timedelta(hours=8)):%Y-%m-%dT%H:%M:%S}+00:00"' in page
    assert article.published.isoformat(timespec="seconds") in page


def test_second_page_of_an_article_and_what_lies_past_it(portal: Portal, site: WordPress) -> None:
    article = site.articles[6]
    assert f"{portal.home}{article.path}2/" in ask(portal, article.path)[1].decode()
    assert article.pages[1][0] in ask(portal, f"{article.path}2/")[1].decode()
    status, _, headers = ask(portal, f"{article.path}3/")
    assert (status, headers["Location"]) == (301, portal.home + article.path)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", 200),
        ("/page/3/", 200),
        ("/page/4/", 404),
        ("/category/ekonomi/", 200),
        ("/feed", 200),
        ("/feed/?paged=3", 200),
        ("/feed/?paged=4", 404),
        ("/?p=101", 301),
        ("/?p=7", 404),
        ("/2023/04/01/tak-ada/", 404),
        ("/wp-sitemap.xml", 404),
    ],
)
def test_addresses_answer_as_in_wordpress(portal: Portal, target: str, status: int) -> None:
    assert ask(portal, target)[0] == status


def test_feed_pages_bring_every_article_once_and_know_an_unchanged_one(portal: Portal, site: WordPress) -> None:
    links = [link for n in (1, 2, 3) for link in items(ask(portal, f"/feed/?paged={n}")[1])]
    assert links == [portal.home + a.path for a in reversed(site.articles)]
    tag = ask(portal, "/feed/")[2]["ETag"]
    assert ask(portal, "/feed/", If_None_Match=tag)[:2] == (304, b"")
    site.articles[-1].headline = "Judul baru"
    assert ask(portal, "/feed/", If_None_Match=tag)[0] == 200


def test_rest_counts_filters_and_ends_with_400(portal: Portal, site: WordPress) -> None:
    status, body, headers = ask(portal, "/wp-json/wp/v2/posts?per_page=10&page=2&order=asc&_embed=1")
    post = json.loads(body)[0]
    assert (status, headers["X-WP-Total"], headers["X-WP-TotalPages"]) == (200, "23", "3")
    assert (post["id"], post["date"]) == (111, f"{site.articles[10].published:%Y-%m-%dT%H:%M:%S}")
    assert post["_embedded"]["author"][0]["name"] == site.articles[10].author
    status, body, _ = ask(portal, "/wp-json/wp/v2/posts?per_page=10&page=4")
    assert (status, json.loads(body)["code"]) == (400, "rest_post_invalid_page_number")
    later = site.articles[19].published.strftime("%Y-%m-%dT%H:%M:%S")
    assert len(json.loads(ask(portal, f"/wp-json/wp/v2/posts?after={later}")[1])) == 3
    assert json.loads(ask(portal, "/wp-json/wp/v2/posts?slug=tak-ada")[1]) == []


@pytest.mark.parametrize(
    ("seo", "index", "part"),
    [
        ("yoast", "/sitemap_index.xml", "/post-sitemap.xml"),
        ("rank-math", "/sitemap_index.xml", "/post-sitemap1.xml"),
        (None, "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_sitemaps_lead_from_robots_to_every_article(seo: Any, index: str, part: str, zipped: bool) -> None:
    site = WordPress(made_articles(23), seo=seo, per_sitemap=20, zipped_sitemaps=zipped)
    ending, unpack = (".gz", gzip.decompress) if zipped else ("", bytes)
    with Portal(site) as portal:
        assert f"Sitemap: {portal.home}{index}{ending}" in ask(portal, "/robots.txt")[1].decode()
        parts = locations(unpack(ask(portal, index + ending)[1]))
        assert parts[0] == portal.home + part + ending
        found = [url for p in parts for url in locations(unpack(ask(portal, p.removeprefix(portal.home))[1]))]
        assert [url for url in found if "/category/" not in url] == [portal.home + a.path for a in site.articles]


def test_log_tells_time_order_host_and_connection(portal: Portal) -> None:
    connection = http.client.HTTPConnection(portal.home.removeprefix("http://"), timeout=5)
    for target in ("/", "/feed/?paged=2"):
        connection.request("GET", target, headers={"Host": "poroscelebes.com", "User-Agent": "uji"})
        assert b"http://poroscelebes.com/2023/" in connection.getresponse().read()
    connection.close()
    first, second = portal.asked()
    assert [first.target, second.target] == ["/", "/feed/?paged=2"]
    assert (first.host, first.headers["user-agent"], first.status) == ("poroscelebes.com", "uji", 200)
    assert first.client == second.client
    assert first.ended is not None
    assert first.at <= first.ended <= second.at
    assert portal.asked(r"paged=2$") == [second]


def test_fault_strikes_only_where_and_as_often_as_told() -> None:
    with faulty(On("^/feed/", faults.status(429, retry_after="7"), first=2)) as portal:
        assert ask(portal, "/")[0] == 200
        status, _, headers = ask(portal, "/feed/")
        assert (status, headers["Retry-After"]) == (429, "7")
        assert [ask(portal, "/feed/")[0] for _ in range(2)] == [429, 200]


def test_connection_faults_reach_the_client() -> None:
    with faulty(On("^/feed/", faults.hang_up), On("^/page/2/", faults.cut_short)) as portal:
        with pytest.raises(http.client.RemoteDisconnected):
            ask(portal, "/feed/")
        with pytest.raises(http.client.IncompleteRead):
            ask(portal, "/page/2/")


def test_encodings_wrap_the_same_page() -> None:
    with faulty(On("gz", faults.encoded("gzip")), On("br", faults.encoded("br")), On("x=", faults.chunked)) as portal:
        plain = ask(portal, "/page/2/")[1]
        status, body, headers = ask(portal, "/page/2/?x=gz")
        assert (status, headers["Content-Encoding"], headers["Transfer-Encoding"]) == (200, "gzip", "chunked")
        assert gzip.decompress(body) == plain
        assert brotlicffi.decompress(ask(portal, "/page/2/?br")[1]) == plain


@pytest.mark.parametrize("damage", [faults.blank_lines_first, faults.bare_ampersand, faults.says("")])
def test_damaged_feeds_do_not_parse(damage: faults.Fault) -> None:
    with faulty(On("^/feed/", damage)) as portal:
        feed = ask(portal, "/feed/")[1]
        with pytest.raises(ET.ParseError):
            items(feed)


@pytest.mark.parametrize(
    ("fault", "status", "mark"),
    [(faults.html_instead, 200, b"Selamat datang"), (faults.challenge, 403, b"Just a moment")],
)
def test_page_for_people_in_place_of_json(fault: faults.Fault, status: int, mark: bytes) -> None:
    with faulty(On("^/wp-json/", fault)) as portal:
        answered, body, headers = ask(portal, "/wp-json/wp/v2/posts")
        assert (answered, headers.get_content_type()) == (status, "text/html")
        assert mark in body


def test_redirects_and_endless_pages() -> None:
    elsewhere = "http://lain.example.test/"
    with faulty(
        On("^/loop/", faults.redirect()),
        On("^/pindah/", faults.redirect(elsewhere)),
        On(r"^/page/\d+/", faults.endless("/")),
    ) as portal:
        assert ask(portal, "/loop/")[2]["Location"] == "/loop/"
        assert ask(portal, "/pindah/")[2]["Location"] == elsewhere
        assert b"/page/778/" in ask(portal, "/page/777/")[1]
        assert ask(portal, "/page/5/")[1].replace(b"/page/6/", b"/page/2/") == ask(portal, "/")[1]


def test_new_theme_keeps_the_text_and_loses_the_marks(portal: Portal, site: WordPress) -> None:
    portal.faults.append(On(r"^/\d{4}/", faults.new_theme))
    page = ask(portal, site.articles[0].path)[1].decode()
    assert site.articles[0].pages[0][0] in page
    assert not [mark for mark in ("entry-content", "ld+json", "article:published_time", "postid") if mark in page]


def test_held_answer_waits_for_the_event() -> None:
    release, answers = threading.Event(), []
    with faulty(On("^/robots", faults.held(release))) as portal:
        client = threading.Thread(target=lambda: answers.append(ask(portal, "/robots.txt")[0]))
        client.start()
        assert ask(portal, "/")[0] == 200
        assert answers == []
        release.set()
        client.join(5)
        assert answers == [200]


def test_broken_site_is_reported_and_not_taken_for_a_fault() -> None:
    def broken(request: Any) -> Any:
        raise LookupError("broken site")

    with pytest.raises(LookupError, match="broken site"), Portal(broken) as portal:  # noqa: SIM117
        with contextlib.suppress(http.client.RemoteDisconnected):
            ask(portal, "/")


def test_edit_shows_in_every_form(portal: Portal, site: WordPress) -> None:
    old = site.articles[-1]
    site.articles[-1] = replace(old, headline="Ralat", modified=old.published + timedelta(days=1))
    assert b"Ralat" in ask(portal, old.path)[1]
    assert b"Ralat" in ask(portal, "/feed/")[1]
    assert json.loads(ask(portal, "/wp-json/wp/v2/posts?per_page=1")[1])[0]["modified"] > f"{old.published:%Y-%m-%dT%X}"
