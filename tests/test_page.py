"""A page from bytes to item: sources weighed, pages joined, other pages refused, damage survived."""

import datetime as dt
import json
from pathlib import Path

import pytest

from crawler.items import Article, Refusal
from crawler.parse.encoding import decode
from crawler.parse.headline import Headline
from crawler.parse.layout import Layout
from crawler.parse.page import Page, parse_article, parse_pages
from crawler.parse.post import parse_post
from crawler.parse.printed import credits_of
from crawler.parse.tree import parse_tree
from crawler.parse.view import View
from crawler.portal import Portal

REAL = Path(__file__).parents[2] / "shared" / "real" / "pages"
URL = "https://www.kabarcontoh.id/warga-talise-perkuat-tanggul/"
HEADLINE = "Warga Talise Perkuat Tanggul Sungai Pondo"
LEAD = "Puluhan warga Kelurahan Talise bergotong royong memperkuat tanggul sungai, Senin (10/4/2023)."
MORE = (
    "Lurah Talise mengapresiasi warga yang bekerja sejak pagi dan berharap balai sungai segera turun tangan di lokasi."
)
SEED = (Path(__file__).parent / "seed" / "article.txt").read_text(encoding="utf-8").strip().split("\n")


def page(body: str = "", head: str = "", title: str = HEADLINE, lead: str = LEAD) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><h1>{HEADLINE}</h1>'
        f'<div class="entry-content"><p>Palu, Kabar Contoh – {lead}</p><p>{MORE}</p>{body}</div></body></html>'
    )


def item(html: str | bytes, url: str = URL, portal: Portal | str | None = None) -> Article:
    got = parse_article(html, url, portal)
    assert isinstance(got, Article), got
    return got


def seed_page() -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in SEED)
    return f"""<html lang="id"><head><title>Bupati Luwu Hadiri Rakornas &#8211; Poros Celebes</title>
    <link rel="shortlink" href="http://poroscelebes.com/?p=12">
    <link href="/wp-content/themes/twentytwentyone/style.css"></head>
    <body class="single single-post postid-12"><article id="post-12"><header><h1 class="entry-title">Bupati Luwu Hadiri
    Rakornas</h1></header><div class="entry-content">{paragraphs}</div>
    <footer class="entry-footer"><span class="posted-on">Pada
    <time class="entry-date published" datetime="2023-04-11T18:22:00+08:00">April 11, 2023</time></span>
    <span class="byline">Oleh <a rel="author">Redaksi</a></span></footer></article></body></html>"""


def test_the_seed_article_on_a_wordpress_page() -> None:
    got = item(seed_page(), "http://poroscelebes.com/2023/04/11/bupati-luwu/", "poroscelebes")
    assert got.dateline.raw == "Kendari, Poroscelebes.com – "
    assert (got.dateline.place_code, got.lead_date, got.id) == ("74.71", "2023-04-11", "poroscelebes:12")
    assert got.published.at == "2023-04-11T18:22:00+08:00"
    assert [got.dateline.raw + got.body[0], *got.body[1:]] == SEED


def test_the_seed_article_as_a_rest_post() -> None:
    post = {
        "id": 12,
        "link": "http://poroscelebes.com/2023/04/11/bupati-luwu/",
        "date": "2023-04-11T18:22:00",
        "date_gmt": "2023-04-11T10:22:00",
        "modified": "2023-04-11T18:22:00",
        "modified_gmt": "2023-04-11T10:22:00",
        "title": {"rendered": "Bupati Luwu Hadiri &#8220;Rakornas&#8221;"},
        "content": {"rendered": "".join(f"<p>{paragraph}</p>\n" for paragraph in SEED)},
        "_embedded": {"author": [{"name": "Redaksi"}], "wp:term": [[{"taxonomy": "category", "name": "Luwu"}]]},
    }
    got = parse_post(post, "poroscelebes")
    assert isinstance(got, Article)
    assert (got.published.at, got.published.source) == ("2023-04-11T18:22:00+08:00", "wp-json")
    assert (got.headline, got.section, got.source.layout) == ("Bupati Luwu Hadiri “Rakornas”", "Luwu", "wp-json")
    assert [got.dateline.raw + got.body[0], *got.body[1:]] == SEED


