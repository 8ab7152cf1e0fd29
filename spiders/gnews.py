from crawler.cms.wordpress import WordPressSpider


class GnewsSpider(WordPressSpider):
    name = "gnews"
    title = "GNews"
    home = "https://gnews.co.id/"
    region = "72.71"
    state = "seen 2024"
    note = "feed and REST not tried, theme not known"
