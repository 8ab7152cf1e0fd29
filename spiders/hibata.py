from crawler.cms.wordpress import WordPressSpider


class HibataSpider(WordPressSpider):
    name = "hibata"
    title = "Hibata"
    home = "https://hibata.id/"
    region = "75.71"
    layouts = ("wpmedia",)
    state = "alive 2026"
    note = "feed and REST not tried"
