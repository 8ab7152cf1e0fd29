from crawler.cms.wordpress import WordPressSpider


class GosulselSpider(WordPressSpider):
    name = "gosulsel"
    title = "GoSulsel"
    home = "https://gosulsel.com/"
    region = "73.71"
    begins = "2025-01-01"
    state = "alive 2026"
    note = "began anew in 2025-01, what was older is lost; feed not tried, theme not known"