@pytest.mark.parametrize(
    ("post", "reason"),
    [
        ({}, "not-html"),
        (
            {"id": 3, "link": "https://a.id/x/", "title": {"rendered": ""}, "content": {"rendered": "<p>x</p>"}},
            "no-headline",
        ),
        ({"id": 3, "link": "https://a.id/x/", "title": {"rendered": "Judul"}, "content": {"rendered": " "}}, "no-body"),
        ({"id": 3, "link": "https://a.id/x/", "title": None, "content": [], "_embedded": 7}, "no-headline"),
        (
            {"id": 3, "link": "https://a.id/x/", "title": {"rendered": "J"}, "content": {"rendered": "<b>" * 25_001}},
            "too-large",
        ),
    ],
)
def test_a_post_that_is_no_article(post: dict, reason: str) -> None:
    got = parse_post(post, "a")
    assert isinstance(got, Refusal)
    assert got.reason == reason


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        (f"{HEADLINE} - Kabar Contoh", f"<h1>Kabar Contoh</h1><h2>{HEADLINE}</h2>", HEADLINE),
        (f"{HEADLINE} | Kabar Contoh", "<h1>Daerah</h1>", HEADLINE),
        ("Warga Perkuat Tanggul Talise", f"<h1>{HEADLINE}</h1>", HEADLINE),
        ("", f"<h1>{HEADLINE}</h1>", HEADLINE),
        ("Kabar Contoh", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (HEADLINE, f"<h1><span>Terkini</span> {HEADLINE}</h1>", HEADLINE),
        (HEADLINE, f"<h1>{HEADLINE}<small>Karung pasir disiapkan</small></h1>", HEADLINE),
        ("Warga Perkuat Tanggul", "<h1><b>Warga</b> Perkuat Tanggul Sungai</h1>", "Warga Perkuat Tanggul Sungai"),
        (f"{HEADLINE} - Halaman all - Kabar Contoh", f"<h1>{HEADLINE} - Halaman all</h1>", HEADLINE),
        (HEADLINE, f'<h1 style="display:none">{HEADLINE}</h1><h2>{HEADLINE}</h2>', HEADLINE),
    ],
)
def test_the_headline_is_the_printed_one_and_never_a_logo(title: str, heading: str, headline: str) -> None:
    html = page(title=title).replace(f"<h1>{HEADLINE}</h1>", heading)
    html = html.replace("<title>", '<meta property="og:site_name" content="Kabar Contoh"><title>')
    assert item(html).headline == headline


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def dated(line: str, head: str = "") -> str:
    return page(head=head).replace("</h1>", f"</h1><div>{line}</div>", 1)


