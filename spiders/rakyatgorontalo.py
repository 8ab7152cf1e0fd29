from crawler.cms.wordpress import WordPressSpider


class RakyatgorontaloSpider(WordPressSpider):
    name = "rakyatgorontalo"
    title = "Rakyat Gorontalo"
    home = "https://rakyatgorontalo.com/"
    region = "75.71"
    state = "alive 2026"
    note = "feed not tried, theme not known"
