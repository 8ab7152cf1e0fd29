"""What feeds, sitemaps and REST answers say, in the forms that portals really send."""

import gzip
import json
from datetime import date

import pytest

from crawler.discover.bounds import Bounds
from crawler.discover.feed import feed_time, read_feed
from crawler.discover.found import NotUnderstood
from crawler.discover.sitemap import read_sitemap
from crawler.discover.wpjson import is_past_the_end, posts_url, read_posts

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Kabar</title>
<item><title>Harga Ikan &amp; Sagu &#8220;Naik&#8221;</title><link>https://kabar.example/2026/08/02/harga/</link>
<pubDate>Sun, 02 Aug 2026 11:44:31 +0000</pubDate></item>
<item><title>Tanpa tautan</title></item>
<item><link>https://kabar.example/kedua/</link><pubDate>kemarin</pubDate></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Kapal</title><published>2026-08-02T19:44:31+08:00</published>
<link rel="self" href="https://kabar.example/feeds/1"/><link rel="alternate" href="https://kabar.example/kapal.html"/>
</entry></feed>"""


def test_rss():
    first, second = read_feed(RSS.encode())
    assert first.url == "https://kabar.example/2026/08/02/harga/"
    assert first.headline == "Harga Ikan & Sagu “Naik”"
    assert first.published == "2026-08-02T11:44:31+00:00"
    assert (second.url, second.headline, second.published) == ("https://kabar.example/kedua/", None, None)


def test_atom():
    (entry,) = read_feed(ATOM.encode())
    assert (entry.url, entry.published) == ("https://kabar.example/kapal.html", "2026-08-02T19:44:31+08:00")


@pytest.mark.parametrize(
    "damage",
    [
        lambda feed: b"\xef\xbb\xbf" + feed,
        lambda feed: b"\n\n \n" + feed,
        lambda feed: feed.replace(b"&amp;", b"&"),
        lambda feed: feed[: feed.index(b"</channel>")],
    ],
    ids=["byte-order mark", "blank lines ahead", "bare ampersand", "cut short"],
)
def test_damaged_feeds_are_read_all_the_same(damage):
    assert read_feed(damage(RSS.encode()))[0].url == "https://kabar.example/2026/08/02/harga/"


@pytest.mark.parametrize(
    ("body", "seen"),
    [(b"", "empty answer"), (b"<!doctype html><html><body>Just a moment...", "web page"), (b"404", "404")],
)
def test_what_is_no_feed_is_said(body, seen):
    with pytest.raises(NotUnderstood, match=seen):
        read_feed(body)


def test_entities_are_not_resolved():
    bomb = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><link>x&b;</link></item></rss>'
    assert [entry.url for entry in read_feed(bomb)] == ["x&b;"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Sat, 02 Aug 2026 11:44:31 +0700", "2026-08-02T11:44:31+07:00"),
        ("2026-08-02T11:44:31Z", "2026-08-02T11:44:31+00:00"),
        ("2026-08-02", "2026-08-02"),
        ("2 jam lalu", None),
        ("", None),
    ],
)
def test_feed_time(text, iso):
    assert feed_time(text) == iso


INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://kabar.example/post-sitemap.xml</loc><lastmod>2026-08-01T00:00:00+00:00</lastmod></sitemap>
<sitemap><loc> https://kabar.example/post-sitemap2.xml </loc></sitemap></sitemapindex>"""

NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://kabar.example/a/</loc><news:news><news:publication><news:name>Kabar</news:name></news:publication>
<news:publication_date>2026-08-02T19:44:31+08:00</news:publication_date><news:title>Judul</news:title></news:news></url>
<url><loc></loc></url></urlset>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_sitemaps(pack):
    index = read_sitemap(pack(INDEX))
    assert [entry.url[-17:] for entry in index.sitemaps] == ["/post-sitemap.xml", "post-sitemap2.xml"]
    assert index.sitemaps[0].modified == "2026-08-01T00:00:00+00:00"
    (article,) = read_sitemap(pack(NEWS)).articles
    assert (article.published, article.headline) == ("2026-08-02T19:44:31+08:00", "Judul")


@pytest.mark.parametrize("body", [RSS.encode(), b"\x1f\x8bbroken", b"<html>"])
def test_what_is_no_sitemap_is_refused(body):
    with pytest.raises(NotUnderstood):
        read_sitemap(body)


POST = {
    "id": 7,
    "link": "https://kabar.example/?p=7",
    "date_gmt": "2026-08-02T11:44:31",
    "title": {"rendered": "Jum&#8217;at"},
}


def test_posts():
    (found,) = read_posts(json.dumps([POST, {"id": 8}, "x"]).encode())
    assert (found.url, found.published, found.headline) == (POST["link"], "2026-08-02T11:44:31+00:00", "Jum’at")
    assert found.post == POST


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (b"<!DOCTYPE html>", "web page"),
        (b'{"code": "rest_forbidden"}', "rest_forbidden"),
        (b"[", "no JSON"),
        (b"3", "int"),
    ],
)
def test_what_is_no_list_of_posts_is_said(body, seen):
    with pytest.raises(NotUnderstood, match=seen):
        read_posts(body)


def test_posts_url_asks_a_day_more_on_both_sides():
    url = posts_url("https://kabar.example/", 3, date(2026, 8, 1), date(2026, 8, 2))
    assert url.startswith("https://kabar.example/wp-json/wp/v2/posts?per_page=100&page=3&")
    assert "after=2026-07-31T00%3A00%3A00" in url
    assert "before=2026-08-04T00%3A00%3A00" in url


def test_past_the_end():
    assert is_past_the_end(400, b'{"code":"rest_post_invalid_page_number"}')
    assert not is_past_the_end(400, b'{"code":"rest_invalid_param"}')


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2026-07-31T15:59:59+00:00", False),
        ("2026-07-31T16:00:00+00:00", True),
        ("2026-08-02T23:59:59+08:00", True),
        ("2026-08-03T00:00:00+08:00", False),
        ("2026-08-01", True),
        (None, True),
    ],
)
def test_bounds_are_days_of_the_portal(published, inside):
    assert Bounds(date(2026, 8, 1), date(2026, 8, 2)).hold(published) is inside
