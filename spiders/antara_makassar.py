from crawler.cms.antara import AntaraSpider


class AntaraMakassarSpider(AntaraSpider):
    name = "antara_makassar"
    title = "ANTARA Makassar"
    home = "https://makassar.antaranews.com/"
    region = "73.71"
    aliases = ("antarasulsel.com",)
    state = "alive 2026"