@pytest.mark.parametrize(
    ("line", "head", "at", "source", "zone", "conflicts"),
    [
        ("Senin, 10 April 2023 13:14 WITA", "", "2023-04-10T13:14:00+08:00", "visible", "written", []),
        ("Senin, 10 April 2023 13:14", "", "2023-04-10T13:14:00+08:00", "visible", "portal", []),
        (
            "Senin, 10 April 2023 13:14",
            ld(datePublished="2023-04-10T13:14:22+07:00"),
            "2023-04-10T13:14:00+07:00",
            "visible",
            "offset",
            [],
        ),
        (
            "Senin, 10 April 2023 13:14",
            ld(datePublished="2023-04-10T04:14:22Z"),
            "2023-04-10T13:14:00+09:00",
            "visible",
            "offset",
            [],
        ),
        (
            "Senin, 10 April 2023 13:14 WITA",
            ld(datePublished="2023-04-10T13:14:22+00:00"),
            "2023-04-10T13:14:00+08:00",
            "visible",
            "written",
            ["json-ld"],
        ),
        (
            "10 April 2023",
            ld(datePublished="2023-04-10T13:14:22+08:00"),
            "2023-04-10T13:14:22+08:00",
            "json-ld",
            "offset",
            [],
        ),
        (
            "",
            '<meta property="article:published_time" content="2023-04-10T13:14:22+08:00">',
            "2023-04-10T13:14:22+08:00",
            "meta",
            "offset",
            [],
        ),
        (
            "Palu, 3 Januari 2020 11:00 WITA",
            ld(datePublished="2023-04-10T13:14:22+08:00"),
            "2020-01-03T11:00:00+08:00",
            "visible",
            "written",
            ["json-ld"],
        ),
    ],
)
def test_times_by_evidence(line: str, head: str, at: str, source: str, zone: str, conflicts: list[str]) -> None:
    got = item(dated(line, head)).published
    assert (got.at, got.source, got.zone, [claim.source for claim in got.conflict]) == (at, source, zone, conflicts)


@pytest.mark.parametrize(
    "lines",
    [
        "Diperbarui: 11 April 2023 08:00 WITA | Diterbitkan: 10 April 2023 13:14 WITA",
        "Terbit 10 April 2023, 13:14 WITA<br>Diperbarui 11 April 2023, 08:00 WITA",
        "Senin, 10 April 2023 | 13:14 WITA | update Selasa, 11 April 2023 08:00",
        "<p>Senin, 10 April 2023</p><p>13:14 WITA</p>",
    ],
)
def test_a_time_of_publication_is_told_from_its_neighbours(lines: str) -> None:
    assert item(dated(lines)).published.at == "2023-04-10T13:14:00+08:00"


def test_what_appeared_hours_ago_behind_the_text_is_a_teaser() -> None:
    got = parse_article(
        page().replace("</body>", "<div>2 jam lalu</div></body>"), URL, fetched_at=dt.datetime.now(dt.UTC)
    )
    assert isinstance(got, Article)
    assert got.published is None


def test_of_selected_times_that_of_a_change_comes_last() -> None:
    changed, printed = "Diperbarui: 11 April 2023 08:00 WITA", "Diterbitkan: 10 April 2023 13:14 WITA"
    root = parse_tree(dated(f"<p class=tgl>{changed}</p><p class=tgl>{printed}</p>"))
    layout = Layout("contoh", headline=("h1",), body=(".entry-content",), date=(".tgl",))
    body = root.css_first(".entry-content")
    view = View(Headline(HEADLINE, root.css_first("h1")), body, root, root, "contoh", layout)
    assert [instant.at for instant in view.dates("+08:00", None)] == [
        "2023-04-10T13:14:00+08:00",
        "2023-04-11T08:00:00+08:00",
    ]


@pytest.mark.parametrize("line", ["11 April 2023 09:30 WITA", "11 April 2023", "Diperbarui 11 April 2023 09:30 WITA"])
def test_a_printed_time_that_the_page_calls_its_change_is_not_that_of_publication(line: str) -> None:
    told = ld(datePublished="2023-04-10T13:14:00+08:00", dateModified="2023-04-11T01:30:00Z")
    assert item(dated(line, told)).published.at == "2023-04-10T13:14:00+08:00"
    assert item(dated(line)).published.at.startswith("2023-04-11")


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("2 hari yang lalu", ld(datePublished="2023-04-10T13:14:00+08:00")),
        ('<time datetime="2023-04-10T13:14:00+08:00">2 hari yang lalu</time>', ""),
        ('2 hari yang lalu, <time datetime="2023-04-10T13:14:00+08:00">10 April 2023</time>', ""),
    ],
)
def test_what_counts_from_now_gives_way_to_what_names_the_minute(line: str, head: str) -> None:
    got = parse_article(dated(line, head), URL, fetched_at="2023-04-12T00:00:00+00:00")
    assert isinstance(got, Article)
    assert got.published.at == "2023-04-10T13:14:00+08:00"


