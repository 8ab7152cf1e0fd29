from crawler.cms.wordpress import WordPressSpider


class KatasulselSpider(WordPressSpider):
    name = "katasulsel"
    title = "Katasulsel"
    home = "https://katasulsel.com/"
    region = "73.14"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
