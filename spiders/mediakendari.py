from crawler.cms.wordpress import WordPressSpider


class MediakendariSpider(WordPressSpider):
    name = "mediakendari"
    title = "Media Kendari"
    home = "https://mediakendari.com/"
    region = "74.71"
    state = "seen 2019"
    note = "feed and REST not tried; an Idtheme theme, which one is not proven"
