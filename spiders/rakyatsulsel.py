from crawler.cms.wordpress import WordPressSpider


class RakyatsulselSpider(WordPressSpider):
    name = "rakyatsulsel"
    title = "Rakyat Sulsel"
    home = "https://rakyatsulsel.fajar.co.id/"
    region = "73.71"
    article = r"/\d{4}/\d\d/\d\d/[^/]+/?$"
    aliases = ("rakyatsulsel.com", "rakyatsulsel.co")
    state = "alive May 2026"
    note = "answered 403 to bots; feed and REST not tried, theme not known"
