from crawler.cms.wordpress import WordPressSpider


class ManadonewsSpider(WordPressSpider):
    name = "manadonews"
    title = "Manado News"
    home = "https://manadonews.co.id/"
    region = "71.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
