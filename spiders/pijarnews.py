from crawler.cms.wordpress import WordPressSpider


class PijarnewsSpider(WordPressSpider):
    name = "pijarnews"
    title = "Pijar News"
    home = "https://pijarnews.com/"
    region = "73.72"
    state = "listed 2026"
    note = "feed listed, not tried; REST not tried, theme not known"
