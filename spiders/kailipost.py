from crawler.cms.wordpress import WordPressSpider


class KailipostSpider(WordPressSpider):
    name = "kailipost"
    title = "Kaili Post"
    home = "https://kailipost.com/"
    region = "72.71"
    state = "seen 2023"
    note = "feed and REST not tried, theme not known"
