from crawler.cms.wordpress import WordPressSpider


class HargoSpider(WordPressSpider):
    name = "hargo"
    title = "Hargo"
    home = "https://hargo.co.id/"
    region = "75.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
