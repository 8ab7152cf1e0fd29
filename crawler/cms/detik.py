"""Detik's regional desks, each a folder of www.detik.com with an index by day; times are WIB."""

from crawler.cms.base import PortalSpider


class DetikSpider(PortalSpider):
    """A regional desk; `home` is its folder. Pages of photographs and videos stand in its index too."""

    family = "detik"
    discovery = ("listing", "sitemap", "feed")
    listing = "indeks?page={page}&date={day:%m/%d/%Y}"
    listing_links = "article h2 a, article h3 a"
    sitemaps = ("sitemap_news.xml", "berita/sitemap_news.xml")
    feed = "rss"
    feed_pages = ""
    article = (
        r"^https?://[^/]+/\w+/(?![\w-]*(?:foto|photo|video|tv)[\w-]*/)[\w-]+/d-\d+(?:/(?!foto-)[\w-]+)?/?(?:\?.*)?$"
    )
    identity = r"/d-(\d+)(?:/|$)"
    whole = "single=1"
    layouts = ("detik", "detik-2015")
    zone = "+07:00"
    permission = "unread"
    note = "the sitemap was seen for other desks only"
