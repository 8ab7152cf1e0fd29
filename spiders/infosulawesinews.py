from crawler.cms.wordpress import WordPressSpider


class InfosulawesinewsSpider(WordPressSpider):
    name = "infosulawesinews"
    title = "Info Sulawesi News"
    home = "https://infosulawesinews.com/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    state = "alive Apr 2026"
    note = "feed and REST not tried, theme not known; Makassar assumed"
