from crawler.cms.wordpress import WordPressSpider


class MitranusantaraSpider(WordPressSpider):
    name = "mitranusantara"
    title = "Mitra Nusantara"
    home = "https://mitranusantara.id/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
