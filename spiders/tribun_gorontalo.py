from crawler.cms.tribun import TribunSpider


class TribunGorontaloSpider(TribunSpider):
    name = "tribun_gorontalo"
    title = "TribunGorontalo"
    home = "https://gorontalo.tribunnews.com/"
    region = "75.71"
    state = "alive 2026"
    note = "newer addresses were seen as a form only; sitemaps were not; the zone of the index is not known"
