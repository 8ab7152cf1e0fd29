from crawler.cms.wordpress import WordPressSpider


class MarosnewsSpider(WordPressSpider):
    name = "marosnews"
    title = "Maros News"
    home = "https://marosnews.com/"
    region = "73.09"
    state = "alive 2026"
    note = "feed not tried, theme not known"
