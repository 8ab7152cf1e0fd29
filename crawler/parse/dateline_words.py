"""Words that tell what a name in a dateline is: a paper, a rubric, an office, a person's title; all are case-folded."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRESS = _words("""
    aktual antara berita bidik buser cahaya cakrawala celebes cermin channel corong cyber daily detik dinamika
    diskominfo ekspres express fajar fakta figur fokus galeri garda gema gerbang haluan harian herald humas info
    informasi inspirasi investigasi jejak jendela journal jurnal kabar kilas kolom kominfo kompas koran lensa
    lentera link lintas liputan majalah media merdeka metro mimbar network news nuansa obor online panduan patroli
    pedoman pena pilar pojok portal pos post potret press radar rakyat redaksi republika review saksi satu selebes
    seputar sinar sindo sorot suara swara tabloid telusur tempo teras terkini teropong times today tribun tv update
    vox wacana warta zona""")
"""found in names of papers; alone they prove nothing (`Kabar duka`), beside a place they do (`Kabar Luwuk`,
`Diskominfo Luwu`)"""

PAPER_ENDINGS = ("channel", "ekspres", "express", "news", "online", "post", "review", "times")
"""whose ends with these is a paper by that alone (`RADARSULBAR NEWS`, `pondoknews`)"""

PROVINCES = (
    "celebes",
    "gorontalo",
    "kawanua",
    "selebes",
    "sulawesi",
    "sulbar",
    "sulsel",
    "sulteng",
    "sultra",
    "sulut",
    "totabuan",
)
"""glued to something else they make the name of a paper (`RAKYATSULSEL`, `SultraKini`)"""

RUBRICS = _words("""
    advertorial adv bola breakingnews budaya bisnis daerah ekonomi headline hiburan hukrim hukum iklan internasional
    kesehatan kriminal kriminalitas nasional nusantara olahraga opini parlemen parlementaria pariwara pariwisata
    pemerintahan pendidikan peristiwa politik profil ragam regional sepakbola sorotan sosok sport tajuk""")

SECTIONS = RUBRICS | _words("""
    digital edukasi fashion film gadget gaya hidup intermeso kuliner lifestyle militer musik otomotif pemilu ramadhan
    romansa sains selebriti showbiz tekno teknologi trending travel wisata""")
"""behind the name of an outlet they are its section: `VIVA Showbiz`"""

BYLINES = _words("admin citizen editor jurnalis kontributor laporan oleh peliput penulis pewarta reporter wartawan")

OFFICES = _words("""
    dinas dprd kejari kejati kodam kodim korem lanal lantamal pemkab pemkot pemprov polda polres polresta
    polrestabes polsek""")
"""what a press release names as its source, behind the outlet: `IDNEWS.CO, HUKRIM, Polda Sulut,-`"""

NOT_NAMES = _words("""
    anggota bupati calon camat cv danrem foto gubernur ibu ibukota kabupaten kadis kapolda kapolres kapolsek kasus
    kecamatan kepala ket keterangan ketua kota lurah menteri pangdam para pasangan pemain plt polisi presiden provinsi
    psm pt sejumlah sekretaris seorang tim wakil wali walikota warga""")
"""how sentences and captions begin, not papers"""

FUNCTION_WORDS = _words("atau dan dari dengan di ini itu ke kepada oleh pada untuk vs yang")

VILLAGES = _words("desa dusun kampung kel kelurahan lembang nagari nagori")
"""what stands before the name of a place too small for the gazetteer"""

COMMON_WORDS = _words("anggrek balut batang batu benteng kk kuta metro mitra puncak tapa telaga")
"""places that are ordinary words or initials too: in a dateline only in capitals or beside an outlet or a date"""
