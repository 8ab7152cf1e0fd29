from crawler.cms.wordpress import WordPressSpider


class GorontaloterkiniSpider(WordPressSpider):
    name = "gorontaloterkini"
    title = "Gorontalo Terkini"
    home = "https://gorontaloterkini.com/"
    region = "75.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
