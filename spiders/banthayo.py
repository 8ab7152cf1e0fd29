from crawler.cms.custom import SiteSpider


class BanthayoSpider(SiteSpider):
    name = "banthayo"
    home = "https://banthayo.id/"
    title = "Banthayo"
    region = "75.71"
    feed = "rss"
    state = "alive 2026"
    note = "a public program of 2026 reads the feed; no address of an article was seen"
