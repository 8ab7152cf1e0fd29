"""Bodies in all their dresses: what is kept, in which order, and what is cut."""

from collections import Counter

import pytest

from crawler.items import Article, Refusal
from crawler.parse.body import is_subhead, read_blocks
from crawler.parse.noise import names_noise, text_noise
from crawler.parse.page import parse_article
from crawler.parse.tree import check_css, parse_tree, select

A = "Puluhan warga Talise memperkuat tanggul sungai."
B = "Lurah mengapresiasi mereka."


def body(html: str) -> tuple[list[str], Counter[str]]:
    cut: Counter[str] = Counter()
    root = parse_tree(f"<div>{html}</div>")
    return [block.text for block in read_blocks(root, cut)], cut


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        (f"<p>{A}</p><p>{B}</p>", [A, B]),
        (f"{A}<br><br>{B}", [A, B]),
        (f"{A}<br />\n<br />\n{B}", [A, B]),
        (f'<div dir="auto">{A}</div><div dir="auto">{B}</div>', [A, B]),
        (f"<strong>Makassar</strong> - {A}<p>{B}</p>", [f"Makassar - {A}", B]),
        ("<p>Kata <b>Wali Kota</b>, <i>Hadianto</i>.</p>", ["Kata Wali Kota, Hadianto."]),
        ("<p>Pe<b>merin</b>tah</p>", ["Pemerintah"]),
        ("<p>Pasar&nbsp;&nbsp;Sentral\n Palu</p>", ["Pasar Sentral Palu"]),
        ("<p>Ia berkata &amp;#8220;Siap&amp;#8221;</p>", ["Ia berkata “Siap”"]),
        (f"<h2>Karung pasir</h2><p>{A}</p><ul><li>Satu</li><li>Dua</li></ul>", ["Karung pasir", A, "Satu", "Dua"]),
        (f"<blockquote><p>{A}</p></blockquote>{B}", [A, B]),
        ("<table><tr><td>Palu</td><td>12</td></tr><tr><td>Sigi</td><td>7</td></tr></table>", ["Palu | 12", "Sigi | 7"]),
        (f"<p>{A}<br>Penulis: Ivan<br>Editor: Ani</p>", [A, "Penulis: Ivan", "Editor: Ani"]),
        ("<p>KENDARI<br>– Wali kota hadir<br>di pasar.</p>", ["KENDARI – Wali kota hadir di pasar."]),
        (f"<p>{A}<p>{B}", [A, B]),
        (f"<p>{A}</p><p>&nbsp;</p><p></p>", [A]),
        (f'<div class="has-ads-content">{"".join(f"<p>{A * 4}</p>" for _ in range(4))}</div>', [A * 4] * 4),
        (f'<p>👉 {A} <img class="emoji" src="x"></p>', [f"👉 {A}"]),
    ],
)
def test_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert body(html) == (paragraphs, Counter())


