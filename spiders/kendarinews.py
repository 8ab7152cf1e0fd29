from crawler.cms.wordpress import WordPressSpider


class KendarinewsSpider(WordPressSpider):
    name = "kendarinews"
    title = "Kendari News"
    home = "https://kendarinews.com/"
    region = "74.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    state = "seen 2024"
    note = "feed and REST not tried, theme not known"
