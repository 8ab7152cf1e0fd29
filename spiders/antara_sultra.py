from crawler.cms.antara import AntaraSpider


class AntaraSultraSpider(AntaraSpider):
    name = "antara_sultra"
    title = "ANTARA Sultra"
    home = "https://sultra.antaranews.com/"
    region = "74.71"
    state = "alive 2026"
