"""The regional offices of the news agency Antara; times are WIB, also where clocks show WITA."""

from crawler.cms.base import PortalSpider


class AntaraSpider(PortalSpider):
    """A regional office. Its pages forbid crawling without written leave of LKBN ANTARA."""

    family = "antara"
    discovery = ("listing", "feed")
    listing = "terkini/{page}"
    listing_links = ".card__post h2 a, .card__post h3 a, .simple-post h3 a"
    feed = "rss/terkini.xml"
    feed_pages = ""
    article = r"^https?://[^/]+/berita/\d+/[\w-]+/?(?:\?.*)?$"
    identity = r"/berita/(\d+)(?:/|$)"
    layouts = ("antara", "antara-2018", "antara-2015")
    zone = "+07:00"
    permission = "forbidden"
    note = "whether the list of the newest goes back to the beginning is not known; sitemaps were not seen"
