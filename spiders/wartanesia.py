from crawler.cms.wordpress import WordPressSpider


class WartanesiaSpider(WordPressSpider):
    name = "wartanesia"
    title = "Wartanesia"
    home = "https://wartanesia.id/"
    region = "75.71"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
