"""`warta probe`: what it sees of made sites, and that its draft is a portal file that crawls them."""

import ast
import re
from pathlib import Path

import pytest

from crawler import probe
from crawler.cms.wordpress import WordPressSpider
from crawler.items import Dateline
from crawler.parse.page import Page
from crawler.probe import Draft
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.portal import Portal
from tests.support.warta import FAST, Done, replay, warta
from tests.support.wordpress import WordPress

REST_CLOSED = On("^/wp-json/", faults.status(403))


def probed(folder: Path, portal: Portal) -> Done:
    return warta(folder, "probe", portal.home, *FAST)


def clues(done: Done) -> dict[str, str]:
    """What was seen, by its first column; later lines of the same win."""
    table = done.out.partition("\n\n")[0].splitlines()
    start = table[0].index("seen")
    return {line[:start].strip(): line[start:] for line in table[1:]}


def draft(done: Done) -> tuple[str, dict[str, object]]:
    """The base class and the facts of the drafted file."""
    source = done.out.partition("# a draft of ")[2].partition("\n")[2].partition("\narchive ")[0]
    (cls,) = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    (base,) = cls.bases
    facts = {node.targets[0].id: ast.literal_eval(node.value) for node in cls.body}  # type: ignore[attr-defined]
    return base.id, facts  # type: ignore[attr-defined]


def test_a_wordpress_with_rest_is_told_with_its_evidence(tmp_path: Path) -> None:
    articles = made_articles(30)
    with Portal(WordPress(articles, theme="wpberita")) as portal:
        done = probed(tmp_path, portal)
    assert (done.code, done.err) == (0, "")
    seen = clues(done)
    assert "forbids /wp-admin/" in seen["robots.txt"]
    assert seen["system"].startswith("WordPress 6.8")
    assert f"meta generator in {portal.home}/" in seen["system"]
    assert "open: 30 posts" in seen["REST"]
    assert seen["oldest post"].startswith(f"{min(a.published for a in articles):%Y-%m}")
    assert seen["clock"].startswith("+08:00 (10)")
    assert seen["feed"].startswith("10 entries")
    assert f"{portal.home}/sitemap_index.xml" in seen["sitemap"]
    assert seen["articles"].startswith("10 of 10")
    assert seen["addresses"].startswith("/YYYY/MM/DD/slug/ (10)")
    assert seen["layout"].startswith("wpberita (10)")
    assert "PLACE" in seen["datelines"].upper()
    assert seen["bylines"].startswith("10 of 10")


def test_a_probe_is_polite_and_small(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(120))) as portal:
        probed(tmp_path, portal)
    targets = [request.target for request in portal.requests]
    assert targets[0] == "/robots.txt"
    assert len(targets) <= 8 + 10 + 5, "eight looks, ten articles, and second pages of some"
    assert all("Warta/" in request.headers["user-agent"] and "@" in request.headers["user-agent"]
               for request in portal.requests)  # fmt: skip


def test_the_draft_is_a_portal_file_that_accepts_the_articles(tmp_path: Path) -> None:
    articles = made_articles(20)
    with Portal(WordPress(articles, theme="wpberita")) as portal:
        base, facts = draft(probed(tmp_path, portal))
    assert base == "WordPressSpider"
    assert facts["permission"] == "unread"
    assert facts["layouts"] == ("wpberita",)
    assert facts["home"] == f"{portal.home}/"
    assert re.fullmatch(r"alive \d{4}-\d\d-\d\d", str(facts["state"]))
    assert all(re.search(str(facts["article"]), portal.home + article.path) for article in articles)
    assert not re.search(str(facts["article"]), f"{portal.home}/category/ekonomi/")
    assert set(facts) - {"name"} <= set(dir(WordPressSpider))


def test_a_probe_replays_to_the_same_articles(tmp_path: Path) -> None:
    with Portal(WordPress(made_articles(12))) as portal:
        done = probed(tmp_path / "live", portal)
    again = replay(tmp_path / "live" / "warc", tmp_path / "again")
    assert len(done.items) == 10
    assert (again.code, again.lines) == (0, done.lines)


@pytest.mark.parametrize(
    ("rules", "found_by"),
    [
        ([REST_CLOSED], "feed"),
        ([REST_CLOSED, On("^/feed/", faults.html_instead)], "sitemap"),
        ([REST_CLOSED, On("^/feed/", faults.status(404)), On("sitemap", faults.status(404))], "front page"),
    ],
)
def test_where_rest_is_closed_the_next_way_gives_the_articles(tmp_path: Path, rules: list[On], found_by: str) -> None:
    with Portal(WordPress(made_articles(12)), rules) as portal:
        done = probed(tmp_path, portal)
    seen = clues(done)
    assert seen["REST"].startswith("none: http-403")
    assert seen["articles"].startswith("10 of 10"), found_by
    assert "wp-json" not in draft(done)[1]["discovery"]
    assert done.code == 0


def test_what_robots_forbids_is_left_alone(tmp_path: Path) -> None:
    rule = On("robots", faults.says("User-agent: *\nDisallow: /wp-json/\nDisallow: /2023/\n"))
    with Portal(WordPress(made_articles(12)), [rule]) as portal:
        done = probed(tmp_path, portal)
    assert not portal.asked("^/wp-json/|^/2023/")
    assert clues(done)["robots.txt"].startswith("forbids /wp-json/, /2023/")
    assert clues(done)["REST"].startswith("none: robots")
    assert done.code == 1


