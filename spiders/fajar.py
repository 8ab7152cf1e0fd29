from crawler.cms.wordpress import WordPressSpider


class FajarSpider(WordPressSpider):
    name = "fajar"
    title = "Fajar"
    home = "https://fajar.co.id/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    aliases = ("fajaronline.co.id",)
    begins = "2017-03-01"
    state = "alive 2026"
    note = "HTML answered 403 to bots, feed and REST answered; theme not known"