def test_the_time_of_a_comment_is_none_of_the_article() -> None:
    comment = '<li class="comment"><time datetime="2023-04-11T08:00:00+08:00">11 April 2023</time></li>'
    html = page(head='<link href="/wp-content/themes/x/style.css">').replace("</body>", f"<ol>{comment}</ol></body>")
    assert item(html).published is None
    printed = html.replace("</h1>", '</h1><span class="posted-on">10 April 2023</span>', 1)
    assert item(printed).published.at == "2023-04-10"


@pytest.mark.parametrize(
    ("host", "reason"),
    [("foto.contoh.co", "gallery"), ("photo.contoh.com", "gallery"), ("video.contoh.com", "video")],
)
def test_a_thin_page_of_a_picture_host_is_no_article(host: str, reason: str) -> None:
    got = parse_article(page(), f"https://{host}/read/81692/tanggul-talise")
    assert isinstance(got, Refusal)
    assert got.reason == reason


def test_the_time_stands_beside_a_title_that_is_no_heading() -> None:
    html = dated("Senin, 10 April 2023 13:14 WITA").replace("h1>", "b>")
    html = html.replace(f"<b>{HEADLINE}</b>", f"<b><font size=4>{HEADLINE}</font></b>")
    assert item(html).published.at == "2023-04-10T13:14:00+08:00"


def test_a_headline_whose_class_speaks_of_a_caption_is_one() -> None:
    html = page(lead=LEAD * 3).replace("<h1>", '<h1 class="detailsTitleCaption">').replace("entry-content", "isi")
    assert item(html).headline == HEADLINE


def test_a_change_before_publication_is_none_and_is_noted() -> None:
    got = item(page(head=ld(datePublished="2023-04-10T13:14:00+08:00", dateModified="2023-04-10T06:14:00+08:00")))
    assert got.modified is None
    assert [claim.source for claim in got.published.conflict] == ["json-ld modified"]


