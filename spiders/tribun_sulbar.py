from crawler.cms.tribun import TribunSpider


class TribunSulbarSpider(TribunSpider):
    name = "tribun_sulbar"
    title = "Tribun-Sulbar"
    home = "https://sulbar.tribunnews.com/"
    region = "76.02"
    state = "alive 2026"
    note = "only newer addresses were seen; sitemaps were not; the zone of the index is not known"
