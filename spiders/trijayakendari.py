from crawler.cms.wordpress import WordPressSpider


class TrijayakendariSpider(WordPressSpider):
    name = "trijayakendari"
    title = "Trijaya Kendari"
    home = "https://www.trijayakendari.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known"
