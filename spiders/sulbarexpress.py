from crawler.cms.wordpress import WordPressSpider


class SulbarexpressSpider(WordPressSpider):
    name = "sulbarexpress"
    title = "Sulbar Express"
    home = "https://sulbarexpress.fajar.co.id/"
    region = "76.02"
    state = "pages of 2022"
    note = "feed and REST not tried, theme not known"
