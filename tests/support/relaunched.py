"""The spider of a made WordPress whose portal file is mended between two commands: MADE_LAYOUTS are its layouts."""

import os

from crawler.cms.wordpress import AnyWordPressSpider


class RelaunchedSpider(AnyWordPressSpider):
    """Declares what the variable says."""

    name = "relaunched"
    layouts = tuple(os.environ.get("MADE_LAYOUTS", "").split())
