from crawler.cms.wordpress import WordPressSpider


class PerdetiknewsSpider(WordPressSpider):
    name = "perdetiknews"
    title = "Perdetik News"
    home = "https://perdetiknews.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
