from crawler.cms.wordpress import WordPressSpider


class BeritamanadoSpider(WordPressSpider):
    name = "beritamanado"
    title = "BeritaManado"
    home = "https://beritamanado.com/"
    region = "71.71"
    article = r"^https?://[^/]+/[^/?#]{8,}/?$"
    state = "alive Oct 2026"
    note = "theme not known"
