from crawler.cms.wordpress import WordPressSpider


class InformasisultraSpider(WordPressSpider):
    name = "informasisultra"
    title = "Informasi Sultra"
    home = "https://informasisultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
