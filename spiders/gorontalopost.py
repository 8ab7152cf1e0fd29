from crawler.cms.wordpress import WordPressSpider


class GorontalopostSpider(WordPressSpider):
    name = "gorontalopost"
    title = "Gorontalo Post"
    home = "https://gorontalopost.co.id/"
    region = "75.71"
    layouts = ("jnews",)
    state = "alive 2026"
    note = "feed and REST not tried; the Jawa Pos network is likely"
