from crawler.cms.wordpress import WordPressSpider


class SultengrayaSpider(WordPressSpider):
    name = "sultengraya"
    title = "Sulteng Raya"
    home = "https://sultengraya.com/"
    region = "72.71"
    state = "alive 2026"
    note = "feed not tried, theme not known"
