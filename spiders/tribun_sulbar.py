from crawler.cms.tribun import TribunSpider


class TribunSulbarSpider(TribunSpider):
    name = "tribun_sulbar"
    title = "Tribun-Sulbar"
    home = "https://sulbar.tribunnews.com/"
    region = "76.02"
    state = "alive 2026"
    note = "the newer addresses were seen, and no feed"
