from crawler.cms.wordpress import WordPressSpider


class SultramerdekaSpider(WordPressSpider):
    name = "sultramerdeka"
    title = "Sultra Merdeka"
    home = "https://www.sultramerdeka.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
