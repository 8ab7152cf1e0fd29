from crawler.cms.wordpress import WordPressSpider


class KendariinfoSpider(WordPressSpider):
    name = "kendariinfo"
    title = "Kendari Info"
    home = "https://kendariinfo.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known"
