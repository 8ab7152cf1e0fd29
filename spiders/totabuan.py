from crawler.cms.wordpress import WordPressSpider


class TotabuanSpider(WordPressSpider):
    name = "totabuan"
    title = "Totabuan News"
    home = "https://totabuan.news/"
    region = "71.74"
    state = "seen 2021"
    note = "feed and REST not tried, theme not known"
