from crawler.cms.wordpress import WordPressSpider


class SulbartaSpider(WordPressSpider):
    name = "sulbarta"
    title = "SulbarTa"
    home = "https://sulbarta.com/"
    region = "76.02"
    state = "alive Dec 2025"
    note = "feed and REST not tried, theme not known"
