from crawler.cms.antara import AntaraSpider


class AntaraSultengSpider(AntaraSpider):
    name = "antara_sulteng"
    title = "ANTARA Sulteng"
    home = "https://sulteng.antaranews.com/"
    region = "72.71"
    state = "alive 2026"
