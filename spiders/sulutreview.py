from crawler.cms.wordpress import WordPressSpider


class SulutreviewSpider(WordPressSpider):
    name = "sulutreview"
    title = "Sulut Review"
    home = "https://sulutreview.com/"
    region = "71.71"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
