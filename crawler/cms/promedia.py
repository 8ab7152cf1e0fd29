"""Promedia: Pikiran Rakyat's regional papers, and independent papers on the same system."""

from crawler.cms.custom import SiteSpider


class PromediaSpider(SiteSpider):
    """`/{section}/pr-{number}/{slug}` under pikiran-rakyat.com, without `pr-` elsewhere; an index by day in English."""

    family = "promedia"
    discovery = ("listing", "sitemap")
    listing = "indeks-berita?daterange={day:%d %B %Y} - {day:%d %B %Y}&page={page}"
    listing_links = "a.latest__link, .latest__title a"
    article = r"^https?://[^/]+/[\w-]+/(?:pr-)?\d{9,12}/[\w-]+/?(?:\?page=(?:all|\d+))?$"
    identity = r"/(?:pr-)?(\d{9,12})/[\w-]"
    whole = "page=all"
    layouts = ("promedia",)
    zone = "+07:00"
