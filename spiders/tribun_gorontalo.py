from crawler.cms.tribun import TribunSpider


class TribunGorontaloSpider(TribunSpider):
    name = "tribun_gorontalo"
    title = "TribunGorontalo"
    home = "https://gorontalo.tribunnews.com/"
    region = "75.71"
    state = "alive 2026"
    note = "only the form /pohuwato/number/slug was seen, and no feed"
