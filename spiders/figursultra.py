from crawler.cms.wordpress import WordPressSpider


class FigursultraSpider(WordPressSpider):
    name = "figursultra"
    title = "Figur Sultra"
    home = "https://figursultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
