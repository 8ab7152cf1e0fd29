from crawler.cms.tribun import TribunSpider


class TribunTorajaSpider(TribunSpider):
    name = "tribun_toraja"
    title = "TribunToraja"
    home = "https://toraja.tribunnews.com/"
    region = "73.26"
    state = "alive 2026"
    note = "no address of an article was seen, and no feed; the newsroom may be in Makale (73.18)"
