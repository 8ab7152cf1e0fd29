"""Credits inside the body: the sign-off at the end of a paragraph, and the byline that stands as one."""

import re

from crawler.parse.byline import Credit, glued_code, merge_credits, parse_byline
from crawler.parse.calendar import MONTHS, one_of
from crawler.parse.labels import COLON_LABEL, PLAIN_LABEL, begins_with_role, roles_of
from crawler.parse.people import is_institution

_BRACKET_AT_END = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,80})[)\]](?P<dot>\.?)[\s*\-–]*\Z")
_SOURCE_AT_END = re.compile(
    r"(?:\A|(?<=[.!?\"”)])\s*|\n\s*)(?P<source>sumber\s?[:：]\s?[^\n\[\]():]{2,40}"
    r"[(\[](?:[^\W\d_]{2,6}(?:/[^\W\d_]{2,6})*|(?P<theirs>(?:penulis|editor)\b[^()\[\]]*))[)\]])\s*\Z",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"(?:\A|\n)\s*(?P<source>sumber(?:\sberita)?\s?[:：]\s?"
    r"(?:[^\n.()\[\]:]{2,40}|https?://[^\s()\[\]]{4,200}|[a-z\d-]{2,40}(?:\.[a-z\d-]{2,20}){0,2}\.[a-z]{2,6}(?:/[^\s()\[\]]{0,200})?))\s*\Z",
    re.IGNORECASE,
)
_HANDLE_AT_END = re.compile(r"\s@\w[\w.]{2,30}\Z")
# These begin with a character, no lookbehind: re skips to it.
_LABEL_AT_END = re.compile(
    r"[.!?\"”)\n]\s*(?=(?:penulis|pewarta|reporter|laporan|editor|redaktur|kontributor|peliput)\b)", re.IGNORECASE
)
_NEWSROOM = r"(?:adv|red|redaksi|rls|ril|rilis|tim redaksi|tim liputan)"
_NEWSROOM_CODE = re.compile(rf"[*\s/]*{_NEWSROOM}(?:[*\s/]+{_NEWSROOM})*[*\s/]*\Z", re.IGNORECASE)
_NEWSROOM_LINE = re.compile(r"tim (?:redaksi|liputan)", re.IGNORECASE)
_TEAM = re.compile(r"tim (?:redaksi|liputan|humas|media)\b", re.IGNORECASE)
_THIS_ARTICLE = re.compile(r"(?:artikel|berita|tulisan) ini (?=di)", re.IGNORECASE)
_SENTENCE = r"[.!?…\"”]"
# "*rls/har", "//har//", "-har-" and a bare "Red" where others put brackets.
_MARKED_AT_END = re.compile(
    rf"{_SENTENCE}\s*(?P<mark>\*+|//?|-(?=\w+-\s*\Z))\s?(?P<code>[^\W\d_]{{2,6}}(?:/[^\W\d_]{{1,6}})*)[*/-]*\s*\Z"
    rf"|{_SENTENCE}\s+(?P<newsroom>{_NEWSROOM})\.?\s*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:[.!?…][\"”’')\]*\s]*|,[\"”]|\n|\A)\s*\Z")
_VERB = (
    r"(?:tutup|pungkas|tandas|ujar|kata|jelas|ungkap|tegas|terang|imbuh|tambah|beber|papar|kunci|harap|urai|sebut|pinta|tutur"
    r"|ucap|lanjut|singkat|cetus|akhir)"
)
_SAID = re.compile(rf"\b{_VERB}nya[,;]?\s*\Z", re.IGNORECASE)
_SPEECH = re.compile(rf"nya[,;]?\s*\Z|[)\"”]\s*\Z|\b{_VERB}\b[^.!?]{{1,40}}\Z", re.IGNORECASE)
# Words in brackets that explain, and credit nobody.
_EXPLAINS = re.compile(
    r"\b(?:foto|photo|video|ilustrasi|tangkapan|layar|youtube|instagram|facebook|twitter|tiktok|whatsapp|dok|kiri|kanan|tengah|depan|belakang|bersambung|selesai|habis|tamat|baca|lihat|almarhum\w*"
    r"|nama|bukan|yang|akan|sudah|telah|ini|itu|tidak|dalam|untuk|adalah|seperti|alias|pukul|wib|wita|wit)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d\d|\d[/.-]\d|\A\s*\d+\s*\Z")
