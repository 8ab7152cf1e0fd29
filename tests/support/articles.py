"""Made articles: invented Indonesian news with datelines, the same on every run.

`python -m tests.support.articles 120` writes 120 of them as JSON Lines for `tests/wordpress/up.sh`.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MAKASSAR = ZoneInfo("Asia/Makassar")
FIRST = datetime(2023, 4, 1, 7, 5, tzinfo=MAKASSAR)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

PLACES = (
    "Makassar Parepare Palopo Belopa Masamba Malili Bulukumba Sinjai Pinrang Enrekang Manado Bitung Tomohon Kotamobagu "
    "Palu Donggala Luwuk Poso Kendari Baubau Kolaka Unaaha Gorontalo Limboto Marisa Mamuju Majene Polewali"
).split()
PEOPLE = (
    "Andi Rasdin,Nurlela Tahir,Yusran Lamadike,Fitri Mokodompit,Herman Palilu,Sitti Marwah,Denny Rumengan,Wa Ode Salmia,"
    "Ambo Tuwo,Rosmini Paddu,Arfan Lahay,Meike Tumewan,Baso Mallarangan,Hasnia Lawolio,Syamsir Dg Nappa,Irfan Podungge"
).split(",")
WHO = (
    "Pemerintah kabupaten,Dinas Pertanian,Kelompok nelayan,Puskesmas setempat,Forum guru honorer,Karang taruna,"
    "Balai Penyuluhan Perikanan,Perusahaan air minum daerah,Koperasi petani kakao,Komunitas pesepeda,Badan penanggulangan "
    "bencana,Kantor perpustakaan,Tim sukarelawan kampus,Pengurus pasar induk,Dinas Perhubungan,Paguyuban pedagang ikan"
).split(",")
DID = (
    "membagikan {n} paket bibit rumput laut,memperbaiki {n} meter saluran irigasi,menutup sementara {n} kios tanpa izin,"
    "melatih {n} ibu rumah tangga mengolah sagu,memeriksa kesehatan {n} anak sekolah dasar,menanam {n} pohon bakau,"
    "menerima {n} aduan tentang jalan rusak,menyalurkan {n} karung beras,mendata {n} rumah di tepi sungai,menguji {n} "
    "contoh air sumur,menyumbangkan {n} buku bacaan,memasang {n} lampu jalan,mengevakuasi {n} warga dari lereng rawan,"
    "melepas {n} ekor benih bandeng,mengangkut {n} ton sampah pantai,memamerkan {n} lembar tenun tua"
).split(",")
WHY = (
    "karena musim hujan datang lebih cepat,sesudah harga cengkih turun tajam,menjelang pesta panen tahunan,untuk menekan "
    "angka putus sekolah,agar jalur pelabuhan tidak lagi macet,sebab mata air desa mulai surut,setelah gempa kecil pekan "
    "lalu,demi menyambut kapal wisata pertama,supaya petani tidak bergantung pada tengkulak,menyusul keluhan orang tua "
    "murid,sambil menunggu anggaran perubahan,atas usul musyawarah kampung"
).split(",")
HOPE = (
    "kegiatan serupa menjangkau pulau terluar,hasilnya terlihat sebelum akhir tahun,semua dusun mendapat giliran yang adil,"
    "anak muda mau kembali menggarap ladang,laporan dibuka kepada siapa saja,pasokan tidak terputus saat ombak tinggi,"
    "biaya angkut bisa ditekan separuh,warga menjaga yang sudah dibangun,bantuan tidak berhenti di atas kertas,sekolah "
    "ikut memakai fasilitas itu,pengawas turun tanpa diminta,pembeli dari luar pulau segera datang"
).split(",")
DETAIL = (
    "Pekerjaan berlangsung {n} hari dengan tenaga gotong royong,Dana yang terpakai mencapai Rp{n} juta dari kas desa,"
    "Sekitar {n} orang hadir sejak pagi,Panitia masih mencatat {n} nama dalam daftar tunggu,Jarak dari kota ke lokasi itu "
    "{n} kilometer melewati jalan berbatu,Tahun lalu angkanya hanya {n} menurut catatan kantor camat,Peralatan seberat {n} "
    "kilogram diangkut dengan perahu katinting,Sebanyak {n} relawan menginap di balai desa,Rapat lanjutan dijadwalkan "
    "dalam {n} hari,Sisa {n} persen akan dirampungkan bulan depan"
).split(",")


@dataclass
class MadeArticle:
    """One article as its portal would hold it; `pages` are lists of HTML blocks, `published` is aware (WITA)."""

    number: int
    slug: str
    headline: str
    pages: list[list[str]]
    author: str
    published: datetime
    section: str = "Daerah"
    tags: list[str] = field(default_factory=list)
    modified: datetime | None = None

    @property
    def path(self) -> str:
        """The permalink `/YYYY/MM/DD/slug/`."""
        return f"{self.published:/%Y/%m/%d}/{self.slug}/"

    @property
    def content(self) -> str:
        """The HTML as stored, pages parted by `<!--nextpage-->`."""
        return "\n<!--nextpage-->\n".join("\n".join(page) for page in self.pages)


def made_articles(count: int, start: datetime = FIRST, outlet: str = "Kabarsulawesi.com") -> list[MadeArticle]:
    """`count` different articles, oldest first, three to nine hours apart; every seventh has two pages."""
    moments = _moments(start)
    return [_article(number, next(moments), outlet) for number in range(1, count + 1)]


def _moments(start: datetime) -> Iterator[datetime]:
    chance = random.Random(7)
    moment = start
    while True:
        yield moment
        moment += timedelta(minutes=chance.randint(180, 540), seconds=chance.randint(0, 59))


def _article(number: int, published: datetime, outlet: str) -> MadeArticle:
    chance = random.Random(number)
    place, who, why = chance.choice(PLACES), chance.choice(WHO), chance.choice(WHY)
    did = _counted(chance, DID)
    lead = f"{place}, {outlet} – {who} {did} {why}, {DAYS[published.weekday()]} ({published:%-d/%-m/%Y})."
    blocks = [f"<p>{text}</p>" for text in (lead, *_sentences(chance, 6), f"({chance.choice(('har', 'lia', 'ogi'))})")]
    headline = f"{who} di {place} {did.title()}"
    return MadeArticle(
        number=100 + number,
        slug="-".join(headline.lower().split()) + f"-{number}",
        headline=headline,
        pages=[blocks[:4], blocks[4:]] if number % 7 == 0 else [blocks],
        author=chance.choice(PEOPLE),
        published=published,
        section=chance.choice(("Daerah", "Ekonomi", "Pendidikan", "Lingkungan")),
        tags=sorted({place, chance.choice(WHO)}),
    )


def _sentences(chance: random.Random, count: int) -> Iterator[str]:
    for turn in range(count):
        detail = f"{_counted(chance, DETAIL)} {chance.choice(WHY)}."
        wish = f"“Kami ingin {chance.choice(HOPE)} dan {chance.choice(HOPE)},” kata {chance.choice(PEOPLE)}."
        also = f"{chance.choice(WHO)} sebelumnya sudah {_counted(chance, DID)}, {chance.choice(WHY)}."
        yield (detail, wish, also)[turn % 3]


def _counted(chance: random.Random, phrases: list[str]) -> str:
    return chance.choice(phrases).format(n=chance.randint(3, 980))


def as_json_line(article: MadeArticle) -> str:
    """The article in the form that `tests/wordpress/seed.php` reads."""
    record = {
        "title": article.headline,
        "html": article.content,
        "author": article.author,
        "published": f"{article.published:%Y-%m-%d %H:%M:%S}",
        "category": article.section,
        "tags": article.tags,
        "slug": article.slug,
    }
    return json.dumps(record, ensure_ascii=False)


if __name__ == "__main__":
    for made in made_articles(int(sys.argv[1])):
        sys.stdout.write(as_json_line(made) + "\n")
