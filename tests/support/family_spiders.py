"""Spiders of the made portals; the variable MADE_PORTALS says where each is, as JSON of name and address."""

import json
import os

from crawler.cms.base import PortalSpider
from tests.support.families import FAMILIES

FACTS: dict[str, dict[str, object]] = {
    "made_custom": {"feed": "feed/rss"},
    "made_idntimes": {"sitemaps": ("sulsel/sitemap.xml",)},
    "made_suara": {"sitemaps": ("static/news/sulsel-sitemap.xml",)},
}
"""what the portal file of such a portal would state"""


def _spider(name: str, home: str) -> type[PortalSpider]:
    facts = {"name": name, "home": home, "__module__": __name__, **FACTS.get(name, {})}
    return type(name, (FAMILIES[name].spider,), facts)


globals().update({name: _spider(name, home) for name, home in json.loads(os.environ.get("MADE_PORTALS", "{}")).items()})