@pytest.mark.parametrize(
    ("noise", "kind"),
    [
        ('<p>Baca juga: <a href="/x">Banjir di Sigi</a></p>', "related"),
        ('<p><strong>BACA JUGA : <a href="/x">Banjir di Sigi</a></strong></p>', "related"),
        ('<p class="baca"><a href="/x">Banjir di Sigi</a></p>', "related"),
        ('<table class="linksisip"><tr><td>Baca juga: <a href="/x">Banjir</a></td></tr></table>', "related"),
        ('<p><a href="/x">Banjir bandang terjang tiga desa di Sigi</a></p>', "related"),
        ('<div class="jnews_inline_related_post_wrapper"><a href="/x">Banjir di Sigi</a></div>', "related"),
        ('<p>Simak <a href="/x">harga beras terbaru di Palu pekan ini</a></p>', "related"),
        ('<ins class="adsbygoogle">Iklan</ins>', "advert"),
        ('<div id="div-gpt-ad-123"><p>Advertisement</p></div>', "advert"),
        ("<p>ADVERTISEMENT</p>", "advert"),
        ("<p>SCROLL TO CONTINUE WITH CONTENT</p>", "advert"),
        ('<div class="code-block code-block-2">Pasang iklan di sini</div>', "advert"),
        ('<figure><img src="x"><figcaption>Warga di tanggul</figcaption></figure>', "caption"),
        ('<div class="wp-caption"><img src="x"><p class="wp-caption-text">Warga</p></div>', "caption"),
        ('<div><img src="x"><span>Warga di tanggul. Dok. Humas</span></div>', "caption"),
        ("<p>(Foto: Istimewa)</p>", "caption"),
        ('<div class="sharedaddy">Bagikan ini: <a href="#">Twitter</a></div>', "share"),
        ("<p>Sebarkan artikel ini</p>", "share"),
        ("<p>Dapatkan update berita pilihan setiap hari di Google News</p>", "share"),
        ("<p>Artikel ini telah tayang di Tribun-Timur.com dengan judul Banjir</p>", "syndication"),
        ("<p>COPYRIGHT © ANTARA 2023</p>", "copyright"),
        ("<p>Dilarang keras mengambil konten, melakukan crawling untuk AI tanpa izin.</p>", "copyright"),
        ("<p>Halaman Selanjutnya</p>", "paging"),
        ('<div class="page-links">Halaman: <a href="2/">2</a></div>', "paging"),
        ("<p>#Palu #Banjir #Talise</p>", "tags"),
        ("<p>Post Views: 1,234</p>", "comments"),
        ('<p style="display: none">Tersembunyi</p>', "hidden"),
        ('<p class="screen-reader-text">Tersembunyi</p>', "hidden"),
        ('<blockquote class="twitter-tweet"><p>Kicauan</p></blockquote>', "embed"),
        ('<div id="ez-toc-container"><p>Daftar isi</p></div>', "contents"),
        ('<p><img src="x"><br><em>Warga di tanggul sungai.</em></p>', "caption"),
        ("<p>[Update informasi lengkap seputar Palu klik di sini]</p>", "related"),
        ("<p>BACA ARTIKEL LAINNYA... Harga Beras di Palu Naik Lagi Pekan Ini</p>", "related"),
        ("<p>Ikuti tulisan menarik Andi Baso lainnya di sini.</p>", "related"),
        ("<p>Selengkapnya baca di sini.</p>", "related"),
        ("<p>Kalian Wajib Tonton Video Berikut:</p>", "related"),
        ("<p>WhatsApp Kabar Contoh : KLIK</p>", "related"),
        ("<p>Simak: Harga Beras di Palu Naik Lagi</p>", "related"),
        ("<p>JANGAN LEWATKAN INI!</p>", "related"),
        ("<p>Dapatkan berita terupdate dari FAJAR di:</p>", "share"),
        ("<p>Laporkan tulisan</p>", "share"),
        ("<p>Artikel ini ditulis oleh Ani Contoh, peserta program magang di redaksi.</p>", "syndication"),
        ("<p>Source: kabarcontoh.id</p>", "source"),
        ("<p>Halaman 2 dari 2 Selanjutnya</p>", "paging"),
        ("<p>Lanjutkan membaca artikel di bawah</p>", "advert"),
        ("<p>Telah dibaca: 1.022</p>", "comments"),
        ("<p>Berita ini 34 kali dibaca</p>", "comments"),
        ("<p>Ruas yang wajib ditandai *</p>", "comments"),
        ("<p>A post shared by BPBD Palu (@bpbdpalu) on Apr 10, 2023</p>", "embed"),
        ("<p>— BPBD Palu (@bpbdpalu) April 10, 2023</p>", "embed"),
        ('<p>[irp posts="123"]</p>', "embed"),
        ("<p>1 2 3</p>", "paging"),
        ("<p>Eksplorasi konten lain dari Kabar Contoh</p>", "share"),
        ("<p>Continue Reading</p>", "related"),
        ("<p>Pasang Iklan</p>", "advert"),
        ("<p>Waktu Baca : 2 menit</p>", "comments"),
        ("<p>A A A Pengaturan Font</p>", "comments"),
        ('<div class="author-box">Ani Contoh menulis tentang Palu</div>', "author"),
    ],
)
def test_noise_is_cut_and_counted_by_kind(noise: str, kind: str) -> None:
    assert body(f"<p>{A}</p>{noise}<p>{B}</p>") == ([A, B], Counter({kind: 1}))


