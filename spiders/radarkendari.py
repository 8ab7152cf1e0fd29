from crawler.cms.wordpress import WordPressSpider


class RadarkendariSpider(WordPressSpider):
    name = "radarkendari"
    title = "Radar Kendari"
    home = "https://radarkendari.com/"
    region = "74.71"
    article = r"^https?://[^/]+/[^/?#]{8,}/?$"
    state = "alive 2026"
    note = "theme not known"
