from crawler.cms.wordpress import WordPressSpider


class KronologiSpider(WordPressSpider):
    name = "kronologi"
    title = "Kronologi"
    home = "https://kronologi.id/"
    region = "75.71"
    state = "alive 2026"
    note = "REST not tried, theme not known"
