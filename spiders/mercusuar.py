from crawler.cms.wordpress import WordPressSpider


class MercusuarSpider(WordPressSpider):
    name = "mercusuar"
    title = "Harian Mercusuar"
    home = "https://mercusuar.web.id/"
    region = "72.71"
    state = "seen, undated"
    note = "feed and REST not tried, theme not known; its sections are regencies"