# "cr-04", "kmb31": the letters of a paper or desk, and the writer's number.
_NUMBERED_CODES = re.compile(
    rf"[\s*]*(?!(?:rp|{one_of(MONTHS)})-?\d)[^\W\d_]{{1,4}}-?\d{{1,3}}(?:/[^\W\d_]{{1,6}}-?\d{{0,3}})*[\s*]*\Z",
    re.IGNORECASE,
)
_PLAIN_OPENING = re.compile(
    r"(?:laporan\s*,|oleh|by|penulis|pewarta|reporter|editor|laporan\s+(?:wartawan|reporter|kontributor|jurnalis)"
    r"|kontributor\s[^:,]{2,30},|(?-i:LAPORAN))(?![^\W_])",
    re.IGNORECASE,
)
_WRITERS = {"reporters", "editors", "contributors"}
_TAIL = 240
_LONGEST_LINE = 200
_MOST_CREDITS = 4
_LONGEST_TEAM = 8


def find_signoff(paragraph: str) -> tuple[str, Credit] | None:
    """The credit at the end of a paragraph, and the string that holds it there, to be cut from the body.

    >>> find_signoff("Terdakwa dihukum seumur hidup. (har/sya)")[0]
    '(har/sya)'
    >>> find_signoff("Hadir pula Badan Intelijen Negara (BIN).") is None
    True
    """
    text = paragraph.rstrip()
    rest, credits = text, list[Credit]()
    while len(credits) < _MOST_CREDITS and (found := _last_credit(rest)):
        start, credit = found
        rest = text[:start].rstrip()
        credits.insert(0, credit)
    if not credits:
        return None
    raw = text[len(rest) :].lstrip()
    credit = merge_credits(*credits)
    credit.raw = raw
    return raw, credit


def find_opening_byline(paragraph: str) -> Credit | None:
    """The credit of a paragraph that is nothing but a byline, such as `Reporter : Ardilan / Editor : Taya`, or None.

    >>> find_opening_byline("Laporan : Muh. Hamzah").reporters
    ['Muh. Hamzah']
    >>> find_opening_byline("Laporan keuangan daerah diserahkan ke BPK.") is None
    True
    """
    line = paragraph.strip()
    if len(line) > _LONGEST_LINE:
        return None
    if _NEWSROOM_LINE.fullmatch(line):
        return parse_byline(line)
    if this := _THIS_ARTICLE.match(line):
        line = line[this.end() :]
    if not begins_with_role(line):
        return None
    labelled = COLON_LABEL.match(line)
    if not labelled and not (_PLAIN_OPENING.match(line) and len(line.split()) <= 8):
        return None
    label = labelled or PLAIN_LABEL.match(line)
    if not label or not _WRITERS.intersection(roles_of(label[0])):
        return None
    credit = parse_byline(line)
    persons = credit.reporters + credit.editors + credit.contributors
    if not all(_looks_like_name(person, small_words=2 if labelled else 0) for person in persons):
        return None
    slot = line[label.end() :].strip()
    nobody = (labelled and _holds_nobody(slot)) or _HANDLE_AT_END.search(line)
    return credit if persons or credit.initials or nobody else None


def _holds_nobody(slot: str) -> bool:
    """Whether a slot is empty or holds a newsroom or office, as in "Penulis: Tim Redaksi" and "Editor: -"."""
    words = slot.split()
    if _TEAM.match(slot) and len(words) <= _LONGEST_TEAM and all(not word[0].islower() for word in words):
        return True
    return not slot.strip(" -–.") or (len(words) <= 4 and is_institution(slot))


