from crawler.cms.custom import SiteSpider


class CarapandangSpider(SiteSpider):
    name = "carapandang"
    home = "https://gorontalo.carapandang.com/"
    title = "Cara Pandang Gorontalo"
    region = "75.71"
    discovery = ("listing",)
    article = r"^https?://[^/]+/news/read/[\w-]+-\d+/?$"
    identity = r"/news/read/[\w-]+-(\d+)/?(?:[?#]|$)"
    state = "alive 2026"
    note = "only the form of addresses is known; paging of the front page is assumed"
