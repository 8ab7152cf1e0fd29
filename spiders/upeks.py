from crawler.cms.wordpress import WordPressSpider


class UpeksSpider(WordPressSpider):
    name = "upeks"
    title = "Upeks"
    home = "https://upeks.co.id/"
    region = "73.71"
    begins = "2019-01-01"
    state = "alive 2026"
    note = "answered 403 after about eight requests a minute; feed not tried, theme not known"
