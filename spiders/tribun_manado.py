from crawler.cms.tribun import TribunSpider


class TribunManadoSpider(TribunSpider):
    name = "tribun_manado"
    title = "Tribun Manado"
    home = "https://manado.tribunnews.com/"
    region = "71.71"
    state = "alive 2026"
