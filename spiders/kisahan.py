from crawler.cms.wordpress import WordPressSpider


class KisahanSpider(WordPressSpider):
    name = "kisahan"
    title = "Kisahan"
    home = "https://kisahan.id/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
