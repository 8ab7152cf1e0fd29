from crawler.cms.wordpress import WordPressSpider


class PortalluwukSpider(WordPressSpider):
    name = "portalluwuk"
    title = "Portal Luwuk"
    home = "https://portalluwuk.com/"
    region = "72.01"
    state = "alive 2026"
    note = "feed not tried, theme not known"