def test_a_site_that_is_down_is_told(tmp_path: Path) -> None:
    with Portal(WordPress([]), [On(".", faults.status(503))]) as portal:
        done = warta(tmp_path, "probe", portal.home, *FAST, "-s", "RETRY_TIMES=0")
    assert done.code == 1
    assert clues(done)["robots.txt"].startswith("none: robots-unreachable")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name one site"),
        (("gopos.id",), "by its whole address"),
        (("https://sulteng.antaranews.com/",), "left out"),
    ],
)
def test_wrong_use_fetches_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = warta(tmp_path, "probe", *words)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "warc").exists()


@pytest.mark.parametrize(
    ("robots", "paths"),
    [
        ("", []),
        ("User-agent: *\nDisallow:\n", []),
        ("User-Agent: *\nDisallow: /wp-admin/ # masuk\nDisallow: /?s=\n", ["/wp-admin/", "/?s="]),
        ("User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /cari/\n", ["/cari/"]),
        ("User-agent: Googlebot\nUser-agent: Warta\nDisallow: /foto/\nUser-agent: *\nDisallow: /\n", ["/foto/"]),
        ("User-agent: *\nAllow: /a\nUser-agent: x\nDisallow: /b\n", []),
    ],
)
def test_what_a_robots_txt_forbids(robots: str, paths: list[str]) -> None:
    assert probe.forbidden(robots) == paths


@pytest.mark.parametrize(
    ("html", "family", "system"),
    [
        ('<meta name="generator" content="WordPress 6.4.3" />', "wordpress", "WordPress 6.4.3"),
        ('<meta content="WordPress 5.9" name="generator">', "wordpress", "WordPress 5.9"),
        ('<link rel="stylesheet" href="/wp-content/themes/jnews/style.css">', "wordpress", "wordpress"),
        ('<meta content="blogger" name="generator"/>', "blogger", "blogger"),
        ('<meta name="generator" content="Joomla! 4">', None, "Joomla! 4"),
        ('<meta name="generator" content="Elementor 3"><meta name="generator" content="WordPress 6.8">',
         "wordpress", "WordPress 6.8"),
        ("<h1>Selamat datang</h1>", None, "unknown"),
    ],
)  # fmt: skip
def test_systems_are_known_by_their_marks(html: str, family: str | None, system: str) -> None:
    generators = Page(html, "https://kabar.example/").metadata.meta.get("generator", [])
    assert probe.system_of(html, generators)[:2] == (family, system)


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("https://www.sulselsatu.com/2025/09/27/news/dirjen-ahu.html", "/YYYY/MM/DD/section/slug.html"),
        ("https://infosulawesi.com/kemenkum/2026/05/03/2-ranperda-lutim", "/section/YYYY/MM/DD/slug/"),
        ("https://rakyatsulsel.fajar.co.id/2024/10/07/efek-jera-asn-tak-netral/", "/YYYY/MM/DD/slug/"),
        ("https://kabar.example/2024/10/efek-jera/", "/YYYY/MM/slug/"),
        ("https://www.masalembo.com/2021/09/banjir.html", "/YYYY/MM/slug.html"),
        ("https://metrokendari.com/?p=1688", "/?p=N"),
        ("https://koranseruya.com/masjid-agung-terbakar.html", "/slug.html"),
        ("https://gopos.id/sekda-gorut-salurkan-blt/", "/slug/"),
        ("https://torajachannel.com/berita-politik/pilkada-toraja/", "/section/slug/"),
        ("https://sulteng.antaranews.com/berita/309027/tingkatkan-kualitas", "another form"),
    ],
)
def test_shapes_of_addresses(url: str, shape: str) -> None:
    assert probe.shape_of(url) == shape
    assert shape == probe.OTHER_SHAPE or "YYYY" not in shape or re.search(probe.pattern_of([url]), url)


def test_addresses_of_several_forms_give_no_pattern() -> None:
    assert probe.pattern_of(["https://a.id/2024/10/07/banjir/", "https://a.id/banjir/"]) == ""
    assert probe.pattern_of(["https://a.id/banjir/"]) == "", "a section has the same form"


@pytest.mark.parametrize(
    ("dateline", "shape"),
    [
        (None, "none"),
        (Dateline("Kendari, Poroscelebes.com – ", place="Kendari", outlet="Poroscelebes.com"),
         "Place, Poroscelebes.com – "),
        (Dateline("PALU, 12/4/2023 -- ", place="PALU"), "PLACE, 0/0/0 -- "),
    ],
)  # fmt: skip
def test_shapes_of_datelines(dateline: Dateline | None, shape: str) -> None:
    assert probe.dateline_shape(dateline) == shape


def test_what_a_site_says_of_itself_cannot_break_the_draft() -> None:
    title = 'Kabar "Baik" \\\n    import os'
    source = probe.portal_file(Draft("https://kabar-baik.example/", title=title, region="73.71"))
    (cls,) = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    assert cls.name == "KabarBaikSpider"
    assert [ast.literal_eval(node.value) for node in cls.body if node.targets[0].id == "title"] == [title]  # type: ignore[attr-defined]
