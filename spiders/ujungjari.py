from crawler.cms.wordpress import WordPressSpider


class UjungjariSpider(WordPressSpider):
    name = "ujungjari"
    title = "Ujung Jari"
    home = "https://ujungjari.com/"
    region = "73.71"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known; Makassar assumed"
