"""Suara.com's regional papers."""

from crawler.cms.custom import SiteSpider


class SuaraSpider(SiteSpider):
    """`/read/{YYYY/MM/DD}/{HHMMSS}/{slug}`: the second of publication and the slug name an article."""

    family = "suara"
    discovery = ("listing", "sitemap")
    listing = "indeks?page={page}"
    article = r"^https?://[^/]+/(?!foto|video)[\w-]+/\d{4}/\d\d/\d\d/\d{6}/[\w-]+/?(?:\?page=(?:all|\d+))?$"
    identity = r"/(\d{4}/\d\d/\d\d/\d{6}/[\w-]+)"
    zone = "+07:00"
