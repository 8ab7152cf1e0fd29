"""Sites with a system of their own: a feed or a listing, and pages that the general parser reads."""

from crawler.cms.base import PortalSpider


class SiteSpider(PortalSpider):
    """A site known by its addresses: its portal file states `article`, and `feed` or `listing` where they are known.

    A feed of the last articles serves where it reaches back to the first wanted day; else the front page and its older
    pages do, in which every link that looks like an article counts.
    """

    family = "custom"
    discovery: tuple[str, ...] = ("feed", "listing")
    feed_pages = ""
    listing = "?page={page}"
    listing_links = "a[href]"
