from crawler.cms.wordpress import WordPressSpider


class ParepareterkiniSpider(WordPressSpider):
    name = "parepareterkini"
    title = "Parepare Terkini"
    home = "https://parepareterkini.com/"
    region = "73.72"
    state = "alive 2026"
    note = "feed not tried, theme not known"
