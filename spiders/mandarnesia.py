from crawler.cms.wordpress import WordPressSpider


class MandarnesiaSpider(WordPressSpider):
    name = "mandarnesia"
    title = "Mandarnesia"
    home = "https://mandarnesia.com/"
    region = "76"
    state = "seen 2020"
    note = "feed and REST not tried, theme not known"
