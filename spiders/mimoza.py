from crawler.cms.wordpress import WordPressSpider


class MimozaSpider(WordPressSpider):
    name = "mimoza"
    title = "Mimoza TV"
    home = "https://mimoza.tv/"
    region = "75.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
