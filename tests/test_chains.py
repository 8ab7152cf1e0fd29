"""The chains Tribun, Detik and Antara: which addresses are articles, what names them, and their portals' facts."""

import pytest
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from crawler.discover.found import Found
from crawler.parse.identity import number_in_address

FAMILIES = ("tribun", "detik", "antara")
PORTALS = {
    cls.name: cls
    for module in walk_modules_iter("spiders")
    for cls in iter_spider_classes(module)
    if cls.family in FAMILIES
}

ARTICLES = [
    ("tribun_makassar", "https://makassar.tribunnews.com/2023/09/21/viral-akun-facebook-bupati-maros-jual-beli-jabatan-"
     "chaidir-syam-itu-akun-palsu", "viral-akun-facebook-bupati-maros-jual-beli-jabatan-chaidir-syam-itu-akun-palsu"),
    ("tribun_makassar", "http://makassar.tribunnews.com/2017/01/24/budi-cilok-bakal-hibur-tamu-knpi-sulsel-versi-eka-imran",
     "budi-cilok-bakal-hibur-tamu-knpi-sulsel-versi-eka-imran"),
    ("tribun_makassar", "https://makassar.tribunnews.com/2020/01/26/30-contoh-soal-twk-skd-cpns-2019-resmi?page=4",
     "30-contoh-soal-twk-skd-cpns-2019-resmi"),
    ("tribun_manado", "https://manado.tribunnews.com/2023/09/23/nasib-5-anak-dn-aidit-usai-peristiwa-g-30-s-pki-ada-yang-"
     "sudah-pindah-kewarganegaraan",
     "nasib-5-anak-dn-aidit-usai-peristiwa-g-30-s-pki-ada-yang-sudah-pindah-kewarganegaraan"),
    ("tribun_sulbar", "https://sulbar.tribunnews.com/news/81692/lowongan-kerja-muf-agustus-2026-dibuka-tersedia-300-lebih-"
     "posisi", "lowongan-kerja-muf-agustus-2026-dibuka-tersedia-300-lebih-posisi"),
    ("tribun_gorontalo", "https://gorontalo.tribunnews.com/2025/06/11/gorontalo-kini-punya-727-kopdes-merah-putih-aparat-"
     "desa-dan-keluarga-dilarang-jadi-pengurus",
     "gorontalo-kini-punya-727-kopdes-merah-putih-aparat-desa-dan-keluarga-dilarang-jadi-pengurus"),
    ("tribun_gorontalo", "https://gorontalo.tribunnews.com/pohuwato/81692/banjir?page=all", "banjir"),
    ("tribun_palu", "https://palu.tribunnews.com/2024/11/26/562-personel-kepolisian", "562-personel-kepolisian"),
    ("detik_sulsel", "https://www.detik.com/sulsel/berita/d-7420923/20-rumah-di-selayar-rusak-diterjang-gelombang-pasang-"
     "sebagian-warga-pindah", "7420923"),
    ("detik_sulsel", "https://www.detik.com/sulsel/pilkada/d-7569515/dalih-asn-bapenda-sulsel", "7569515"),
    ("detik_sulsel", "https://www.detik.com/sulsel/makassar/d-7906477/sosok-mahasiswi?mtype=mpt.ctr", "7906477"),
    ("detik_sulsel", "https://www.detik.com/sulsel/hukum-dan-kriminal/d-6718836/kasus-pungli?single=1", "6718836"),
    ("antara_makassar", "https://makassar.antaranews.com/berita/585197/praktik-pengoplosan-bbm-terjadi-pada-2018-2023",
     "585197"),
    ("antara_makassar", "http://www.antarasulsel.com/berita/45421/pangkep-panen-raya", "45421"),
    ("antara_manado", "https://manado.antaranews.com/berita/292417/dokter-estetika-kecantikan-perempuan-melalui-"
     "pendekatan-regeneratif", "292417"),
    ("antara_gorontalo", "https://gorontalo.antaranews.com/berita/108706/sekda-gorontalo-utara-salurkan-bantuan-ke-pelaku-"
     "sektor-informal", "108706"),
    ("antara_sulteng", "https://sulteng.antaranews.com/berita/309027/tingkatkan-kualitas-hasil-verifikasi-klaim-melalui-"
     "aplikasi-vibi", "309027"),
    ("antara_sultra", "https://sultra.antaranews.com/berita/261155/bmkg-ketinggian-gelombang-laut-banda-30-meter",
     "261155"),
]  # fmt: skip