@pytest.mark.parametrize(
    ("printed", "ending", "author", "reporters", "editors", "uploader"),
    [
        ("<div>Penulis: Ivan Tobing</div>", "", "Admin Web", ["Ivan Tobing"], [], "Admin Web"),
        (
            "<p>Oleh Ivan Tobing</p>",
            "<p>Editor: Taya Lestari</p>",
            "Taya Lestari",
            ["Ivan Tobing"],
            ["Taya Lestari"],
            None,
        ),
        ("<div>Ivan Tobing</div>", "", "Ivan Tobing", ["Ivan Tobing"], [], None),
        ("", "", "Ivan Tobing", [], [], "Ivan Tobing"),
        ("", "<p>(*/ivan)</p>", "Redaksi", [], [], "Redaksi"),
        ("<div>Senin, 10 April 2023 | Ivan Tobing</div>", "", "x", ["Ivan Tobing"], [], "x"),
        ("<ul><li>Oleh</li><li>Ivan Tobing</li></ul>", "", "x", ["Ivan Tobing"], [], "x"),
        ("<div>Ivan Tobing - KabarNews</div><div>10 April 2023 09:20</div>", "", "x", ["Ivan Tobing"], [], "x"),
        ("<b>10 April 2023</b><span>Oleh: Ivan Tobing</span>", "", "x", ["Ivan Tobing"], [], "x"),
        ("<h6>Ivan Tobing</h6><h6>Penulis</h6><h6>Ani</h6><h6>Editor</h6>", "", "x", ["Ivan Tobing"], ["Ani"], "x"),
        (
            "<p>Kontributor Palu, Ivan Tobing</p><p>Penulis</p><p>Ani</p><p>Editor</p><p>Terpopuler</p>",
            "",
            "x",
            ["Ivan Tobing"],
            ["Ani"],
            "x",
        ),
        (
            "<div><span>Penulis</span> <span>Ivan Tobing</span> <span>Editor</span> <span>Ani Lestari</span></div>",
            "",
            "x",
            ["Ivan Tobing"],
            ["Ani Lestari"],
            "x",
        ),
        ("<div>Ivan Tobing - Beritaku</div><div>10 April 2023 09:20</div>", "", "x", ["Ivan Tobing"], [], "x"),
        ("<div>10 April 2023 09:20</div><div>Share on Facebook</div>", "", "x", [], [], "x"),
        ("<div>Bagikan ke Teman</div><div>10 April 2023 09:20</div><div>Cetak Berita</div>", "", "x", [], [], "x"),
        ('<div class="photo"><img src="x"><span class="author">Foto/Budi Setya</span></div>', "", "", [], [], None),
        ("<div>Ivan Tobing</div><div>Diterbitkan 10 April 2023 09:20</div>", "", "x", ["Ivan Tobing"], [], "x"),
        ('<div class="by-author"><b>Ivan Tobing</b><br>Senin, 10 April 2023</div>', "", "x", ["Ivan Tobing"], [], "x"),
        ('<div class="author-box"><p>Ivan Tobing</p></div>', "", "Ivan Tobing", ["Ivan Tobing"], [], None),
        ("", "<p>Artikel ini ditulis oleh:</p><p>Ivan Tobing</p>", "x", ["Ivan Tobing"], [], "x"),
        ("", "<p>Ivan Tobing</p>", "Ivan Tobing", ["Ivan Tobing"], [], None),
        ("", "<p>Ivan Tobing</p>", "x", [], [], "x"),
        ("", "<table><tr><td>Penulis</td><td>: Ivan Tobing</td></tr></table>", "x", ["Ivan Tobing"], [], "x"),
    ],
)
def test_bylines_by_evidence(
    printed: str, ending: str, author: str, reporters: list[str], editors: list[str], uploader: str | None
) -> None:
    html = page(ending, ld(author={"name": author})).replace("</h1>", f"</h1>{printed}", 1)
    got = item(html).byline
    assert (got.reporters, got.editors, got.uploader) == (reporters, editors, uploader)


def test_json_ld_as_portals_write_it() -> None:
    broken = '//<![CDATA[\n{"@type":["NewsArticle"],"articleSection":"Dae\nrah","keywords":"Palu, Banjir",}\n//]]>'
    got = item(page(head=f'<script type="application/ld+json">{broken}</script>'))
    assert (got.section, got.tags) == ("Dae rah", ["Palu", "Banjir"])


@pytest.mark.parametrize(
    ("links", "url", "more", "found"),
    [
        ("", URL, [], 1),
        (f'<a href="{URL}2/">2</a><a href="{URL}3/">3</a>', URL, [f"{URL}2/", f"{URL}3/"], 3),
        ('<a href="?page=2">2</a><a href="?page=2">Next</a>', URL, [f"{URL}?page=2"], 2),
        ('<a href="?page=2">2</a><a href="?page=all">Semua</a>', URL, [f"{URL}?page=all"], 2),
        ('<a href="?page=2">2</a>', URL + "?page=all", [], 2),
        (f'<a href="{URL}2">2</a><a href="{URL}?single=1">Semua</a>', URL, [f"{URL}?single=1"], 2),
        (f'<a href="{URL}">1</a><a href="{URL}?page=3">3</a>', URL + "?page=2", [f"{URL}?page=3"], 3),
        ('<a href="/berita-lain/2/">Berita lain</a><a href="/page/2/">Arsip</a>', URL, [], 1),
        (f'<a href="{URL}#komentar-2">2</a><a href="{URL}comment-page-2/">2</a>', URL, [], 1),
    ],
)
def test_the_other_pages_of_an_article(links: str, url: str, more: list[str], found: int) -> None:
    got = Page(page(f"<div>{links}</div>"), url)
    assert (got.more_pages(), got.pages_found) == (more, found)


