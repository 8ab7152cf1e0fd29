from crawler.cms.wordpress import WordPressSpider


class SulselsatuSpider(WordPressSpider):
    name = "sulselsatu"
    title = "SulselSatu"
    home = "https://www.sulselsatu.com/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/[^/]+\.html$"
    begins = "2015-08-01"
    state = "alive Oct 2026"
    note = "REST sends no totals; feed not tried, theme not known"
