from crawler.cms.wordpress import WordPressSpider


class KabarluwukSpider(WordPressSpider):
    name = "kabarluwuk"
    title = "Kabar Luwuk"
    home = "https://kabarluwuk.com/"
    region = "72.01"
    state = "alive 2026"
    note = "feed not tried, theme not known"
