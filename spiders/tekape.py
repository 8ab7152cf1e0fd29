from crawler.cms.wordpress import WordPressSpider


class TekapeSpider(WordPressSpider):
    name = "tekape"
    title = "Tekape"
    home = "https://tekape.co/"
    region = "73.73"
    state = "seen, undated"
    note = "feed and REST not tried, theme not known"
