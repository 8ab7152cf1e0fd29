from crawler.cms.custom import SiteSpider


class KabargorontaloSpider(SiteSpider):
    name = "kabargorontalo"
    home = "https://kabargorontalo.com/"
    title = "Kabar Gorontalo"
    region = "75.71"
    feed = "rss"
    state = "alive 2026"
    note = "a public program of 2026 reads the feed; no address of an article was seen"
