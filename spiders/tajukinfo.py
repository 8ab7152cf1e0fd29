from crawler.cms.wordpress import WordPressSpider


class TajukinfoSpider(WordPressSpider):
    name = "tajukinfo"
    title = "Tajuk Info"
    home = "https://tajukinfo.com/"
    region = "74.71"
    state = "alive 2026"
    note = "theme not known; Kendari assumed"
