from crawler.cms.wordpress import WordPressSpider


class BeritasulselSpider(WordPressSpider):
    name = "beritasulsel"
    title = "BeritaSulsel"
    home = "https://beritasulsel.com/"
    region = "73.71"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known; Makassar assumed"
