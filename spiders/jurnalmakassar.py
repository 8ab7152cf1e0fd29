from crawler.cms.promedia import PromediaSpider


class JurnalmakassarSpider(PromediaSpider):
    name = "jurnalmakassar"
    home = "https://jurnalmakassar.pikiran-rakyat.com/"
    title = "Jurnal Makassar"
    region = "73.71"
    state = "alive May 2026"
    note = "the index by day is other papers' of this system; not tried here"
