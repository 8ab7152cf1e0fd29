from crawler.cms.custom import SiteSpider


class PedomanmediaSpider(SiteSpider):
    name = "pedomanmedia"
    home = "https://pedoman.media/"
    title = "Pedoman Media"
    region = "73.71"
    discovery = ("listing",)
    article = r"^https?://[^/]+/read/\d+/[\w-]+/?$"
    identity = r"/read/(\d+)/"
    state = "seen, year not known"
    note = "only the form of addresses is known; paging of the front page is assumed"
