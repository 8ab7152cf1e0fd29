from crawler.cms.wordpress import WordPressSpider


class TerbitsulbarSpider(WordPressSpider):
    name = "terbitsulbar"
    title = "Terbit Sulbar"
    home = "https://terbitsulbar.com/"
    region = "76.02"
    state = "seen Nov 2024"
    note = "feed and REST not tried, theme not known"
