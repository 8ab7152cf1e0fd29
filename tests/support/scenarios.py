"""Crawls of made portals as values, and the faults and edits that several test files play."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from tests.support import faults
from tests.support.articles import MadeArticle
from tests.support.faults import Fault, On
from tests.support.messages import Request
from tests.support.portal import Portal
from tests.support.warta import Done, crawl
from tests.support.wordpress import WordPress

ELSEWHERE = "http://lain.example.test/"


@dataclass(frozen=True)
class Crawled:
    """A crawl of a made portal, what the portal held, and what it was asked."""

    done: Done
    articles: list[MadeArticle]
    requests: list[Request]
    home: str
    lines_before: tuple[str, ...] = ()
    """what an earlier run into the same folder had stored"""

    @property
    def portal(self) -> str:
        """The portal's name: host and port."""
        return self.home.removeprefix("http://").replace(":", "-")


def crawled(data: Path, site: WordPress, rules: list[On], *words: str) -> Crawled:
    """One crawl of a site with these faults."""
    with Portal(site, rules) as portal:
        done = crawl(portal, data, *words)
    return Crawled(done, site.articles, portal.requests, portal.home)


def on_page(article: MadeArticle, fault: Fault, first: int | None = None) -> On:
    """The fault on the first page of one article."""
    return On(f"^{article.path}$", fault, first)


FAULTS: dict[str, Fault] = {
    "http-404": faults.status(404),
    "http-429": faults.status(429, retry_after="0"),
    "http-500": faults.status(500),
    "timeout": faults.slow(1.5),
    "cut-short": faults.cut_short,
    "connection-lost": faults.hang_up,
    "redirect-loop": faults.redirect(),
    "offsite": faults.redirect(ELSEWHERE),
    "http-403": faults.challenge,
    "challenge": lambda request, answer: replace(faults.challenge(request, answer), status=200),
}
"""the reason that each must be refused with, when no other source has the text"""


WALLS: dict[str, Fault] = {
    "http-401": faults.status(401),
    "http-403": faults.challenge,
    "http-406": faults.status(406),
    "http-429": faults.status(429, retry_after="0"),
    "http-503": faults.status(503),
    "challenge": FAULTS["challenge"],
}
"""faults of a page that say nothing of the article, so that the text REST gave stands for it"""


def edit(site: WordPress) -> None:
    """The newsroom corrects the third headline, and publishes the first article once more at another address."""
    old, third = site.articles[0], site.articles[2]
    site.articles[2] = replace(third, headline="Ralat: " + third.headline, modified=third.published + timedelta(days=1))
    site.articles.append(replace(old, number=900, slug="salinan", published=old.published + timedelta(days=9)))
