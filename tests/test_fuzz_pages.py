"""Pages that are no article, and damage of every kind: an item or a refusal with its reason, in bounded time."""

import random
import resource
import time
from pathlib import Path

import pytest

from crawler.items import Article, Refusal
from crawler.parse.encoding import decode
from crawler.parse.page import Page, parse_article

PAGES = sorted((Path(__file__).parent / "pages").rglob("*.html"))
ROUNDS = 12
SLOWEST = 2.0
TAGS = """< > </div> </p> <p> <div> <br> <table> </body> <!-- --> <![CDATA[ <script> </script> <style>
& &#0; &amp;amp; " '
<h1> </h1> <article> <a/href=?page=2> <noscript> <svg> { } ] <title> <base/href=http://[x> <a/href=http://[::1> <html>
<link/rel=canonical/href=//[> <plaintext>"""
PIECES = (*TAGS.split(), "\x00", "\ufeff", "\ud800")
URL = "https://www.kabarcontoh.id/warga-talise-perkuat-tanggul/"
HEADLINE = "Warga Talise Perkuat Tanggul Sungai Pondo"
TEXT = (
    "Lurah Talise mengapresiasi warga yang bekerja sejak pagi dan berharap balai sungai segera turun tangan di lokasi."
)


def page(body: str = "", head: str = "", title: str = HEADLINE) -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{HEADLINE}</h1>"
        f'<div class="entry-content"><p>{TEXT}</p><p>{TEXT[:60]}</p>{body}</div></body></html>'
    )


def mutate(html: str, dice: random.Random) -> str | bytes:
    """One to eight cuts, doublings, swaps or insertions; now and then as bytes in a wrong encoding."""
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(html) + 1)
        end = min(len(html), start + dice.choice((1, 3, 20, 200, 2000)))
        match dice.randrange(5):
            case 0:
                html = html[:start] + html[end:]
            case 1:
                html = html[:end] + html[start:]
            case 2:
                html = html[:start] + dice.choice(PIECES) * dice.choice((1, 1, 1, 50)) + html[start:]
            case 3:
                html = html[:start] + html[start:end][::-1] + html[end:]
            case _:
                html = html[end:] + html[:start] if dice.random() < 0.2 else html[:start] + html[end:]
    if dice.random() < 0.2:
        return html.encode(dice.choice(("utf-8", "cp1252", "utf-16")), "replace")
    return html


def test_mutated_pages_give_an_item_or_a_refusal_in_time(record_property) -> None:
    dice = random.Random(20230411)
    tried = articles = 0
    for path in PAGES:
        original = path.read_text(encoding="utf-8")
        for _ in range(ROUNDS):
            before = time.process_time()
            page = Page(
                mutate(original, dice),
                "https://kabarcontoh.id/berita/12345/judul",
                fetched_at="2023-04-11T00:00:00+08:00",
            )
            outcome = page.article()
            page.more_pages()
            assert time.process_time() - before < SLOWEST
            assert isinstance(outcome, Article | Refusal)
            tried += 1
            articles += isinstance(outcome, Article)
            if isinstance(outcome, Article):
                assert outcome.headline
                assert all(outcome.body)
    record_property("inputs tried", tried)
    assert tried == ROUNDS * len(PAGES)
    assert articles > tried / 4


