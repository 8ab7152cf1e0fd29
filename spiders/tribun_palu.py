from crawler.cms.tribun import TribunSpider


class TribunPaluSpider(TribunSpider):
    name = "tribun_palu"
    title = "TribunPalu"
    home = "https://palu.tribunnews.com/"
    region = "72.71"
    state = "alive 2026"
    note = "only older addresses were seen; sitemaps were not; the zone of the index is not known"
