"""Made portals of many families, and crawls of all of them at once: one process serves them together."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from crawler.cms.base import PortalSpider
from crawler.cms.blogger import BloggerSpider
from crawler.cms.custom import SiteSpider
from crawler.cms.idntimes import IdnTimesSpider
from crawler.cms.jawapos import JawaPosSpider
from crawler.cms.promedia import PromediaSpider
from crawler.cms.rri import RriSpider
from crawler.cms.suara import SuaraSpider
from tests.support.articles import MadeArticle
from tests.support.blogger import Blogger
from tests.support.custom import Custom
from tests.support.faults import On
from tests.support.idntimes import IdnTimes
from tests.support.jawapos import JawaPos
from tests.support.listed import ListedSite
from tests.support.messages import Request
from tests.support.portal import Portal
from tests.support.promedia import Promedia
from tests.support.rri import Rri
from tests.support.suara import Suara
from tests.support.warta import FAST, Done, warta


class Family(NamedTuple):
    """A family's spider, the site that plays it, and where under its address the portal begins."""

    spider: type[PortalSpider]
    site: type[ListedSite]
    step: str = ""


FAMILIES = {
    "made_blogger": Family(BloggerSpider, Blogger),
    "made_custom": Family(SiteSpider, Custom),
    "made_idntimes": Family(IdnTimesSpider, IdnTimes),
    "made_jawapos": Family(JawaPosSpider, JawaPos),
    "made_promedia": Family(PromediaSpider, Promedia),
    "made_rri": Family(RriSpider, Rri, "makassar/"),
    "made_suara": Family(SuaraSpider, Suara),
}
MODULE = ("-s", "SPIDER_MODULES=tests.support.family_spiders")


class MadePortals:
    """Running portals by name; `homes` tells the spiders where they are."""

    def __init__(self, portals: Mapping[str, Portal]) -> None:
        self.portals = portals
        self.homes = {name: f"{portal.home}/{FAMILIES[name].step}" for name, portal in portals.items()}

    @property
    def requests(self) -> list[Request]:
        """All that was asked until now."""
        return [request for portal in self.portals.values() for request in portal.requests]

    def articles(self, name: str) -> dict[str, MadeArticle]:
        """The articles of a portal by address."""
        portal = self.portals[name]
        assert isinstance(portal.site, ListedSite)
        return {portal.home + path: article for path, article in portal.site.by_path.items()}

    def crawl(self, data: Path, *words: str) -> Done:
        """One crawl of all portals."""
        return warta(data, "crawl", *self.portals, *MODULE, *FAST, *words, MADE_PORTALS=json.dumps(self.homes))

    def replay(self, source: Path, data: Path, *words: str) -> Done:
        """Replays what was archived."""
        return warta(data, "replay", str(source), *MODULE, *words, MADE_PORTALS=json.dumps(self.homes))


@contextmanager
def made_portals(articles: list[MadeArticle], faults: Mapping[str, list[On]] | None = None) -> Iterator[MadePortals]:
    """Portals of all families with the same articles; `faults` names the families to run, and their faults."""
    names = FAMILIES if faults is None else faults
    with ExitStack() as stack:
        rules = {name: (faults or {}).get(name, []) for name in names}
        sites = {name: Portal(FAMILIES[name].site(articles), rules[name]) for name in names}
        yield MadePortals({name: stack.enter_context(site) for name, site in sites.items()})
