"""A made WordPress with the former hosts MADE_ALIASES; with MADE_ADDRESS every name seems to lead there at first."""

import os

import crawler.politeness.pace
from crawler.cms.wordpress import AnyWordPressSpider


async def _look_up(host: str) -> str | None:
    return os.environ["MADE_ADDRESS"]


if "MADE_ADDRESS" in os.environ:
    crawler.politeness.pace.look_up = _look_up


class ReboundSpider(AnyWordPressSpider):
    """Trusts redirects to the hosts that the variable names."""

    name = "rebound"
    aliases = tuple(os.environ.get("MADE_ALIASES", "").split())
    discovery = ("feed",)