def test_pages_are_joined_in_order_and_nothing_is_repeated() -> None:
    first = page(f'<div class="page-links">Halaman: <a href="{URL}2/">2</a></div>')
    second = page("<p>Wali kota akan meninjau lokasi besok.</p><p>(ivn/tay)</p>")
    got = parse_pages([Page(first, URL), Page(second, URL + "2/")])
    assert isinstance(got, Article)
    assert got.body == [LEAD, MORE, "Wali kota akan meninjau lokasi besok."]
    assert (got.dateline.raw, got.byline.initials) == ("Palu, Kabar Contoh – ", ["ivn", "tay"])
    assert (got.pages.found, got.pages.fetched) == (2, 2)


def test_a_single_page_of_several_says_so_and_one_that_holds_all_counts_as_all() -> None:
    links = '<a href="?page=2">2</a><a href="?page=all">Semua</a>'
    part = item(page(links))
    assert (part.pages.found, part.pages.fetched) == (2, 1)
    whole = parse_pages([Page(page(links), URL), Page(page(links), URL + "?page=all")])
    assert (whole.pages.found, whole.pages.fetched) == (2, 2)


def test_numbers_of_content_systems_name_the_article() -> None:
    assert item(page(), portal="kabar").id == "kabar:kabarcontoh.id/warga-talise-perkuat-tanggul/"
    assert item(page(head='<link rel="shortlink" href="https://kabarcontoh.id/?p=88">')).id == "kabarcontoh.id:88"
    own = Portal("kabar", "https://kabarcontoh.id/", identity=r"/(warga)-(talise)")
    assert item(page(), portal=own).id == "kabar:wargatalise"


@pytest.mark.parametrize(
    "above",
    [
        "<p>Tim Redaksi</p>",
        "<p>bekerja sejak pagi</p>",
        "<p>Mereka bekerja sampai petang</p>",
        "<h3>Karung pasir sudah disiapkan.</h3>",
    ],
)
def test_no_leavings_stand_above_the_dateline(above: str) -> None:
    got = item(page().replace("<p>Palu,", f"{above}<p>Palu,", 1))
    assert (got.dateline.raw, got.body) == ("Palu, Kabar Contoh – ", [LEAD, MORE])


def test_a_sentence_above_the_dateline_stays() -> None:
    got = item(page().replace("<p>Palu,", "<p>Warga bekerja sejak subuh.</p><p>Palu,", 1))
    assert (got.dateline, got.body[0]) == (None, "Warga bekerja sejak subuh.")


def test_the_paper_of_the_address_is_no_code() -> None:
    assert item(page("<p>(ivan/kabarcontoh)</p>")).byline.initials == ["ivan"]


def test_an_editor_of_the_theme_stays_beside_a_name_in_the_text() -> None:
    names = "<span>Penulis: Ivan Tobing</span><span>Editor: Ani Lestari</span>"
    footer = f'<footer class="entry-footer"><div class="gmr-cf-metacontent">{names}</div></footer>'
    html = page(f"<p>Reporter: Ivan Tobing</p>{footer}", '<div class="gmr-content-metasingle"></div>')
    got = item(html)
    assert got.source.layout == "wpberita"
    assert (got.byline.reporters, got.byline.editors) == (["Ivan Tobing"], ["Ani Lestari"])


def test_the_next_article_below_gives_no_reporter() -> None:
    below = f"<div><h2>Harga Beras Naik</h2><p>Penulis: Rina Ayu | Editor: Ani</p><p>{MORE}</p></div>"
    html = page().replace("</h1>", "</h1><p>Penulis: Ivan Tobing</p>", 1).replace("</body>", f"{below}</body>")
    assert item(html).byline.reporters == ["Ivan Tobing"]


