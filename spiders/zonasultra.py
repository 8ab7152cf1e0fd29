from crawler.cms.wordpress import WordPressSpider


class ZonasultraSpider(WordPressSpider):
    name = "zonasultra"
    title = "Zona Sultra"
    home = "https://zonasultra.id/"
    region = "74.71"
    aliases = ("zonasultra.com",)
    state = "scraped 2019 at its old host"
    note = "feed and REST not tried; theme not known at the new host; Kendari assumed"
