from crawler.cms.antara import AntaraSpider


class AntaraManadoSpider(AntaraSpider):
    name = "antara_manado"
    title = "ANTARA Sulut"
    home = "https://manado.antaranews.com/"
    region = "71.71"
    state = "alive 2026"
