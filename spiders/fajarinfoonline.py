from crawler.cms.wordpress import WordPressSpider


class FajarinfoonlineSpider(WordPressSpider):
    name = "fajarinfoonline"
    title = "Fajar Info Online"
    home = "https://fajarinfoonline.com/"
    region = "74.02"
    state = "seen 2025"
    note = "feed and REST not tried, theme not known"
