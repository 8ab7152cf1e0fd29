from crawler.cms.wordpress import WordPressSpider


class BarakatiSpider(WordPressSpider):
    name = "barakati"
    title = "Barakati"
    home = "https://barakati.id/"
    region = "75.71"
    state = "seen 2024-25"
    note = "feed and REST not tried; the theme is MVP Zox, which has no layout yet"
