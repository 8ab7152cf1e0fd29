from crawler.cms.wordpress import WordPressSpider


class PalopoposSpider(WordPressSpider):
    name = "palopopos"
    title = "Palopo Pos"
    home = "https://palopopos.fajar.co.id/"
    region = "73.73"
    state = "pages of 2016 to 2022"
    note = "feed and REST not tried, theme not known"
