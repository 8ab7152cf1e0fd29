from crawler.cms.wordpress import WordPressSpider


class SultratvSpider(WordPressSpider):
    name = "sultratv"
    title = "Sultra TV"
    home = "https://www.sultratv.id/"
    region = "74.71"
    discovery = ("feed", "sitemap", "months", "listing")
    state = "alive 2026"
    note = "robots.txt forbids REST; theme not known; Kendari assumed"
