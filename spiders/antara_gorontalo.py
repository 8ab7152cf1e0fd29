from crawler.cms.antara import AntaraSpider


class AntaraGorontaloSpider(AntaraSpider):
    name = "antara_gorontalo"
    title = "ANTARA Gorontalo"
    home = "https://gorontalo.antaranews.com/"
    region = "75.71"
    state = "alive 2026"
