from crawler.cms.wordpress import WordPressSpider


class PenafaktualSpider(WordPressSpider):
    name = "penafaktual"
    title = "Pena Faktual"
    home = "https://penafaktual.com/"
    region = "74.71"
    state = "seen, undated"
    note = "closed TLS on a bot; feed and REST not tried, theme not known; Kendari assumed"
