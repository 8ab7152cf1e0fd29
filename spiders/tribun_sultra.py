from crawler.cms.tribun import TribunSpider


class TribunSultraSpider(TribunSpider):
    name = "tribun_sultra"
    title = "TribunnewsSultra"
    home = "https://sultra.tribunnews.com/"
    region = "74.71"
    state = "alive 2026"
    note = "no article of this host was seen; sitemaps were not; the zone of the index is not known"
