from crawler.cms.wordpress import WordPressSpider


class MetrokendariSpider(WordPressSpider):
    name = "metrokendari"
    title = "Metro Kendari"
    home = "https://metrokendari.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; links of the form /?p=1688 were seen"
