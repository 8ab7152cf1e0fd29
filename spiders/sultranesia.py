from crawler.cms.wordpress import WordPressSpider


class SultranesiaSpider(WordPressSpider):
    name = "sultranesia"
    title = "Sultranesia"
    home = "https://sultranesia.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