def test_a_copy_of_the_text_for_small_screens_is_read_once() -> None:
    text = f'<div class="kecil"><p>Palu, Kabar Contoh – {LEAD}</p><p>{MORE}</p></div>'
    assert item(page(text)).body == [LEAD, MORE]


def test_topics_beside_a_byline_are_no_names() -> None:
    credit = credits_of(parse_tree('<div><ul class="tags"><li>Jembatan</li></ul><p>Pewarta: Ivan Tobing</p></div>'))
    assert credit.reporters == ["Ivan Tobing"]


def test_relative_times_need_the_time_of_capture() -> None:
    html = dated("3 jam lalu")
    assert item(html).published is None
    got = parse_article(html, URL, fetched_at=dt.datetime(2023, 4, 10, 6, 0, tzinfo=dt.UTC))
    assert got.published.at.startswith("2023-04-10T")


@pytest.mark.parametrize(
    "line",
    [
        '<a href="/author/i/"><img class="avatar photo" src="/i.jpg"></a><h4>Oleh <a>Ivan Tobing</a></h4>'
        "<span>10 April 2023, 13:14 WITA</span>",
        '<div><img class="avatar" src="i.jpg"><h4>Oleh Ivan Tobing</h4><span>10 April 2023 13:14 WITA</span></div>',
    ],
)
def test_name_and_date_beside_the_picture_of_an_author_are_no_caption(line: str) -> None:
    got = item(dated(line))
    assert got.byline.reporters == ["Ivan Tobing"]
    assert got.published.at == "2023-04-10T13:14:00+08:00"


def test_the_section_is_the_articles_own_not_that_of_a_teaser() -> None:
    teaser = '<span class="cat-links"><a>Olahraga</a></span>'
    own = '<footer><span class="cat-links"><a>Daerah</a></span></footer>'
    html = seed_page().replace("</article>", f"{own}</article><aside>{teaser}</aside>")
    assert item(html).section == "Daerah"


def test_a_time_of_change_is_no_other_time_of_publication() -> None:
    changed = '<time class="updated" datetime="2023-04-12T07:00:00+08:00">April 12, 2023</time>'
    got = item(seed_page().replace("</time>", f"</time>{changed}"))
    assert (got.published.at, got.published.conflict) == ("2023-04-11T18:22:00+08:00", [])


@pytest.mark.parametrize(
    ("behind", "caption"),
    [
        ('<div class="foto-caption">Tanggul Pondo.</div>', "Tanggul Pondo."),
        ("<p>Ini sudah paragraf pertama.</p>", None),
    ],
)
def test_a_caption_behind_the_box_of_a_picture_is_known_by_its_name(behind: str, caption: str | None) -> None:
    picture = f'<div class="single-post-thumb"><img src="/t.jpg"></div>{behind}'
    html = page().replace("<h1>", f'<article>{picture}<div class="post-inner"><h1 class="post-title">')
    got = item(html.replace('class="entry-content"', 'class="entry"'))
    assert got.source.layout == "sahifa"
    assert [image.caption for image in got.images] == [caption]


@pytest.mark.skipif(not REAL.exists(), reason="the real pages stand beside the repository, not in it")
@pytest.mark.parametrize("label", sorted(REAL.glob("*.json")), ids=lambda path: path.stem)
def test_real_pages(label: Path) -> None:
    expected = json.loads(label.read_text(encoding="utf-8"))
    got = item(decode(label.with_suffix(".html").read_bytes()), expected["url"])
    assert got.headline.casefold() == expected["headline"].casefold()
    assert set(got.byline.reporters) == set(expected["byline"]["reporters"])
    assert set(got.byline.editors) == set(expected["byline"]["editors"])
    assert got.published.at[:16] == expected["published"]["iso"][:16]
    printed, wanted = " ".join(got.body), " ".join(expected["body"])
    assert abs(len(printed) - len(wanted)) < 0.02 * len(wanted) + len(" ".join(expected["optional"] or []))
