from crawler.cms.wordpress import WordPressSpider


class MetroluwukSpider(WordPressSpider):
    name = "metroluwuk"
    title = "Metro Luwuk"
    home = "https://metroluwuk.net/"
    region = "72.01"
    state = "seen 2025"
    note = "feed and REST not tried, theme not known"
