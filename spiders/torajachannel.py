from crawler.cms.wordpress import WordPressSpider


class TorajachannelSpider(WordPressSpider):
    name = "torajachannel"
    title = "Toraja Channel"
    home = "https://torajachannel.com/"
    region = "73.26"
    state = "seen, undated"
    note = "feed and REST not tried, theme not known"
