"""RRI, the public radio: all its stations on one host, each under a path of its own."""

from crawler.cms.custom import SiteSpider


class RriSpider(SiteSpider):
    """`/{station}/{section}[/{section}]/{number}/{slug}`; `home` is the station's front page."""

    family = "rri"
    feed = "rss"
    article = r"^https?://[^/]+/(?:[\w-]+/){2,4}\d{5,8}/[\w-]+/?$"
    identity = r"/(\d{5,8})/[\w-]+/?(?:[?#]|$)"
    layouts = ("rri",)
    zone = "+07:00"
    note = "regional feeds are listed and not confirmed; paging of the station's front page is assumed"
