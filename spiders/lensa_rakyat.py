from crawler.cms.wordpress import WordPressSpider


class LensaRakyatSpider(WordPressSpider):
    name = "lensa_rakyat"
    title = "Lensa Rakyat"
    home = "https://lensa-rakyat.com/"
    region = "73.15"
    state = "alive 2026"
    note = "feed listed, not tried; which Idtheme theme it uses is not proven"
