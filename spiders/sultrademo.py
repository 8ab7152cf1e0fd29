from crawler.cms.wordpress import WordPressSpider


class SultrademoSpider(WordPressSpider):
    name = "sultrademo"
    title = "Sultra Demo"
    home = "https://sultrademo.or.id/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
