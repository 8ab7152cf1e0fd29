from crawler.cms.wordpress import WordPressSpider


class RadarsultengSpider(WordPressSpider):
    name = "radarsulteng"
    title = "Radar Sulteng"
    home = "https://radarsulteng.id/"
    region = "72.71"
    aliases = ("radarsultengonline.com",)
    state = "seen 2020"
    note = "feed and REST not tried; theme not known at the new host"
