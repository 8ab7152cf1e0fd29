from crawler.cms.wordpress import WordPressSpider


class MakassarterkiniSpider(WordPressSpider):
    name = "makassarterkini"
    title = "Makassar Terkini"
    home = "https://makassarterkini.id/"
    region = "73.71"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
