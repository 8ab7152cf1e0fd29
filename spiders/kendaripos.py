from crawler.cms.wordpress import WordPressSpider


class KendariposSpider(WordPressSpider):
    name = "kendaripos"
    title = "Kendari Pos"
    home = "https://kendaripos.fajar.co.id/"
    region = "74.71"
    aliases = ("kendaripos.co.id",)
    state = "alive 2026"
    note = "theme not known; addresses were /YYYY/MM/slug/ at the old host"
