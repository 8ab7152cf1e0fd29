"""Portals on WordPress: which addresses are articles, and the last ways to find them."""

import re
from datetime import date
from pathlib import Path

import pytest
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from crawler.cms.wordpress import WordPressSpider, is_article_address
from crawler.discover.found import Found
from crawler.items import Article
from crawler.parse.page import parse_article
from crawler.places.tables import load
from tests.support import faults, pages
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.messages import Reply, Request
from tests.support.scenarios import crawled
from tests.support.wordpress import WordPress

PORTALS = {
    spider.name: spider
    for module in walk_modules_iter("spiders")
    for spider in iter_spider_classes(module)
    if issubclass(spider, WordPressSpider) and spider.listed
}

REAL = [
    ("beritamanado", "https://beritamanado.com/kppu-sanksi-fintech-lending-kartel-bunga/"),
    ("fajar_sulsel", "https://sulsel.fajar.co.id/2026/05/26/kanwil-kemenkum-sulsel-dukung-evaluasi-kebijakan-flexible-"
                     "working-arrangement-di-lingkungan-kementerian-hukum/"),
    ("gopos", "https://gopos.id/sekda-gorut-salurkan-blt-tahap-2-di-desa-tolinggula-pantai/"),
    ("infosulawesi", "https://infosulawesi.com/kemenkum/2026/05/03/2-ranperda-lutim-lalui-tahapan-harmonisasi-kanwil-"
                     "kemenkum-sulsel-sampaikan-rekomendasi-strategis"),
    ("infosulawesinews", "https://infosulawesinews.com/2026/04/30/ikuti-evaluasi-nasional-kanwil-kemenkum-sulsel-"
                         "perkuat-kinerja-pembinaan-hukum-di-daerah/"),
    ("kendarinews", "https://kendarinews.com/2024/03/09/beredar-surat-permohonan-bantuan-dana-dari-pemkot-kendari-"
                    "diskominfo-itu-hoaks/"),
    ("koranseruya", "https://koranseruya.com/video-dan-foto-foto-masjid-agung-luwu-belopa-terbakar-petugas-damkar-"
                    "kewalahan-padamkan-api.html"),
    ("radarkendari", "https://radarkendari.com/kadis-kominfo-kendari-minta-pengusaha-tak-percaya-surat-palsu-"
                     "mengatasnamakan-pemkot/"),
    ("rakyatsulsel", "https://rakyatsulsel.fajar.co.id/2024/10/07/efek-jera-asn-tak-netral/"),
    ("sulselsatu", "https://www.sulselsatu.com/2025/09/27/news/dirjen-ahu-pastikan-dukungan-layanan-publik-di-sulsel-"
                   "makin-optimal.html"),
]  # fmt: skip
"""the article addresses that are known in full"""

LISTS = (
    "",
    "?s=banjir",
    "category/daerah/",
    "category/daerah/page/2/",
    "berita/page/2/",
    "tag/banjir/",
    "tag/banjir/feed/",
    "author/redaksi-daerah/",
    "topik/pilkada-2024/",
    "page/2/",
    "2024/",
    "2024/10/",
    "2024/10/07/",
    "feed/",
    "wp-json/wp/v2/posts",
    "wp-content/uploads/2024/10/banjir-luwu.jpg",
    "pedoman-media-siber/",
    "redaksi/",
    "tentang-kami/",
    "indeks/",
    "kebijakan-privasi/",
)

OTHER_FORMS = ("efek-jera-asn-tak-netral/feed/", "2024/10/07/efek-jera-asn-tak-netral/amp/")

ARTICLES = (
    "https://kabar.example/redaksi-harian-rakyat-dikunjungi-bupati/",
    "https://kabar.example/2024/10/07/efek-jera-asn-tak-netral/",
    "https://kabar.example/category-management-jadi-kunci-ritel/",
    "https://kabar.example/ekonomi/harga-beras-naik.html",
    "https://kabar.example/index.php/2019/05/01/upah-buruh/",
    "https://kabar.example/?p=1688",
    "https://kabar.example/2024-tahun-politik/",
)


