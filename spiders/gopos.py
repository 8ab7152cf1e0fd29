from crawler.cms.wordpress import WordPressSpider


class GoposSpider(WordPressSpider):
    name = "gopos"
    title = "GoPos"
    home = "https://gopos.id/"
    region = "75.71"
    layouts = ("jnews",)
    article = r"^https?://[^/]+/[^/?#]{8,}/?$"
    state = "alive 2026"
