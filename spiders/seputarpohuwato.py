from crawler.cms.wordpress import WordPressSpider


class SeputarpohuwatoSpider(WordPressSpider):
    name = "seputarpohuwato"
    title = "Seputar Pohuwato"
    home = "https://seputarpohuwato.com/"
    region = "75.04"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
