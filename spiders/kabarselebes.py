from crawler.cms.wordpress import WordPressSpider


class KabarselebesSpider(WordPressSpider):
    name = "kabarselebes"
    title = "Kabar Selebes"
    home = "https://kabarselebes.id/"
    region = "72.71"
    aliases = ("kabarselebes.com",)
    state = "seen 2020"
    note = "feed listed, not tried; REST not tried, theme not known"
