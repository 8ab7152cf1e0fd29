from crawler.cms.wordpress import WordPressSpider


class SuaragorontaloSpider(WordPressSpider):
    name = "suaragorontalo"
    title = "Suara Gorontalo"
    home = "https://suaragorontalo.com/"
    region = "75.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