def test_links_that_a_label_announces_go_with_it() -> None:
    kept, cut = body(
        f'<p>{A}</p><p>Jangan Lewatkan</p><ul><li><a href="/1">Satu dua</a></li><li><a href="/2">Tiga</a></li></ul>'
    )
    assert (kept, cut["related"]) == ([A], 3)


def test_a_short_link_below_another_goes_with_it() -> None:
    links = '<a href="/1">Banjir bandang di Sigi</a><br><a href="/2">Harga cabai</a>'
    kept, cut = body(f'<p>{A}</p><p>Baca juga:<br>{links}</p><p>{B}</p><p><a href="/3">Polda Sulteng</a></p>')
    assert (kept, cut["related"]) == ([A, B, "Polda Sulteng"], 3)


def test_an_announcement_inside_a_paragraph_is_cut_out_of_it() -> None:
    kept, cut = body(f'<p>{A} <strong>Baca juga: <a href="/1">Banjir di Sigi</a></strong></p>')
    assert (kept, cut["related"]) == ([A], 1)


@pytest.mark.parametrize(
    "text",
    [
        "Baca puisi di depan wali kota, siswa itu menang.",
        "“Ikuti kami di jalan yang benar,” kata Ustaz Yusuf.",
        "Untuk mendaftar, warga mengunduh aplikasi Mobile JKN lewat telepon pintar.",
        "Dilarang melaut, nelayan Donggala mengaku rugi.",
        "Halaman masjid dipenuhi jemaah.",
        "Foto itu beredar luas di media sosial.",
        "Iklan rokok dilarang di dekat sekolah.",
        "Lihat saja, kata dia, harga beras sudah turun.",
        "Berita bohong itu menyebar lewat WhatsApp.",
        "Komentar warga beragam.",
        "Unduh aplikasi Mobile JKN agar bisa antre dari rumah.",
        "Baca berita tentang banjir lainnya, Ani menangis.",
        "Berlangganan air bersih kini wajib bagi warga kota.",
        "Populer sejak 1990, pasar itu kini sepi.",
        "1 dari 20 warga sakit.",
        "Artikel ini ditulis oleh dosen Universitas Tadulako untuk mengenang gempa.",
    ],
)
def test_sentences_that_only_begin_like_noise_are_kept(text: str) -> None:
    assert text_noise(text) is None


@pytest.mark.parametrize(
    "names",
    [
        "entry-content",
        "td-post-content tagdiv-type",
        "post-body hentry",
        "loads",
        "read__content",
        "kcm-read-text",
        "badge",
        "shadow",
    ],
)
def test_names_that_only_look_like_noise(names: str) -> None:
    assert names_noise(names) is None


def test_a_short_bold_line_is_a_subhead_and_a_sentence_is_none() -> None:
    root = parse_tree("<div><p><b>Awal Cerita</b></p><p><b>Ini kalimat tebal yang selesai.</b></p><h3>Tajuk</h3></div>")
    assert [is_subhead(block) for block in read_blocks(root, Counter())] == [True, False, True]


HEADLINE = "Warga Talise Perkuat Tanggul Sungai Pondo"
LEAD = "Puluhan warga Kelurahan Talise bergotong royong memperkuat tanggul Sungai Pondo yang nyaris jebol, Senin."
NEXT = "Lurah Talise mengapresiasi warga yang bekerja sejak pagi dan berharap bantuan segera datang."
LAST = "Karung pasir masih dibutuhkan, kata warga yang ditemui di lokasi pada Senin sore."
OTHER = "Kalimat panjang dari kolom lain yang bukan bagian artikel ini dan hanya meramaikan halaman depan portal."
TOP = f"<h1>{HEADLINE}</h1><div>Senin, 10 April 2023 13:14 WITA</div>"
ARTICLE = f"<div>{TOP}<div><p>PALU, Portal - {LEAD}</p><p>{NEXT}</p><p>{LAST}</p></div></div>"


