from crawler.cms.wordpress import WordPressSpider


class TerassultraSpider(WordPressSpider):
    name = "terassultra"
    title = "Teras Sultra"
    home = "https://www.terassultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
