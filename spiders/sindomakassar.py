from crawler.cms.custom import SiteSpider


class SindomakassarSpider(SiteSpider):
    name = "sindomakassar"
    home = "https://sindomakassar.com/"
    title = "Sindo Makassar"
    region = "73.71"
    discovery = ("listing",)
    article = r"^https?://[^/]+/read/[\w-]+/\d+/[\w-]+-\d{10}/?$"
    identity = r"/read/[\w-]+/(\d+)/"
    dated = r"-(?P<unix>\d{10})/?$"
    state = "alive May 2026"
    note = "addresses end in the second of publication; paging of the front page is assumed"
