from crawler.cms.wordpress import WordPressSpider


class ObormotindokSpider(WordPressSpider):
    name = "obormotindok"
    title = "Obor Motindok"
    home = "https://obormotindok.co.id/"
    region = "72.01"
    state = "seen, undated"
    note = "a partner of suara.com; feed and REST not tried, theme not known"
