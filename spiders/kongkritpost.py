from crawler.cms.wordpress import WordPressSpider


class KongkritpostSpider(WordPressSpider):
    name = "kongkritpost"
    title = "Kongkrit Post"
    home = "https://kongkritpost.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
