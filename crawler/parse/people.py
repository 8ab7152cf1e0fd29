"""Names in a byline: who is a person, who an office, an agency or a paper, and where one name ends."""

import re
from functools import lru_cache

from crawler.parse.dateline_parts import has_press
from crawler.parse.dateline_words import SECTIONS
from crawler.places.gazetteer import find_place
from crawler.places.outlets import is_outlet

AGENCIES = {
    **dict.fromkeys(("antara", "ant", "antaranews", "lkbn"), "ANTARA"),
    **dict.fromkeys(("prwir", "prwire", "prnewswire"), "PR Newswire"),
    **dict.fromkeys(("reuters", "rtr"), "Reuters"),
    **dict.fromkeys(("jawapos", "jpc"), "Jawa Pos"),
    "jpnn": "JPNN",
    "jpg": "JPG",
    "afp": "AFP",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "bernama": "Bernama",
    "infopublik": "InfoPublik",
}
_ARMY = """
pen pendam penrem pendim penkodim penerangan dispen dispenad dispenal dispenau puspen kodim korem kodam koramil lanal
lantamal lanud tni
"""
_OFFICES = """
dinas dis polda polres polresta polrestabes polsek polri mabes pemkab pemkot pemprov pemda pemerintah setda setdako
setdakab setwan sekretariat adpim prokopim prokompim prokopimda protokol bagian bag biro bidang bid kantor penhumas
penkum dprd dpr dpd dpc dpw kpu kpud bawaslu panwaslu bps bpbd bmkg basarnas kejari kejati kementerian kemenag
kemenkumham kemendagri ditjen direktorat universitas univ fakultas unhas uho untad unsrat ung unm uin iain lembaga
yayasan pt cv pid ppid balai badan rsud puskesmas lapas rutan pln bank dewan komisi partai panitia center centre
corporate communication parlementaria bappeda bapenda bkpsdm bpkad damkar dinkes dinsos disbun disdik disdikbud
disdukcapil dishub dishut disnaker dispar disparbud disperindag dispora distan dlh dpmd dpmptsp dukcapil inspektorat
kesbangpol satpol satgas
"""
_POSTS = """
mahasiswa pimpinan dosen ketua guru anggota kepala rektor bupati gubernur walikota camat lurah aktivis pengamat peneliti
alumni alumnus warga mantan sekretaris direktur pemerhati akademisi praktisi advokat citizen
"""
_NEWSROOM = """
redaktur red rls ril rilis release pers siaran tim team desk editorial staff staf publisher jurnalis wartawan reporter
kontributor koresponden penulis editor publikasi dokumentasi dok doc istimewa ist int internet net sumber berbagai bbs
dbs opini artikel berita foto ilustrasi anonim news tribun media online tv radio indonesia pos post harian koran majalah
tabloid wire press com id tayang adm hms liputan republika micom deutsche welle non
"""
_NO_NAMES = """
adalah yang dengan ini itu telah akan dari di untuk in from pada null unknown none senin selasa rabu kamis jumat sabtu
minggu ahad wib wita wit dilarang
"""
_BUTTONS = """
share bagikan sebarkan sebar follow ikuti tweet cetak print komentar comment like subscribe langganan copy salin simpan
facebook twitter whatsapp telegram instagram youtube tiktok linkedin pinterest email font
"""
_NOBODY = frozenset(f"{_ARMY} {_OFFICES} {_POSTS} {_NEWSROOM} {_NO_NAMES} {_BUTTONS}".split())
_ARMY_WORDS = frozenset(_ARMY.split())
_PAID = frozenset(["adv", "iklan", "pariwara", "sponsor", "sponsored", "infotorial", "promosi"])
_PAID_BEGINNINGS = ("advert", "advet")
_STEMS = (
    "admin superadmin redaksi humas kominfo diskominfo infokom tribun detik kompas tempo antara okezone sindo jawapos"
)
_BEGINNINGS = (*_STEMS.split(), "http")
# "MC Kendari" is a government's media centre; "mc" alone may be a code.
_MEDIA_CENTRE = re.compile(r"\s*(?:MC|Media Center)(?:\s|-(?=[A-Z]))")
_ENDINGS = ("news", "pos", "post", "terkini", "online", "info")
_DOMAIN = re.compile(r"\w\.\s?(?:com|co|id|net|org|info|news|tv|asia|online|media)\b", re.IGNORECASE)
_ROLE = r"(?:reporter|jurnalis|journalist|wartawan|kontributor|contributor|koresponden|pewarta|penulis)"
_ROLE_BEFORE = re.compile(rf"(?:(?:citizen\s+)?{_ROLE}|oleh|by)\s+", re.IGNORECASE)
_ROLE_BEHIND = re.compile(
    rf"(?<=\S)\s+(?:{_ROLE}|mahasiswa|pimpinan|for|on|pada|di|dari)\b.*", re.IGNORECASE | re.DOTALL
)
_OUTLET_BEFORE = re.compile(
    r"(?:[\w-]+\.(?:com|co\.id|id|net)|(?-i:TRIBUN|Tribun)[\s-]\w+|(?:tribun|detik|kompas)\w+)\s+", re.IGNORECASE
)
# "Moh. Ridwan" is a name, "M. Hum" a degree.
_GIVEN = r"(?:M[ou]h|M[ou]ch|Mhd|Abd|Ach|St|Sit)\."
_ABBREVIATED = rf"(?!{_GIVEN})(?:[A-Z][A-Za-z]{{0,3}}\.\s?)+(?:(?<=\s)[A-Za-z]{{0,4}}|[A-Za-z]{{0,6}})(?![a-z])"
_DEGREE = rf"(?:{_ABBREVIATED}|[SM][A-Z][a-z]{{1,4}}|[A-Z]{{2,4}}|Lc|PhD)\.?"
_DEGREES = re.compile(rf"{_DEGREE}(?:[\s.]+{_DEGREE})*\Z")
# Each way begins with one character: re passes over all others without a trial.
_SEPARATOR = re.compile(r"\s\s*(?:[,;/&\n|•]\s*|(?:dan|and)\s+|[-–—]+\s+)|[,;/&\n|•]\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_NEXT_LABEL = re.compile(r"\s[^\W\d_]+\s?[:：].*", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_IN_NAMES = re.compile(r"\d\d|(?<!\S)\d|[@:?!]")
_EDGE = " \t\r\n\xa0()[]-–—|:;,*/•\"“”'‘’=>_~"
_CODE = re.compile(r"[A-Z]{2,4}\Z")
_MASK = "|"
"""stands where brackets stood, and parts like any other bar"""
_MOST_WORDS = 6
_PROSE_WORDS = 4
_TOWN_LEVELS = ("provinsi", "kabupaten", "kota")


def split_people(slot: str) -> tuple[list[str], list[str]]:
    """Persons of a slot as printed, and its other parts; degrees after a comma stay with their name.

    >>> split_people("H. Andi Baso, S.Sos., M.Si. dan Rusly, S.Mn., Redaksi")
    (['H. Andi Baso, S.Sos., M.Si.', 'Rusly, S.Mn.'], ['Redaksi'])
    """
    if "(" in slot or "[" in slot:
        slot = _BRACKETS.sub(lambda brackets: _MASK * len(brackets[0]), slot)
    if ":" in slot:
        slot = _NEXT_LABEL.sub("", slot)
    parts = _parts(slot)
    names = [_bare_name(part) for part in parts]
    chosen = [index for index, name in enumerate(names) if is_person(name) and not is_town(name)]
    # "Kontributor Lhokseumawe, Masriadi", "RRI Kendari, Masriadi": beside a name stand its place and its paper.
    if len(chosen) > 1:
        plain = [
            index for index in chosen if not _ROLE_BEFORE.match(parts[index]) and not is_town(names[index].split()[-1])
        ]
        chosen = plain or chosen
    chosen = [index for index in chosen if index == 0 or not _is_whereabouts(slot, *names[index - 1 : index + 1])]
    return [names[index] for index in chosen], [part for index, part in enumerate(parts) if index not in chosen]


def _is_whereabouts(slot: str, before: str, name: str) -> bool:
    """Whether a word behind the stroke or dash after a full name is a place, paper or code: `Dody Handoko/Palu`."""
    if " " not in before or not re.search(rf"(?:/\s?|\s[-–—]\s){re.escape(name)}", slot):
        return False
    if _CODE.match(name) and not before.isupper():
        return True
    return find_place(name) is not None or (" " not in name and has_press(name)) or is_outlet(name)


def _parts(slot: str) -> list[str]:
    spans: list[tuple[int, int]] = []
    start = 0
    for end, following in [*(match.span() for match in _SEPARATOR.finditer(slot)), (len(slot), len(slot))]:
        part = slot[start:end].strip()
        if spans and "/" not in slot[spans[-1][1] : start] and _is_degree(part, slot[slice(*spans[-1])]):
            if _MASK not in slot[spans[-1][1] : end]:
                spans[-1] = (spans[-1][0], end)
        elif part:
            spans.append((start, end))
        start = following
    return [part for begin, end in spans if (part := slot[begin:end].strip(_EDGE))]


def _is_degree(part: str, name: str) -> bool:
    return bool(_DEGREES.match(part)) and ("." in part[:-1] or " " in name.strip())


def _bare_name(part: str) -> str:
    """Without what stands around the name: `Wartawan Tribun Timur`, `Kontributor`."""
    if role := _ROLE_BEFORE.match(part):
        part = part[role.end() :]
        if outlet := _OUTLET_BEFORE.match(part):
            part = part[outlet.end() :]
    part = _ROLE_BEHIND.sub("", part)
    last = part.rsplit(" ", 1)[-1]
    return part.rstrip(".") if last.endswith(".") and len(last) > 4 and "." not in last[:-1] else part


@lru_cache(maxsize=4096)
def is_person(name: str) -> bool:
    """Whether these words can be a name: few, with letters, and none that only an office or a paper has."""
    words = _words(name)
    if not words or _is_long(name) or len(words) > 3 * _MOST_WORDS or _is_prose(name) or name.casefold() in SECTIONS:
        return False
    return not is_institution(name) and not _NOT_IN_NAMES.search(name)


def _is_prose(name: str) -> bool:
    """Whether of four words or more at most one begins with a capital."""
    words = name.split()
    return len(words) >= _PROSE_WORDS and sum(not word[0].islower() for word in words) <= 1


def _is_long(name: str) -> bool:
    words = name.split()
    return len(words) > _MOST_WORDS and sum("." not in word for word in words) > _MOST_WORDS


@lru_cache(maxsize=4096)
def is_institution(name: str) -> bool:
    """Whether some words are an office, a newsroom, a paper or an agency, or mark paid text."""
    if "." in name and _DOMAIN.search(name):
        return True
    if name.lstrip().startswith("M") and _MEDIA_CENTRE.match(name):
        return True
    return any(map(_is_institutional, _words(name)))


@lru_cache(maxsize=4096)
def _is_institutional(word: str) -> bool:
    if word in _NOBODY or word in AGENCIES or _marks_paid(word):
        return True
    return word.startswith(_BEGINNINGS) or (word.endswith(_ENDINGS) and len(word) > 3)


def _marks_paid(word: str) -> bool:
    return word in _PAID or word.startswith(_PAID_BEGINNINGS)


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.lower())


@lru_cache(maxsize=4096)
def is_army(name: str) -> bool:
    """Whether some words are a press office of the forces; behind its stroke stands the unit: `Pendam XIV/Hsn`."""
    return not _ARMY_WORDS.isdisjoint(_words(name))


def is_town(name: str) -> bool:
    """Whether a name is that of a province, or of a kabupaten or kota of Sulawesi."""
    place = find_place(name)
    return place is not None and place.level in _TOWN_LEVELS


def agency_of(words: str) -> str | None:
    """The news agency among some words, by its common name."""
    return next((AGENCIES[word] for word in _words(words) if word in AGENCIES), None)


def is_paid(words: str) -> bool:
    """Whether some words say that the text was paid for."""
    return any(_marks_paid(word) for word in _words(words))
