from crawler.cms.wordpress import WordPressSpider


class HeraldSpider(WordPressSpider):
    name = "herald"
    title = "Herald Indonesia"
    home = "https://herald.id/"
    region = "73.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
