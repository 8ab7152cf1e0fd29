from crawler.cms.wordpress import WordPressSpider


class InipohuwatoSpider(WordPressSpider):
    name = "inipohuwato"
    title = "Ini Pohuwato"
    home = "https://inipohuwato.id/"
    region = "75.04"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