@pytest.mark.parametrize(
    "page",
    [
        ARTICLE + "<div>" + f"<div><h3><a href='/1'>Judul lain</a></h3><p>{OTHER}</p></div>" * 12 + "</div>",
        ARTICLE + f"<div><p>{OTHER * 3}</p><p>{OTHER * 3}</p></div>",
        ARTICLE + "<div>" + f"<div><p>{OTHER}</p></div>" * 10 + "</div>",
        ARTICLE + f"<div><p>{OTHER * 8}</p></div>",
        f"<div><p>{OTHER * 2}</p></div>" + ARTICLE,
        f"<div>{TOP}<div><p>PALU, Portal - {LEAD}</p><p>{NEXT}</p></div><div><p>{LAST}</p></div></div>",
        f"<div>{TOP}<div>"
        + "".join(f"<div><div><p>{p}</p></div></div>" for p in (f"PALU, Portal - {LEAD}", NEXT, LAST))
        + "</div></div>",
        f"<table><tr><td>{TOP}<br>PALU, Portal - {LEAD}<br><br>{NEXT}<br><br>{LAST}</td><td>{OTHER}</td></tr></table>",
        f"<div>{TOP}<span>PALU, Portal - {LEAD}</span><br><br><span>{NEXT}</span><br><br><span>{LAST}</span></div>",
        f"<div>{TOP}<p><strong>PALU, Portal - {LEAD}</strong></p><div><p>{NEXT}</p><p>{LAST}</p></div></div>",
        f"<div>{TOP}<div><p>PALU, Portal - {LEAD}</p><ol><li>{NEXT}</li><li>{LAST}</li></ol></div></div>",
        f"<div>{TOP}<div><p>PALU, Portal - {LEAD}</p><blockquote><p>{NEXT}</p></blockquote><p>{LAST}</p></div></div>",
        f"<div><h1><a href='/'>Portal</a></h1><h2>{HEADLINE}</h2><div><p>PALU, Portal - {LEAD}</p><p>{NEXT}</p>"
        f"<p>{LAST}</p></div></div>",
        f"<section>{TOP}<section><p>PALU, Portal - {LEAD}</p></section><section><p>{NEXT}</p></section><section>"
        f"<p>{LAST}</p></section></section>",
    ],
)
def test_the_column_of_a_page_that_nobody_has_described(page: str) -> None:
    got = parse_article(f"<title>{HEADLINE} - Portal</title>{page}", "https://portalcontoh.com/berita/banjir")
    assert isinstance(got, Article)
    assert (got.headline, got.source.layout) == (HEADLINE, "general")
    assert (got.dateline.raw, got.body) == ("PALU, Portal - ", [LEAD, NEXT, LAST])


def test_a_list_of_teasers_is_no_article() -> None:
    teasers = f"<div><h3><a href='/1'>Judul berita daerah</a></h3><p>{OTHER}</p></div>" * 8
    got = parse_article(
        f"<title>Daerah - Portal</title><h1>Daerah</h1><div>{teasers}</div>", "https://portalcontoh.com/daerah"
    )
    assert isinstance(got, Refusal)
    assert got.reason == "listing"


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("b", 2),
        (".x b", 1),
        ("div.x > b", 0),
        ("div.x > p > b", 1),
        ("#y, p.z", 2),
        ("p[data-a]", 1),
        ("[itemprop~=name]", 1),
        ("[class*='zz']", 1),
        ("p.z[data-a='1'] b", 1),
        ("div div", 1),
    ],
)
def test_selectors(css: str, found: int) -> None:
    root = parse_tree(
        '<div class="x w"><p class="z" data-a="1"><b>1</b></p></div>'
        '<div id="y"><div class="azzb"><b itemprop="a name">2</b></div></div>'
    )
    assert len(select(root, css)) == found


def test_a_summary_goes_with_its_label_and_other_lists_stay() -> None:
    listed = "<ul><li>Tanggul nyaris jebol</li><li>Karung disiapkan</li></ul>"
    kept, cut = body(f"<h4>Ringkasan Berita:</h4>{listed}<p>{A}</p><p>Daftarnya:</p>{listed}<p>{B}</p>")
    assert kept == [A, "Daftarnya:", "Tanggul nyaris jebol", "Karung disiapkan", B]
    assert cut == Counter(contents=3)


def test_the_first_words_of_the_next_page_go_with_their_label() -> None:
    page = f"<p>{A}</p><p>{B}</p><p>{A} {B}</p><p>Halaman Selanjutnya</p>"
    assert body(f"{page}<p>Sementara itu warga…</p>") == ([A, B, f"{A} {B}"], Counter(paging=2))
    assert body(f"{page}<p>(har/sya)</p>")[0][-1] == "(har/sya)"
    assert body(f"{page}<p>{A}</p><p>{B}</p>")[0][-2:] == [A, B]


