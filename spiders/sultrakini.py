from crawler.cms.wordpress import WordPressSpider


class SultrakiniSpider(WordPressSpider):
    name = "sultrakini"
    title = "SultraKini"
    home = "https://sultrakini.com/"
    region = "74.71"
    layouts = ("publisher",)
    state = "alive Oct 2026"
    note = "feed not tried; theme as of 2019; Kendari assumed"
