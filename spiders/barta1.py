from crawler.cms.wordpress import WordPressSpider


class Barta1Spider(WordPressSpider):
    name = "barta1"
    title = "Barta1"
    home = "https://barta1.com/"
    region = "71.71"
    state = "seen 2020"
    note = "feed and REST not tried, theme not known"
