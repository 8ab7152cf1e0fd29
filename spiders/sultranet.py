from crawler.cms.wordpress import WordPressSpider


class SultranetSpider(WordPressSpider):
    name = "sultranet"
    title = "SultraNet"
    home = "https://sultranet.com/"
    region = "74.71"
    state = "alive Oct 2026"
    note = "feed and REST not tried, theme not known; Kendari assumed"
