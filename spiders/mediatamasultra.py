from crawler.cms.wordpress import WordPressSpider


class MediatamasultraSpider(WordPressSpider):
    name = "mediatamasultra"
    title = "Mediatama Sultra"
    home = "https://mediatamasultra.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