@pytest.mark.parametrize(("name", "url"), REAL)
def test_a_real_address_is_wanted_and_gives_an_id(name, url):
    portal = PORTALS[name]()
    assert portal.wanted(Found(url))
    html = pages.article(WordPress([]), made_articles(1)[0], portal.home.rstrip("/"), 1)
    item = parse_article(html, url, portal.portal)
    assert isinstance(item, Article)
    assert re.fullmatch(rf"{name}:\d+", item.id)


@pytest.mark.parametrize("name", sorted(PORTALS))
def test_lists_and_other_forms_are_not_wanted(name):
    portal = PORTALS[name]()
    wanted = [path for path in (*LISTS, *OTHER_FORMS) if portal.wanted(Found(portal.home + path))]
    assert wanted == []


@pytest.mark.parametrize("url", ARTICLES)
def test_an_article_is_known_from_a_list(url):
    assert is_article_address(url)


@pytest.mark.parametrize("name", sorted(PORTALS))
def test_facts_hold_together(name):
    portal = PORTALS[name]()
    assert portal.title or name == "poroscelebes"
    assert portal.region in load().names
    assert not portal.begins or date.fromisoformat(portal.begins) < date(2026, 11, 24)
    assert not set(portal.layouts) - {"newspaper", "jnews", "wpmedia", "publisher"}
    assert re.compile(portal.article)


def test_homes_are_apart():
    """One portal under two names would be crawled twice, and its articles stored under two ids."""
    hosts = [host for cls in PORTALS.values() for host in (cls.home.split("/")[2].removeprefix("www."), *cls.aliases)]
    assert len(hosts) == len(set(hosts))


def test_every_province_has_portals():
    assert {cls.region[:2] for cls in PORTALS.values()} == {"71", "72", "73", "74", "75", "76"}


class WithMonths(WordPress):
    """The made WordPress with the archives by month that a real one has."""

    def __call__(self, request: Request) -> Reply:
        month = re.fullmatch(r"/(\d{4})/(\d\d)/(?:page/(\d+)/)?", request.path)
        if not month:
            return super().__call__(request)
        of_month = [a for a in self.newest_first() if f"{a.published:%Y/%m}" == f"{month[1]}/{month[2]}"]
        number = int(month[3] or 1)
        batch = of_month[(number - 1) * self.per_page :][: self.per_page]
        if not batch:
            return super().__call__(request)
        return Reply(pages.listing(self, batch, request.home, f"/{month[1]}/{month[2]}", number).encode())


CLOSED = [On("^/wp-json/", faults.status(403)), On("^/feed/", faults.status(403)), On("sitemap", faults.status(404))]


def test_archives_by_month_bring_what_lies_within_the_days(tmp_path: Path) -> None:
    articles = made_articles(60)
    run = crawled(tmp_path, WithMonths(articles), CLOSED, "--since", "2023-04-03", "--until", "2023-04-12")
    wanted = [a.number for a in articles if date(2023, 4, 3) <= a.published.date() <= date(2023, 4, 12)]
    assert len(wanted) > 10
    assert sorted(int(item["id"].rpartition(":")[2]) for item in run.done.items) == sorted(wanted)
    assert run.done.counts["discovery/months/complete"] == 1
    assert run.done.code == 0


def test_the_list_of_all_articles_is_the_last_way(tmp_path: Path) -> None:
    articles = made_articles(23)
    run = crawled(tmp_path, WordPress(articles), CLOSED)
    assert sorted(int(item["id"].rpartition(":")[2]) for item in run.done.items) == [a.number for a in articles]
    assert run.done.counts["discovery/months/no-beginning"] == 1
    assert run.done.counts["found/listing"] >= 23
    assert run.done.counts["discovery/listing/complete"] == 1
