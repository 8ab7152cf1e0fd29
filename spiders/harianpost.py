from crawler.cms.wordpress import WordPressSpider


class HarianpostSpider(WordPressSpider):
    name = "harianpost"
    title = "Harian Post"
    home = "https://harianpost.id/"
    region = "75.71"
    layouts = ("wpmedia",)
    state = "alive 2026"
    note = "feed and REST not tried"
