from crawler.cms.wordpress import WordPressSpider


class KabarmakassarSpider(WordPressSpider):
    name = "kabarmakassar"
    title = "KabarMakassar"
    home = "https://www.kabarmakassar.com/"
    region = "73.71"
    state = "alive 2026"
    note = "nothing before 2017 after a migration; feed not tried, theme not known"
