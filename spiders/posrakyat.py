from crawler.cms.wordpress import WordPressSpider


class PosrakyatSpider(WordPressSpider):
    name = "posrakyat"
    title = "Pos Rakyat"
    home = "https://posrakyat.com/"
    region = "72.71"
    state = "seen, undated"
    note = "feed and REST not tried, theme not known"
