from crawler.cms.wordpress import WordPressSpider


class LensatimurSpider(WordPressSpider):
    name = "lensatimur"
    title = "Lensa Timur"
    home = "https://www.lensatimur.id/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
