from crawler.cms.wordpress import WordPressSpider


class MakassarchannelSpider(WordPressSpider):
    name = "makassarchannel"
    title = "Makassar Channel"
    home = "https://makassarchannel.com/"
    region = "73.71"
    state = "seen, undated"
    note = "feed and REST not tried, theme not known"
