from crawler.cms.wordpress import WordPressSpider


class HeraldsulselSpider(WordPressSpider):
    name = "heraldsulsel"
    title = "Herald Sulsel"
    home = "https://heraldsulsel.com/"
    region = "73.71"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
