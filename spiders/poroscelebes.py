from crawler.cms.wordpress import WordPressSpider


class PoroscelebesSpider(WordPressSpider):
    name = "poroscelebes"
    home = "http://poroscelebes.com/"
    region = "73.17"
    note = "WordPress with /YYYY/MM/DD/slug/ is assumed: only the dateline habit of the live site is known"
