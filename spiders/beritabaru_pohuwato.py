from crawler.cms.wordpress import WordPressSpider


class BeritabaruPohuwatoSpider(WordPressSpider):
    name = "beritabaru_pohuwato"
    title = "Beritabaru Pohuwato"
    home = "https://pohuwato.beritabaru.co/"
    region = "75.04"
    state = "alive 2026"
    note = "feed and REST not tried, theme not known"
