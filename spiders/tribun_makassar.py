from crawler.cms.tribun import TribunSpider


class TribunMakassarSpider(TribunSpider):
    name = "tribun_makassar"
    title = "Tribun Timur"
    home = "https://makassar.tribunnews.com/"
    region = "73.71"
    aliases = ("tribun-timur.com",)
    state = "alive 2026"
