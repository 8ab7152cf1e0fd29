from crawler.cms.wordpress import WordPressSpider


class KoranheadlineSpider(WordPressSpider):
    name = "koranheadline"
    title = "Koran Headline"
    home = "https://koranheadline.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
