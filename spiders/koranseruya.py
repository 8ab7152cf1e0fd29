from crawler.cms.wordpress import WordPressSpider


class KoranseruyaSpider(WordPressSpider):
    name = "koranseruya"
    title = "Koran Seruya"
    home = "https://koranseruya.com/"
    region = "73.73"
    layouts = ("newspaper",)
    article = r"^https?://[^/]+/[^/?#]{8,}/?$"
    state = "alive Apr 2025"
    note = "feed and REST not tried"
