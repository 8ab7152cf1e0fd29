from crawler.cms.wordpress import WordPressSpider


class Dtk60Spider(WordPressSpider):
    name = "dtk60"
    title = "60DTK"
    home = "https://60dtk.com/"
    region = "75.71"
    state = "seen 2020"
    note = "feed and REST not tried, theme not known"
