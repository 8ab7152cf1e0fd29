from crawler.cms.wordpress import WordPressSpider


class FajarSulselSpider(WordPressSpider):
    name = "fajar_sulsel"
    title = "Fajar Sulsel"
    home = "https://sulsel.fajar.co.id/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    state = "alive May 2026"
    note = "feed and REST not tried, theme not known"
