from crawler.cms.wordpress import WordPressSpider


class PareposSpider(WordPressSpider):
    name = "parepos"
    title = "Pare Pos"
    home = "https://parepos.com/"
    region = "73.72"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
