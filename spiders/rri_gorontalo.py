from crawler.cms.rri import RriSpider


class RriGorontaloSpider(RriSpider):
    name = "rri_gorontalo"
    home = "https://rri.co.id/gorontalo/"
    title = "RRI Gorontalo"
    region = "75.71"
    state = "alive 2026"