def _looks_like_name(person: str, small_words: int = 2) -> bool:
    """Whether few enough words begin small; a name of one or two words may be all small."""
    words = [word for word in person.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return small <= min(small_words, 1) or (len(words) <= small_words)


def _last_credit(text: str) -> tuple[int, Credit] | None:
    """Offset and credit of the last sign-off of a text that ends in one."""
    floor = max(0, len(text) - _TAIL)
    tail = text[floor:]
    for find in (_labelled, _sourced, _source_line, _bracketed, _marked, _glued, _stars):
        if found := find(tail):
            return floor + found[0], found[1]
    return None


def _labelled(tail: str) -> tuple[int, Credit] | None:
    starts = [0, *(match.end() for match in _LABEL_AT_END.finditer(tail))]
    for start in starts if len(tail) < _TAIL else starts[1:]:
        if credit := find_opening_byline(tail[start:]):
            return start, credit
    return None


def _source_line(tail: str) -> tuple[int, Credit] | None:
    """`Sumber : Humas`: where the text is from, in a line of its own."""
    found = _SOURCE_LINE.search(tail)
    return (found.start("source"), Credit()) if found else None


def _sourced(tail: str) -> tuple[int, Credit] | None:
    """`Sumber: Liputan6.com [rnd]`: where the text is from, and who took it; full names there wrote for the source."""
    if not tail.endswith((")", "]")) or not (found := _SOURCE_AT_END.search(tail)):
        return None
    return found.start("source"), Credit() if found["theirs"] else parse_byline(found["source"])


def _bracketed(tail: str) -> tuple[int, Credit] | None:
    if not (bracket := _BRACKET_AT_END.search(tail)):
        return None
    inside, head = bracket["inside"], tail[: bracket.start()]
    ended = bool(_SENTENCE_END.search(head))
    dated = _DATED.search(inside) and not (ended and _NUMBERED_CODES.match(inside))
    if dated or _EXPLAINS.search(inside):
        return None
    credit = parse_byline(bracket[0])
    if not (_is_signed(inside, credit) if ended else _is_code_in_passing(inside, head, bool(bracket["dot"]))):
        return None
    return len(head.rstrip().rstrip("*")) if ended and head.rstrip().endswith("*") else bracket.start(), credit


def _is_signed(inside: str, credit: Credit) -> bool:
    """Whether brackets after a finished sentence credit somebody: a code, a name, an office or stars."""
    words = inside.split()
    if credit.initials or credit.agency or credit.paid or not inside.strip(" */"):
        return True
    if credit.reporters:
        return len(words) <= 2 or all(_looks_like_name(person) for person in credit.reporters)
    return len(words) <= 6 and is_institution(inside)


def _is_code_in_passing(inside: str, head: str, dotted: bool) -> bool:
    """Whether brackets behind an unfinished sentence are a code all the same: `katanya (ama)`, `(har/sya)`."""
    if dotted or _NEWSROOM_CODE.match(inside):
        return bool(_NEWSROOM_CODE.match(inside))
    parts = [part.strip(" *") for part in re.split(r"[/,]", inside)]
    if not all(re.fullmatch(r"[^\W\d_]{0,6}", part) for part in parts):
        return False
    if "*" in inside or (len(parts) > 1 and inside.islower()):
        return True
    said = _SAID if inside.strip().isupper() else _SPEECH
    return len(parts) == 1 and len(parts[0]) > 1 and bool(said.search(head))


def _marked(tail: str) -> tuple[int, Credit] | None:
    if not (found := _MARKED_AT_END.search(tail)):
        return None
    code = found["code"] or found["newsroom"]
    credit = parse_byline(f"({code})")
    sure = found["newsroom"] or credit.initials or _NEWSROOM_CODE.match(code)
    return (found.start("mark" if found["mark"] else "newsroom"), credit) if sure else None


def _glued(tail: str) -> tuple[int, Credit] | None:
    code = glued_code(tail)
    return (code.start(1), Credit(raw=code[1], initials=[code[1]])) if code else None


def _stars(tail: str) -> tuple[int, Credit] | None:
    if not tail.endswith("**"):
        return None
    head = tail.rstrip("*")
    return (len(head), Credit(raw=tail[len(head) :])) if _SENTENCE_END.search(head) else None