@pytest.mark.parametrize(
    "html",
    [
        page("<div>" * 10_000 + "x"),
        "<div>" * 10_000 + page(),
        page("<b>" * 10_000),
        page(head="<link rel=canonical href='https://[x'>").replace("<html>", "<html amp>"),
        page("<img src='//[x'>", "<meta property=og:image content='//[x'><meta property=og:url content='//[x'>"),
        page("<table><tr><td>" * 3_000),
        page('<img src="data:image/png;base64,' + "A" * 9_000_000 + '">'),
        page("<p>" + "kata " * 300_000),
        page("a<br>" * 20_000),
        page('<a href="?page=2">2</a>' * 20_000),
        page('<div class="related">' * 900 + "x" * 4000),
        # What takes this parser the square of a number, as far as it is let in.
        page("<i><div>" * 2_490),
        page("<ul><li>" * 12_400),
        page("<font></p>" * 12_400),
        page("<b></i>" * 12_400),
        page(f"<p {'n=1 ' * 12_000}>"),
        page("<h1>" * 490 + "<noscript>" * 490),
        page(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        page("\x00\x0b\ud800"),
        page("&amp;#8220;" * 20_000),
        HEADLINE,
    ],
    ids=lambda html: f"{len(html)} {html[200:230]!r}",
)
def test_damage_costs_neither_two_seconds_nor_a_gigabyte(html: str) -> None:
    before = time.process_time()
    assert isinstance(parse_article(html, "https://kabarcontoh.id/berita/"), Article | Refusal)
    assert time.process_time() - before < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Jum’at – ramai".encode(), None, "Jum’at – ramai"),
        ("Jum’at – ramai".encode(), "text/html; charset=iso-8859-1", "Jum’at – ramai"),
        ("Jum’at – ramai".encode("cp1252"), "text/html; charset=utf-8", "Jum’at – ramai"),
        ("Jum’at".encode("cp1252") + " – ramai".encode(), None, "Jum’at – ramai"),
        ("﻿Jum’at".encode(), None, "Jum’at"),
        ("Jum’at".encode("utf-16"), None, "Jum’at"),
        ("<meta charset=gb2312>中文".encode("gb2312"), None, "<meta charset=gb2312>中文"),
        (b"\xff\xfe", "text/html; charset=nonsense", ""),
        (b"Palu\x81", "text/html; charset=nonsense", "Palu�"),
    ],
)
def test_decoding(body: bytes, content_type: str | None, text: str) -> None:
    assert decode(body, content_type) == text


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        ("", URL, "empty"),
        (" \n\x00 ", URL, "empty"),
        ("<html><body><div id=app></div><script src=a.js></script></body></html>", URL, "empty"),
        ('{"code":"rest_post_invalid_page_number"}', URL, "not-html"),
        ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', URL, "not-html"),
        ("%PDF-1.4 \x01\x02", URL, "not-html"),
        (page(title="Just a moment..."), URL, "challenge"),
        (page(title="Attention Required! | Cloudflare"), URL, "challenge"),
        (page(title="Halaman Tidak Ditemukan"), URL, "gone"),
        (page(title="404 Not Found"), URL, "gone"),
        ("<html><title>503 Service Unavailable</title><body><h1>503</h1></body></html>", URL, "error"),
        (page().replace("<html>", "<html amp>"), URL, "amp"),
        (page(), URL + "amp/", "amp"),
        (page(), URL + "?print=pdf", "print"),
        (page(), "https://kabarcontoh.id/", "listing"),
        (page(), "https://kabarcontoh.id/terkini/2", "listing"),
        (page(), "https://kabarcontoh.id/category/daerah/page/3/", "listing"),
        (page(), "https://kabarcontoh.id/foto/tanggul-talise/", "gallery"),
        (page(), "https://kabarcontoh.id/video/tanggul-talise/", "video"),
        (f"<h1>{HEADLINE}</h1>" + "x" * 12_000_001, URL, "too-large"),
        ("<html><body>" + "<p>x" * 25_001, URL, "too-large"),
        (page("<i><div>" * 2_501), URL, "too-large"),
        (page(f"<p {'nama=1 ' * 9_000}>"), URL, "too-large"),
    ],
)
def test_a_page_that_is_no_article_is_refused_with_its_reason(html: str, url: str, reason: str) -> None:
    got = parse_article(html, url)
    assert isinstance(got, Refusal)
    assert (got.reason, got.url, got.portal) == (reason, url, "kabarcontoh.id")


def test_a_page_of_many_letters_in_few_elements_is_read() -> None:
    long = "kata " * 20_000
    assert isinstance(parse_article(page(f"<p title='{long}'>{long}</p><p>a <b {long}"), URL), Article)


def test_an_article_about_missing_pages_or_with_a_captcha_in_its_comments_is_one() -> None:
    html = page(title="404 Jemaah Haji Asal Palu Tiba di Tanah Air Hari Ini")
    assert isinstance(parse_article(html, URL), Article)
    assert isinstance(parse_article(page('<div class="g-recaptcha"></div>'), URL), Article)
