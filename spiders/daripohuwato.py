from crawler.cms.wordpress import WordPressSpider


class DaripohuwatoSpider(WordPressSpider):
    name = "daripohuwato"
    title = "Dari Pohuwato"
    home = "https://daripohuwato.id/"
    region = "75.04"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
