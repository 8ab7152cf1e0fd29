from crawler.cms.wordpress import WordPressSpider


class GalerisultraSpider(WordPressSpider):
    name = "galerisultra"
    title = "Galeri Sultra"
    home = "https://galerisultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
