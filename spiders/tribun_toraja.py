from crawler.cms.tribun import TribunSpider


class TribunTorajaSpider(TribunSpider):
    name = "tribun_toraja"
    title = "TribunToraja"
    home = "https://toraja.tribunnews.com/"
    region = "73.26"
    state = "alive 2026"
    note = "no article, sitemap or feed of this host was seen; its seat may be Makale (73.18)"
