from crawler.cms.wordpress import WordPressSpider


class InfosulawesiSpider(WordPressSpider):
    name = "infosulawesi"
    title = "Info Sulawesi"
    home = "https://infosulawesi.com/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    state = "alive May 2026"
    note = "feed and REST not tried, theme not known; Makassar assumed"
