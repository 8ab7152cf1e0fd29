"""Who made the article, out of the printed byline, the lines in the text, and what only the content system says."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.items import Byline
from crawler.parse import jsonld
from crawler.parse.body import as_line
from crawler.parse.byline import Credit, merge_credits, parse_byline
from crawler.parse.metadata import Metadata, authors
from crawler.parse.printed import is_name
from crawler.parse.reader import Block
from crawler.parse.signoff import find_opening_byline, find_signoff
from crawler.parse.tree import squash

_POSTED = re.compile(r"\A(?:(?:di\w+\s+)?oleh|(?:posted\s+|written\s+)?by)\b[\s:]*(?=\w)", re.IGNORECASE)
_FIRST = 3
_LONGEST_NAME = 60
_LAST = 5
# Below the sign-off short leavings may stand; above a longer paragraph there is only text.
_LEFTOVER = 160


def tie_names(blocks: list[Block]) -> None:
    """Joins a label that is a paragraph with the name that is the next: `Artikel ini ditulis oleh:`, `Andi Tenri`."""
    for label, name in pairwise(blocks[:]):
        if label.text.endswith(":") and is_name(name.text) and find_opening_byline(label.text):
            label.text = f"{label.text} {name.text}"
            _shorten(blocks, name, "")


def writers_told(printed: Sequence[Credit], metadata: Metadata) -> set[str]:
    """Names in small letters of those who wrote, by the printed byline and what the page says to machines."""
    told = {name.casefold() for name in authors(metadata) if is_name(name)}
    told |= {name.casefold() for credit in printed for name in credit.reporters}
    return told - {name.casefold() for credit in printed for name in credit.editors}


def take_opening(blocks: list[Block], writers: Collection[str] = ()) -> list[Credit]:
    """Removes and reads the bylines before the text: `Reporter: Sudirman Syarif`, or the name of a known writer."""
    found = []
    for block in blocks[:_FIRST]:
        credit = find_opening_byline(block.text)
        if credit is None and block.text.casefold() in writers:
            credit = parse_byline(block.text)
        if credit:
            found.append(credit)
            _shorten(blocks, block, "")
    return found


def take_signoffs(blocks: list[Block], writers: Collection[str] = ()) -> list[Credit]:
    """Removes and reads the sign-offs among the last paragraphs, from the end upwards: `(lir/lir)`, `Editor: Taya`."""
    found: list[Credit] = []
    for block in reversed(blocks[-_LAST:]):
        line = as_line(block)
        if signoff := find_signoff(line):
            raw, credit = signoff
            found.insert(0, credit)
            _shorten(blocks, block, line.rstrip().removesuffix(raw))
        elif not found and (_is_printed_name(line) or line.casefold() in writers):
            found.append(parse_byline(line))
            _shorten(blocks, block, "")
        elif found or len(block.text) > _LEFTOVER:
            break
    return found


def _is_printed_name(text: str) -> bool:
    """Whether a last line is a name in capitals, as Tempo signs: `DINI TEJA`, `ARKHELAUS W | ANTARA`."""
    if not text.isupper() or len(text) > _LONGEST_NAME:
        return False
    return all(is_name(part) or parse_byline(part).agency for part in re.split(r"\s*[|,/&]\s*", text))


def _shorten(blocks: list[Block], block: Block, rest: str) -> None:
    block.text = squash(rest)
    if not block.text:
        blocks[:] = [kept for kept in blocks if kept is not block]


def byline_of(
    printed: Sequence[Credit], in_text: Sequence[Credit], metadata: Metadata, account: bool, host: str
) -> tuple[Byline, str | None, bool]:
    """The byline, the agency, and whether the text was paid for; `account`: the printed author only posted it."""
    posted = _posted_by(printed) if account else None
    named = any(credit.reporters for credit in printed)
    if posted and any(credit.reporters for credit in in_text):
        printed = [credit for credit in printed if credit.editors and not credit.reporters]
    elif posted and (not named or _is_site(posted, host)):
        printed = [Credit(raw=posted)]
    elif named and not account:
        in_text = [_without_bare_names(credit) for credit in in_text]
    merged = merge_credits(*printed, *in_text)
    merged.editors = merged.editors or _labelled_keywords(metadata)
    known = {name.casefold() for name in (*merged.reporters, *merged.editors, *merged.photographers)}
    says = [name for name in authors(metadata) if name.casefold() not in known]
    poster = _POSTED.sub("", posted) if posted and posted not in merged.reporters else None
    uploader = merged.uploader or poster or next(iter(says), None)
    byline = Byline(
        merged.raw,
        merged.reporters,
        merged.editors,
        merged.photographers,
        merged.contributors,
        # "(muhajir/gokabar)" on gokabar.id: the paper is no code.
        [code for code in merged.initials if code.casefold() not in host.split(".")],
        uploader,
    )
    return byline, merged.agency, merged.paid


def _posted_by(printed: Sequence[Credit]) -> str | None:
    """The account that posted, as printed, a person or an office."""
    return next((name for credit in printed for name in (*credit.reporters[:1], credit.raw) if name), None)


def _is_site(name: str, host: str) -> bool:
    """Whether an account bears the portal's own name: `Info Rakyat` on info-rakyat.com."""
    return re.sub(r"\W", "", name).casefold() in re.sub(r"\W", "", host)


def _without_bare_names(credit: Credit) -> Credit:
    """Names in brackets or capitals that close a text are editors, or the printed name cut short: they add nobody."""
    return replace(credit, reporters=[]) if credit.raw and (credit.raw[0] in "([" or credit.raw.isupper()) else credit


def _labelled_keywords(metadata: Metadata) -> list[str]:
    """Editors among the keywords of JSON-LD, as Antara and Liputan6 write them: `Editor:Aditia Saputra`."""
    words = jsonld.names_in(metadata.article.get("keywords"))
    return [word.partition(":")[2].strip() for word in words if word.lower().startswith("editor:")]
