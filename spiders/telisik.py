from crawler.cms.custom import SiteSpider


class TelisikSpider(SiteSpider):
    name = "telisik"
    home = "https://telisik.id/"
    title = "Telisik"
    region = "74.71"
    feed = "feed/rss"
    state = "alive 2026"
    note = "the feed answered in August 2026, with bare ampersands; no address of an article was seen, nor a page"
