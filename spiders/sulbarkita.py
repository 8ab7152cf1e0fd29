from crawler.cms.custom import SiteSpider


class SulbarkitaSpider(SiteSpider):
    name = "sulbarkita"
    home = "http://sulbarkita.com/"
    title = "SulbarKita"
    region = "76.02"
    discovery = ("listing",)
    listing = "news-index.html"
    listing_links = "a[href*=_berita]"
    article = r"_berita\d+\.html$"
    identity = r"_berita(\d+)\.html"
    state = "seen 2018 and 2019"
    note = "a program of 2019 reads the first page of the index; whether it has more is not known"
