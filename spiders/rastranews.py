from crawler.cms.wordpress import WordPressSpider


class RastranewsSpider(WordPressSpider):
    name = "rastranews"
    title = "Rastranews"
    home = "https://rastranews.id/"
    region = "73.71"
    state = "seen 2025"
    note = "feed and REST not tried, theme not known; Makassar assumed"
