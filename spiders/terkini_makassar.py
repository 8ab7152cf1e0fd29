from crawler.cms.wordpress import WordPressSpider


class TerkiniMakassarSpider(WordPressSpider):
    name = "terkini_makassar"
    title = "Makassar Terkini"
    home = "https://makassar.terkini.id/"
    region = "73.71"
    layouts = ("newspaper",)
    aliases = ("terkini.id",)
    begins = "2019-01-01"
    state = "alive 2026"
    note = "sub-sites of other towns (pinrang.terkini.id ...) are not crawled; theme as of 2019"
