from crawler.cms.wordpress import WordPressSpider


class KotamobagupostSpider(WordPressSpider):
    name = "kotamobagupost"
    title = "Kotamobagu Post"
    home = "https://kotamobagupost.com/"
    region = "71.74"
    state = "alive 2026"
    note = "feed not tried, theme not known"
