from crawler.cms.wordpress import WordPressSpider


class RadarsultraSpider(WordPressSpider):
    name = "radarsultra"
    title = "Radar Sultra"
    home = "https://radarsultra.co/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
