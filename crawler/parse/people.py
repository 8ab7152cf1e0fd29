"""Names in a byline: who is a person, who an office, an agency or a paper, and where one name ends."""

import re

AGENCIES = {
    **dict.fromkeys(("antara", "ant", "antaranews", "lkbn"), "ANTARA"),
    **dict.fromkeys(("prwir", "prwire", "prnewswire"), "PR Newswire"),
    **dict.fromkeys(("reuters", "rtr"), "Reuters"),
    "jpnn": "JPNN",
    "jpg": "JPG",
    "afp": "AFP",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "bernama": "Bernama",
    "infopublik": "InfoPublik",
}
PAID_WORDS = frozenset(
    ["adv", "advertorial", "advetorial", "advertising", "infotorial", "iklan", "pariwara", "sponsored", "sponsor"]
)
_OFFICES = """
humas hms kominfo diskominfo diskominfotik kominfotik dinas dis polda polres polresta polrestabes polsek mabes pemkab
pemkot pemprov pemda pemerintah setda setdako setwan sekretariat prokopim prokompim protokol bagian bag biro bidang bid
kantor kodim korem kodam koramil lanal lantamal lanud penrem pendam pendim penkodim penerangan dprd dpr dpd dpc dpw kpu
kpud bawaslu panwaslu bps bpbd bmkg basarnas kejari kejati kementerian kemenag kemenkumham kemendagri ditjen direktorat
universitas univ fakultas lembaga yayasan pt cv pid balai badan rsud puskesmas lapas rutan pln bank dewan komisi partai
panitia center centre corporate communication
"""
_NEWSROOM = """
redaksi redaktur redaksional red admin adm administrator rls ril rilis release pers siaran tim team desk editorial staff
staf publisher mahasiswa jurnalis wartawan reporter kontributor koresponden pimpinan penulis editor publikasi
dokumentasi dok doc istimewa ist int internet net sumber berbagai bbs dbs opini artikel berita foto ilustrasi anonim
news tribun media online tv radio indonesia pos post harian koran majalah tabloid wire press com id
"""
_PROSE = "dari di untuk in from pada null unknown none"
_NOBODY = frozenset(f"{_OFFICES} {_NEWSROOM} {_PROSE}".split())
_PRESS = re.compile(
    r"(?:www\.)?[\w-]+\.\s?(?:com|co|id|net|org|info|news|tv|asia|online|media)\b"
    r"|\b(?:tribun|detik|kompas|tempo|antara|liputan6|okezone|sindo)\w*|\w+(?:news|pos|post|terkini|online|tv)\b|https?:",
    re.IGNORECASE,
)
_ROLE_PREFIX = re.compile(
    r"(?:(?:citizen\s+)?(?:reporter|jurnalis|journalist)|wartawan|kontributor|contributor|koresponden|pewarta|penulis|oleh|by)\s+",
    re.IGNORECASE,
)
_OUTLET_PREFIX = re.compile(
    r"(?:[\w-]+\.(?:com|co\.id|id|net)|(?-i:TRIBUN|Tribun)[\s-]\w+|(?:tribun|detik|kompas)\w+)\s+", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:(?:[A-Z][A-Za-z]{0,3}\.\s?)+[A-Za-z]{0,6}\.?|S\.?[A-Z][a-z]{1,4}|M\.?[A-Z][a-z]{1,4}|[A-Z]{2,4}|Lc|Ph\.?D)\.?"
    r"(?:[\s.]+(?:(?:[A-Z][A-Za-z]{0,3}\.\s?)+[A-Za-z]{0,6}\.?|[A-Z]{2,4}|Lc)\.?)*\Z"
)
_SEPARATOR = re.compile(r"\s*[,;/&\n|•]\s*|\s+(?:dan|and)\s+|\s+[-–—]+\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_EDGE = " \t\r\n\xa0-–—|:;,*/•\"“”'‘’=>_"
_MOST_WORDS = 6


def split_people(slot: str) -> tuple[list[str], list[str]]:
    """Persons of a slot as printed, and its other parts; degrees after a comma stay with their name.

    >>> split_people("H. Andi Baso, S.Sos., M.Si. dan Rusly, S.Mn., Redaksi")
    (['H. Andi Baso, S.Sos., M.Si.', 'Rusly, S.Mn.'], ['Redaksi'])
    """
    persons: list[str] = []
    others: list[str] = []
    parts = _parts(_BRACKETS.sub(" ", slot))
    for part in parts:
        name = _bare_name(part)
        # "Kontributor Lhokseumawe, Masriadi": before a comma the role has its place with it.
        if is_person(name) and (part is parts[-1] or not _ROLE_PREFIX.match(part)):
            persons.append(name)
        elif name:
            others.append(part)
    return persons, others


def _parts(slot: str) -> list[str]:
    spans: list[tuple[int, int]] = []
    start = 0
    for end, following in [*(match.span() for match in _SEPARATOR.finditer(slot)), (len(slot), len(slot))]:
        part = slot[start:end].strip()
        if spans and _is_degree(part, slot[slice(*spans[-1])]):
            spans[-1] = (spans[-1][0], end)
        elif part:
            spans.append((start, end))
        start = following
    return [slot[begin:end].strip(_EDGE) for begin, end in spans]


def _is_degree(part: str, name: str) -> bool:
    return bool(_TITLE.match(part)) and ("." in part[:-1] or " " in name.strip())


def _bare_name(part: str) -> str:
    """Without what stands before the name: `Wartawan Tribun Timur`, `Kontributor`."""
    if role := _ROLE_PREFIX.match(part):
        part = part[role.end() :]
        if outlet := _OUTLET_PREFIX.match(part):
            part = part[outlet.end() :]
    last = part.rsplit(" ", 1)[-1]
    return part.rstrip(".") if last.endswith(".") and len(last) > 4 and "." not in last[:-1] else part


def is_person(name: str) -> bool:
    """Whether these words can be a name: few, with letters, and none that only an office or a paper has."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    if not 1 <= len(words) <= 2 * _MOST_WORDS or len(name.split()) > _MOST_WORDS:
        return False
    if not _NOBODY.isdisjoint(words) or not PAID_WORDS.isdisjoint(words) or not AGENCIES.keys().isdisjoint(words):
        return False
    return not _PRESS.search(name) and not re.search(r"\d\d|[@:?!]", name)


def agency_of(words: str) -> str | None:
    """The news agency among some words, by its common name."""
    return next((AGENCIES[word] for word in re.findall(r"[^\W\d_]+", words.lower()) if word in AGENCIES), None)


def is_paid(words: str) -> bool:
    """Whether some words say that the text was paid for."""
    return not PAID_WORDS.isdisjoint(re.findall(r"[^\W\d_]+", words.lower()))
