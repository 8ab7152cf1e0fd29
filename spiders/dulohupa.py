from crawler.cms.wordpress import WordPressSpider


class DulohupaSpider(WordPressSpider):
    name = "dulohupa"
    title = "Dulohupa"
    home = "https://dulohupa.id/"
    region = "75.71"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
