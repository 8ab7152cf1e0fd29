"""Made articles: invented Indonesian news with datelines, the same on every run.

`python -m tests.support.articles 120` writes 120 of them as JSON Lines for `tests/wordpress/up.sh`.
"""

import html
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

MAKASSAR = ZoneInfo("Asia/Makassar")
FIRST = datetime(2023, 4, 1, 7, 5, tzinfo=MAKASSAR)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

PHRASES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


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
    """None while nobody has changed it since"""
    writer: str | None = None
    """the name a theme prints as "Penulis:"; `author` is the account that published"""

    dateline: str = ""
    """what stands before the news in the first paragraph, as text: `Kendari, Kabarsulawesi.com – `"""
    initials: str = ""
    """who signs in the last paragraph, without the brackets"""

    @property
    def last_change(self) -> datetime:
        """When it was modified, or else published."""
        return self.modified or self.published

    @property
    def path(self) -> str:
        """The permalink `/YYYY/MM/DD/slug/`."""
        return f"{self.published:/%Y/%m/%d}/{self.slug}/"

    @property
    def paragraphs(self) -> list[str]:
        """The text of all pages, a paragraph a block, as a reader sees it."""
        return [html.unescape(re.sub("<[^>]+>", "", block)) for page in self.pages for block in page]

    @property
    def content(self) -> str:
        """The HTML as stored, pages parted by `<!--nextpage-->`."""
        return "\n<!--nextpage-->\n".join("\n".join(page) for page in self.pages)


def made_articles(
    count: int, start: datetime = FIRST, outlet: str = "Kabarsulawesi.com", moments: Iterable[datetime] | None = None
) -> list[MadeArticle]:
    """`count` different articles, oldest first, at these moments or three to nine hours apart; some have two pages."""
    times = iter(moments or _moments(start))
    return [_article(number, moment, outlet) for number, moment in zip(range(1, count + 1), times, strict=False)]


def _moments(start: datetime) -> Iterator[datetime]:
    chance = random.Random(7)
    moment = start
    while True:
        yield moment
        moment += timedelta(minutes=chance.randint(180, 540), seconds=chance.randint(0, 59))


def _article(number: int, published: datetime, outlet: str) -> MadeArticle:
    chance = random.Random(number)
    place, who, why = _one(chance, "places"), _one(chance, "who"), _one(chance, "why")
    did, initials = _counted(chance, "did"), _one(chance, "initials")
    dateline = _dateline(chance, place, outlet)
    lead = f"{dateline}{who} {did} {why}, {DAYS[published.weekday()]} ({published:%-d/%-m/%Y})."
    blocks = [f"<p>{text}</p>" for text in (lead, *_sentences(chance, 6), f"({initials})")]
    headline = f"{who} di {place} {did.title()}"
    person = _one(chance, "people")
    return MadeArticle(
        number=100 + number,
        slug="-".join(headline.lower().split()) + f"-{number}",
        headline=headline,
        pages=[blocks[:4], blocks[4:]] if number % 7 == 0 else [blocks],
        author="Redaksi" if number % 3 == 0 else person,
        writer=person if number % 3 == 0 else None,
        dateline=re.sub("<[^>]+>", "", dateline),
        initials=initials,
        published=published,
        section=_one(chance, "sections"),
        tags=sorted({place, _one(chance, "who")}),
    )


def _dateline(chance: random.Random, place: str, outlet: str) -> str:
    names = {"place": place, "PLACE": place.upper(), "outlet": outlet, "OUTLET": outlet.upper()}
    return _one(chance, "datelines").format(**names)


def _sentences(chance: random.Random, count: int) -> Iterator[str]:
    for turn in range(count):
        detail = f"{_counted(chance, 'detail')} {_one(chance, 'why')}."
        wish = f"“Kami ingin {_one(chance, 'hope')} dan {_one(chance, 'hope')},” kata {_one(chance, 'people')}."
        also = f"{_one(chance, 'who')} sebelumnya sudah {_counted(chance, 'did')}, {_one(chance, 'why')}."
        yield (detail, wish, also)[turn % 3]


def _one(chance: random.Random, kind: str) -> str:
    return chance.choice(PHRASES[kind])


def _counted(chance: random.Random, kind: str) -> str:
    return _one(chance, kind).format(n=chance.randint(3, 980))


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