@pytest.mark.parametrize(
    "announced",
    [
        '(<b>Baca juga</b>: <a href="/x">Harga beras naik</a>)',
        '(Baca: <a href="/x">Harga beras naik</a>)',
        '(<a href="/x">Baca: Harga beras naik</a>)',
        '<a href="/x">Baca Juga: Harga beras naik</a>',
        '<b>Baca: <a href="/x">Harga <i>beras</i> naik</a></b>',
    ],
)
def test_an_announcement_goes_with_its_brackets(announced: str) -> None:
    assert body(f"<p>{A}<br>{B} {announced}</p>") == ([A, B], Counter(related=1))


@pytest.mark.parametrize(
    "caption",
    [
        "Warga menata karung pasir. (Foto: Ani/Kabar Contoh)",
        "Warga menata karung pasir (Dok. BPBD)",
        "Warga menata karung pasir. Foto: Ani Contoh/KabarContoh.com",
        "Warga menata karung pasir. (ANTARA FOTO/Ani Contoh)",
    ],
)
def test_a_paragraph_that_ends_in_the_credit_of_a_picture_is_a_caption(caption: str) -> None:
    rest = f"<p>{A}</p><p>{B}</p><p>{A}</p>"
    assert body(f"<p>{caption}</p>{rest}") == ([A, B, A], Counter(caption=1))
    assert body(f"{rest}<p>{caption}</p>")[0] == [A, B, A, caption]


def test_a_quotation_that_shows_a_paragraph_once_more_is_cut() -> None:
    kept, cut = body(
        f"<p>{A} {B}</p><blockquote>{A}</blockquote><blockquote>Kami siap bekerja sampai petang.</blockquote>"
    )
    assert (kept, cut) == ([f"{A} {B}", "Kami siap bekerja sampai petang."], Counter(repeat=1))


def test_behind_a_heading_of_comments_stands_no_text() -> None:
    text = f"<p>{A}</p><p>{B}</p><p>{A} {B}</p>"
    assert body(f"{text}<h3>3 Komentar</h3><p>Semoga lekas selesai</p>") == ([A, B, f"{A} {B}"], Counter(comments=1))
    assert body(f"<h3>Komentar</h3>{text}")[0] == [A, B, f"{A} {B}"]
    assert body(f"{text}<h3>Beri Komentar Pedas</h3><p>{B}</p>")[0][-1] == B


def test_a_teaser_with_its_date_goes_with_the_label_above() -> None:
    teasers = '<ul><li><a href="/x">Harga beras di Palu naik lagi</a><span>10 April 2023</span></li></ul>'
    assert body(f"<p>{A}</p><h3>Berita Terkait</h3>{teasers}") == ([A], Counter(related=2))


def test_links_in_a_sentence_about_reading_stay() -> None:
    kept, cut = body('<p>Ia suka membaca: <a href="/x">novel</a> dan (<a href="/y">komik</a>).</p>')
    assert (kept, cut) == (["Ia suka membaca: novel dan (komik)."], Counter())


def test_a_picture_at_the_beginning_of_a_paragraph_leaves_its_text() -> None:
    assert body(f'<p>{A}</p><p><img src="x">{A} <em>{B}</em></p>')[0] == [A, f"{A} {B}"]


def test_boxes_for_the_pages_of_an_article_are_one_column() -> None:
    def box(text: str) -> str:
        return f'<div class="sheet"><div><p>{text}</p></div></div>'

    text = f"{A} {B} " * 4
    teaser = f'<div class="teaser"><p>{text}</p></div>'
    got = parse_article(f"<h1>Tanggul</h1><div>{box(text)}{box(A)}</div>{teaser}", "https://a.id/tanggul")
    assert isinstance(got, Article)
    assert got.body == [text.strip(), A]


@pytest.mark.parametrize("css", ["", "p >", "p:pertama", "p[", "..a"])
def test_a_selector_that_is_not_understood_is_refused(css: str) -> None:
    with pytest.raises(ValueError, match="no "):
        check_css(css)
