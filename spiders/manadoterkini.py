from crawler.cms.wordpress import WordPressSpider


class ManadoterkiniSpider(WordPressSpider):
    name = "manadoterkini"
    title = "Manado Terkini"
    home = "https://manadoterkini.com/"
    region = "71.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
