from crawler.cms.rri import RriSpider


class RriMakassarSpider(RriSpider):
    name = "rri_makassar"
    home = "https://rri.co.id/makassar/"
    title = "RRI Makassar"
    region = "73.71"
    state = "alive 2026"
