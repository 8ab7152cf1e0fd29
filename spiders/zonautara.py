from crawler.cms.wordpress import WordPressSpider


class ZonautaraSpider(WordPressSpider):
    name = "zonautara"
    title = "Zona Utara"
    home = "https://zonautara.com/"
    region = "71"
    discovery = ("wp-json", "sitemap", "months", "listing")
    state = "alive Sep 2026"
    note = "its feed answered 403; REST not tried, theme not known"
