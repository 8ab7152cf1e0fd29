from crawler.cms.wordpress import WordPressSpider


class BritakitaSpider(WordPressSpider):
    name = "britakita"
    title = "Britakita"
    home = "https://britakita.net/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
