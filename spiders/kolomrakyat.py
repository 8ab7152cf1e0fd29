from crawler.cms.wordpress import WordPressSpider


class KolomrakyatSpider(WordPressSpider):
    name = "kolomrakyat"
    title = "Kolom Rakyat"
    home = "https://kolomrakyat.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
