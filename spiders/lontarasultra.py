from crawler.cms.wordpress import WordPressSpider


class LontarasultraSpider(WordPressSpider):
    name = "lontarasultra"
    title = "Lontara Sultra"
    home = "https://lontarasultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
