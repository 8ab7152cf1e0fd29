"""Families of portals: addresses that they take for articles, and crawls of one made portal each."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from crawler.cms.base import PortalSpider
from crawler.discover.bounds import read_zone
from crawler.discover.found import Found, NotUnderstood
from crawler.discover.listing import read_listing
from crawler.discover.nextdata import read_next_data
from crawler.parse.identity import number_in_address
from tests.conftest import NewFolder
from tests.support import faults
from tests.support.archives import check_archive
from tests.support.articles import MadeArticle, made_articles
from tests.support.families import FAMILIES, MadePortals, made_portals
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request
from tests.support.warta import Done

PORTALS: dict[str, type[PortalSpider]] = {
    spider.name: spider for module in walk_modules_iter("spiders") for spider in iter_spider_classes(module)
}

ARTICLES = [
    ("jurnalmakassar", "https://jurnalmakassar.pikiran-rakyat.com/trending/pr-8210177081/ikuti-evaluasi-nasional-kanwil"
     "-kemenkum-sulsel-raih-predikat-sangat-baik", "8210177081"),
    ("jurnalmakassar", "http://jurnalmakassar.pikiran-rakyat.com/hukum/pr-8210177081/judul?page=all", "8210177081"),
    ("sulawesinetwork", "https://www.sulawesinetwork.com/info-sulawesi/65213668235/7-kades-dan-1-asn", "65213668235"),
    ("manadopost", "https://manadopost.jawapos.com/ekbis/286477540/altruva-menghadirkan-estetika", "286477540"),
    ("manadopost", "https://manadopost.jawapos.com/lifestyle-teknologi/2410040012/mie-instan", "2410040012"),
    ("rri_makassar", "https://rri.co.id/makassar/hukum/hukum/2379708/mpwn-sulsel-gelar-sidang-pembacaan-putusan-dugaan"
     "-pelanggaran-notaris-takalar", "2379708"),
    ("rri_palu", "https://www.rri.co.id/palu/daerah/903562/akun-palsu-gubernur-sulteng-beredar-masyarakat-diminta"
     "-waspada", "903562"),
    ("rri_gorontalo", "https://rri.co.id/gorontalo/regional/2702011/banjir-di-limboto", "2702011"),
    ("suara_sulsel", "https://sulsel.suara.com/read/2022/06/22/120954/beredar-hoaks-surat-gubernur-papua",
     "2022/06/22/120954/beredar-hoaks-surat-gubernur-papua"),
    ("idntimes_sulsel", "https://sulsel.idntimes.com/news/sulsel/banjir-di-maros-00-vxs7p-k2bq1l", "00-vxs7p-k2bq1l"),
    ("idntimes_sulsel", "https://sulsel.idntimes.com/sport/soccer/ahmad-hidayat-alsair/psm-vs-persija-ujian-berat",
     None),
    ("jurnalmanado", "https://www.jurnalmanado.com/2024/07/beredar-surat-palsu-bupati-ronald.html",
     "2024/07/beredar-surat-palsu-bupati-ronald"),
    ("newsdeteksi", "http://newsdeteksi.blogspot.co.id/2016/03/jalan-rusak_12.html", "2016/03/jalan-rusak_12"),
    ("detikawanua", "http://www.detikawanua.com/2014/09/pasar.html", "2014/09/pasar"),
    ("sindomakassar", "https://sindomakassar.com/read/sulsel/25394/kanwil-kemenkum-sulsel-dorong-pembentukan-obh-di"
     "-selayar-1777896309", "25394"),
    ("pedomanmedia", "https://pedoman.media/read/24486/jalan-rusak", "24486"),
    ("bukamata", "https://www.bukamatanews.id/read/2022/05/04/jalan-rusak", "2022/05/04/jalan-rusak"),
    ("carapandang", "https://gorontalo.carapandang.com/news/read/harga-cabai-naik-4412", "4412"),
    ("sulbarkita", "http://sulbarkita.com/jalan-rusak-di-mamuju_berita512.html", "512"),
    ("telisik", "https://telisik.id/news/jalan-rusak-di-konawe", "jalan-rusak-di-konawe"),
    ("banthayo", "http://www.banthayo.id/jalan-rusak-di-limboto/", "jalan-rusak-di-limboto"),
]  # fmt: skip
"""portal, address, and what names the article for good (None: its address does)"""

NO_ARTICLES = {
    "jurnalmakassar": ["", "trending", "indeks-berita?page=2", "tag/makassar", "video/pr-82101/x", "search?q=pr-82"],
    "sulawesinetwork": ["info-sulawesi", "tag/banjir", "indeks-berita", "editor/12/nama"],
    "manadopost": ["", "ekbis", "tag/manado", "indeks-berita?page=2", "read/2019/05/01/kabar", "ekbis/2864/kabar"],
    "rri_makassar": ["", "regional", "regional?page=2", "rss", "hukum/hukum", "../ambon/daerah/903562/akun-palsu"],
    "suara_sulsel": ["", "indeks?page=2", "tag/makassar", "foto/2022/06/22/120954/banjir", "read/2022/06/22"],
    "idntimes_sulsel": ["", "news/sulsel", "tag/makassar/banjir-di-maros", "author/nama/a/b-c", "search/a/b/c-d"],
    "jurnalmanado": ["", "p/redaksi.html", "search/label/Manado", "2024/07/", "feeds/posts/default", "search?x=9"],
    "sindomakassar": ["", "sulsel", "read/sulsel", "read/sulsel/25394", "tag/kemenkum"],
    "pedomanmedia": ["", "read", "read/abc/x", "account", "tag/hukum"],
    "bukamata": ["", "read/2022/05/04", "read/2022/05/04/jalan-rusak/amp", "kategori/hukum"],
    "carapandang": ["", "news", "news/read", "news/category/ekonomi"],
    "sulbarkita": ["", "news-index.html", "redaksi.html"],
    "telisik": ["", "news", "tag/jalan-rusak-di-konawe", "pedoman-media-siber", "redaksi", "feed/rss", "search/a-b-c"],
    "banthayo": ["", "tentang-kami-dan-redaksi", "kode-etik-jurnalistik", "page/2", "author/siti-nur-aini", "rss"],
}  # fmt: skip


@pytest.mark.parametrize(("portal", "url", "identity"), ARTICLES)
def test_address_of_an_article_is_taken_and_names_it(portal: str, url: str, identity: str | None) -> None:
    spider = PORTALS[portal]()
    other_scheme = url.replace("https://", "http://") if "https:" in url else url.replace("http://", "https://")
    for address in (url, other_scheme):
        assert spider.wanted(Found(address))
        assert number_in_address(spider.identity, address) == identity


@pytest.mark.parametrize(("portal", "step"), [(name, step) for name, steps in NO_ARTICLES.items() for step in steps])
def test_other_addresses_are_left(portal: str, step: str) -> None:
    spider = PORTALS[portal]()
    assert not spider.wanted(Found(spider.home + step))


def test_sister_papers_are_left() -> None:
    assert not PORTALS["manadopost"]().wanted(Found("https://radarkediri.jawapos.com/ekbis/286477540/kabar"))
    assert not PORTALS["rri_palu"]().wanted(Found("https://rri.co.id/ambon/daerah/903562/akun-palsu"))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", []),
        ("<!-- kosong -->", []),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><a href='/a'>A</a></body></html>", ["https://m.id/a"]),
        ("<a href='/a'>A</a>" + "<b>" * 25_001, []),
        ("<a href='http://[situs]/'>S</a><a href=' /b#isi'>B</a><a href='/b'>B</a><a>-</a>", ["https://m.id/b"]),
    ],
)
def test_listings_as_they_come(page: str, expected: list[str]) -> None:
    assert [found.url for found in read_listing(page, "https://m.id/", "a[href]")] == expected


NEXT = '<script id="__NEXT_DATA__" type="application/json">%s</script>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"article_id": 2410040012, "slug": "banjir", "category": {"slug": "info-kota", "name": "Info Kota"}}],
         [("https://m.id/info-kota/2410040012/banjir", None)]),
        ([{"article_id": "9", "slug": "b", "category": {"name": "Info Kota"}, "published_at": "2026-08-07T20:23:15Z"}],
         [("https://m.id/info-kota/9/b", "2026-08-07T20:23:15+00:00")]),
        ([{"article_id": 9, "slug": "b"}, {"slug": "tanpa-nomor"}, "kata", None], []),
        ([], []),
    ],
)  # fmt: skip
def test_lists_of_next_js(rows: list[Any], expected: list[tuple[str, str | None]]) -> None:
    page = NEXT % json.dumps({"props": {"pageProps": {"initialArticles": rows}}})
    assert [(found.url, found.published) for found in read_next_data(page, "https://m.id/")] == expected


@pytest.mark.parametrize("page", ["", "<p>Mohon tunggu</p>", NEXT % "{", NEXT % "", NEXT % "[]" + "<b>" * 25_001])
def test_pages_without_data_of_next_js_are_told(page: str) -> None:
    with pytest.raises(NotUnderstood):
        read_next_data(page, "https://m.id/")


FIRST, LAST = date(2023, 4, 10), date(2023, 4, 13)
ALL = ("--since", "2023-04-01", "--until", "2023-05-31")


@dataclass(frozen=True)
class Crawls:
    """A whole crawl of a made portal of every family, one of some days, and a replay of the whole one."""

    portals: MadePortals
    whole: Done
    asked: list[Request]
    days: Done
    replayed: Done


@pytest.fixture(scope="module")
def crawls(new_folder: NewFolder) -> Crawls:
    with made_portals(made_articles(200)) as portals:
        whole = portals.crawl(new_folder("whole"), *ALL)
        asked = portals.requests
        days = portals.crawl(new_folder("days"), "--since", FIRST.isoformat(), "--until", LAST.isoformat())
    return Crawls(portals, whole, asked, days, portals.replay(whole.data / "warc", new_folder("replayed")))


def items_of(done: Done, name: str) -> list[dict[str, Any]]:
    return [item for item in done.items if item["portal"] == name]


def as_stored(item: dict[str, Any]) -> dict[str, Any]:
    """What the item of a made article says; pages print minutes."""
    first, *others = item["body"]
    return {
        "headline": item["headline"],
        "text": [((item["dateline"] or {}).get("raw") or "") + first, *others],
        "published": datetime.fromisoformat(item["published"]["at"]).timestamp() // 60,
        "initials": item["byline"]["initials"],
        "complete": item["pages"]["found"] == item["pages"]["fetched"],
    }


def as_made(article: MadeArticle) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "text": article.paragraphs[:-1],
        "published": article.published.timestamp() // 60,
        "initials": [article.initials],
        "complete": True,
    }


@pytest.mark.parametrize("name", FAMILIES)
def test_every_article_is_found_once_and_as_it_was_made(crawls: Crawls, name: str) -> None:
    items, articles = items_of(crawls.whole, name), crawls.portals.articles(name)
    assert {item["url"]: as_stored(item) for item in items} == {url: as_made(a) for url, a in articles.items()}
    assert len(items) == len({item["id"] for item in items}) == 200


@pytest.mark.parametrize("name", FAMILIES)
def test_days_bound_what_is_stored_exactly(crawls: Crawls, name: str) -> None:
    zone = read_zone(FAMILIES[name].spider.zone)
    published = {url: a.published.astimezone(zone).date() for url, a in crawls.portals.articles(name).items()}
    wanted = [url for url, day in published.items() if FIRST <= day <= LAST]
    assert len(wanted) > 10
    assert sorted(item["url"] for item in items_of(crawls.days, name)) == sorted(wanted)


def test_runs_are_complete_and_the_archive_holds_every_exchange(crawls: Crawls) -> None:
    assert (crawls.whole.code, crawls.days.code, crawls.replayed.code) == (0, 0, 0)
    check_archive(crawls.whole.data, crawls.asked)


def test_replay_gives_the_same_lines(crawls: Crawls) -> None:
    assert len(crawls.whole.lines) == 200 * len(FAMILIES)
    assert crawls.replayed.lines == crawls.whole.lines


def one_page(request: Request, answer: Answer) -> Reply:
    """A portal that does not know `page=N`, or no longer."""
    return answer(replace(request, target=re.sub(r"page=\d+", "page=1", request.target)))


EMPTY = faults.says("<p>Mohon tunggu</p>", "text/html")
CLOSED = faults.status(404)


def blocked(request: Request, answer: Answer) -> Reply:
    """A page that wants proof of a browser, and says that all is well."""
    return replace(faults.challenge(request, answer), status=200)


@pytest.mark.parametrize(
    ("name", "rules", "expected"),
    [
        ("made_blogger", [On("^/feeds/", CLOSED)], {"blogger-feed/http-404": 1, "sitemap/complete": 1}),
        ("made_blogger", [On("^/feeds/", faults.endless("/feeds/posts/default"))],
         {"blogger-feed/repeats": 1, "sitemap/complete": 1}),
        ("made_jawapos", [On("sort=", EMPTY)],
         {"next-data/not-understood": 1, "listing/complete": 1}),
        ("made_jawapos", [On("sort=", one_page)], {"next-data/ends-early": 1, "listing/complete": 1}),
        ("made_promedia", [On("^/indeks-berita", CLOSED)], {"listing/http-404": 1, "sitemap/complete": 1}),
        ("made_promedia", [On("^/indeks-berita", faults.html_instead)],
         {"listing/empty-days": 1, "sitemap/complete": 1}),
        ("made_suara", [On("^/indeks", blocked)], {"listing/challenge": 1, "sitemap/complete": 1}),
        ("made_custom", [On("^/feed", blocked)], {"feed/challenge": 1, "listing/complete": 1}),
        ("made_suara", [On("^/indeks", EMPTY)], {"listing/no-links": 1, "sitemap/complete": 1}),
        ("made_custom", [On("^/feed", faults.html_instead)], {"feed/not-understood": 1, "listing/complete": 1}),
    ],
)  # fmt: skip
def test_another_way_serves_where_one_is_closed(tmp_path, name, rules, expected) -> None:
    with made_portals(made_articles(31), {name: rules}) as portals:
        done = portals.crawl(tmp_path, *ALL)
    assert {what: done.counts.get(f"discovery/{what}") for what in expected} == expected
    assert len({item["id"] for item in done.items}) == 31
    assert done.code == 0


def test_days_without_news_are_no_trouble(tmp_path: Path) -> None:
    with made_portals(made_articles(31), {"made_promedia": []}) as portals:
        portals.crawl(tmp_path, "--today", "2023-04-09")
        done = portals.crawl(tmp_path, "--today", "2023-04-11")
        quiet = portals.crawl(tmp_path, "--today", "2023-04-13")
    assert (len(done.items) > 20, done.code) == (True, 0)
    assert quiet.counts["discovery/listing/empty-days"] == 1
    assert (quiet.code, quiet.outcome["problem"]) == (0, None)


@pytest.mark.parametrize("name", ["made_custom", "made_rri", "made_suara"])
def test_a_list_without_older_pages_ends_and_is_told(tmp_path: Path, name: str) -> None:
    with made_portals(made_articles(31), {name: [On("page=", one_page), On("sitemap", CLOSED)]}) as portals:
        done = portals.crawl(tmp_path, *ALL)
    assert done.counts["discovery/listing/ends-early"] == 1
    assert done.code == 1
    assert len(portals.requests) < 40
