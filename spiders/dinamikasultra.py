from crawler.cms.wordpress import WordPressSpider


class DinamikasultraSpider(WordPressSpider):
    name = "dinamikasultra"
    title = "Dinamika Sultra"
    home = "https://dinamikasultra.com/"
    region = "74.71"
    state = "seen 2022"
    note = "feed and REST not tried, theme not known; Kendari assumed"
