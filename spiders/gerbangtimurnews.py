from crawler.cms.wordpress import WordPressSpider


class GerbangtimurnewsSpider(WordPressSpider):
    name = "gerbangtimurnews"
    title = "Gerbang Timur News"
    home = "https://gerbangtimurnews.com/"
    region = "73.71"
    state = "seen 2025"
    note = "feed and REST not tried, theme not known; Makassar assumed"
