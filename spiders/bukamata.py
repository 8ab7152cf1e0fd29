from crawler.cms.custom import SiteSpider


class BukamataSpider(SiteSpider):
    name = "bukamata"
    home = "https://bukamatanews.id/"
    title = "Bukamata"
    region = "73.71"
    discovery = ("listing",)
    article = r"^https?://[^/]+/read/\d{4}/\d\d/\d\d/[\w-]+/?$"
    identity = r"/read/(\d{4}/\d\d/\d\d/[\w-]+)"
    state = "seen 2022"
    note = "only the form of addresses is known; paging of the front page is assumed"