NO_ARTICLES = [
    ("tribun_makassar", [
        "/", "/news", "/index-news?date=2023-9-21&page=2", "/index-news/pinrang", "/rss", "/sitemap-news.xml",
        "/2023/09/21", "/tag/bupati-maros", "/topic/pilkada-2024", "/topic/2024/pilkada", "/penulis/1234/andi",
        "/search?q=maros",
        "/video/81692/banjir", "/videos/81692/banjir", "/foto/81692/panen", "/photo/81692/panen", "/images/81692/panen",
        "/tribun-video/81692/banjir", "/galeri-foto/81692/panen",
        "/amp/2023/09/21/viral-akun", "/amp/news/81692/viral-akun", "/news/81692/viral-akun/amp",
        "/news/81692/viral?amp=1",
        "https://manado.tribunnews.com/2023/09/23/nasib-5-anak", "https://www.tribunnews.com/news/81692/nasib",
        "https://video.tribunnews.com/view/81692/rekaman",
    ]),
    ("detik_sulsel", [
        "", "indeks?page=2&date=04/14/2023", "rss", "berita", "tag/makassar", "foto-news/d-7420923/panen-raya",
        "foto/d-7420923/panen-raya", "berita/d-7420923/foto-panen-raya", "video/d-7420923/banjir",
        "detiktv/d-7420923/banjir", "berita/d-7420923/banjir/amp", "berita/d-7420923/banjir/2",
        "https://20.detik.com/detikflash/20230414-1/rekaman",
        "https://www.detik.com/jatim/berita/d-7420923/banjir", "https://news.detik.com/berita/d-7420923/banjir",
        "https://www.detik.com/search/searchall?query=makassar", "https://www.detik.com/tag/makassar",
    ]),
    ("antara_sulteng", [
        "/", "/terkini", "/terkini/2", "/rss/terkini.xml", "/kabar-palu", "/tag/palu", "/search?q=palu",
        "/foto/309027/panen", "/video/309027/panen", "/infografik/309027/panen",
        "/amp/berita/309027/klaim", "/berita/309027/klaim/amp",
        "https://www.antaranews.com/berita/309027/klaim", "https://sultra.antaranews.com/berita/309027/klaim",
    ]),
]  # fmt: skip


def wants(portal: str, url: str) -> bool:
    return PORTALS[portal]().wanted(Found(url))


def name_of(portal: str, url: str) -> str | None:
    """What the portal's pattern of identity finds in an address."""
    return number_in_address(PORTALS[portal].identity, url)


@pytest.mark.parametrize(("portal", "url", "number"), ARTICLES, ids=lambda value: value[-40:])
def test_an_article_is_wanted_and_named(portal: str, url: str, number: str) -> None:
    assert wants(portal, url)
    assert name_of(portal, url) == number


@pytest.mark.parametrize(("portal", "path"), [(portal, path) for portal, paths in NO_ARTICLES for path in paths])
def test_other_addresses_are_not_wanted(portal: str, path: str) -> None:
    url = path if path.startswith("http") else PORTALS[portal].home + path.removeprefix("/")
    assert not wants(portal, url)


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_each_portal_wants_its_own_articles_and_no_sister_s(portal: str) -> None:
    paths = {
        "tribun": ("2023/09/21/banjir-di-kota", "nasional/2023/09/21/banjir-di-kota", "news/81692/banjir-di-kota"),
        "detik": ("berita/d-7420923/banjir-di-kota",),
        "antara": ("berita/309027/banjir-di-kota",),
    }[PORTALS[portal].family]
    for path in paths:
        takers = [name for name in PORTALS if wants(name, PORTALS[portal].home + path)]
        assert takers == [portal]


@pytest.mark.parametrize(
    ("portal", "urls"),
    [
        ("tribun_makassar", [
            "http://makassar.tribunnews.com/2026/08/02/banjir-di-kota",
            "https://makassar.tribunnews.com/news/81692/banjir-di-kota",
            "https://makassar.tribunnews.com/makassar/81692/banjir-di-kota?page=all",
            "https://m.tribunnews.com/amp/news/81692/banjir-di-kota",
            "https://makassar.tribunnews.com/2026/08/02/banjir-di-kota?page=2#komentar",
        ]),
        ("detik_sulsel", [
            "https://www.detik.com/sulsel/berita/d-7420923/judul-lama",
            "https://www.detik.com/sulsel/makassar/d-7420923/judul-baru/2",
            "https://detik.com/sulsel/berita/d-7420923",
            "https://www.detik.com/sulsel/berita/d-7420923/judul-baru/amp",
        ]),
        ("antara_makassar", [
            "http://www.antarasulsel.com/berita/45421/judul-lama",
            "https://makassar.antaranews.com/berita/45421/judul-baru?page=all",
            "https://makassar.antaranews.com/amp/berita/45421/judul-baru",
        ]),
    ],
)  # fmt: skip
def test_one_article_has_one_name_at_all_its_addresses(portal: str, urls: list[str]) -> None:
    assert len({name_of(portal, url) for url in urls}) == 1
    assert name_of(portal, urls[0])


@pytest.mark.parametrize(
    ("family", "zone", "permission", "number"),
    [("tribun", "+08:00", "unread", 7), ("detik", "+07:00", "unread", 1), ("antara", "+07:00", "forbidden", 5)],
)
def test_facts_of_the_families(family: str, zone: str, permission: str, number: int) -> None:
    portals = [cls for cls in PORTALS.values() if cls.family == family]
    assert {(cls.zone, cls.permission) for cls in portals} == {(zone, permission)}
    assert len(portals) == number
    assert all(cls.note and cls.state and cls.title for cls in portals)
