from crawler.cms.wordpress import AnyWordPressSpider


class WordpressSpider(AnyWordPressSpider):
    name = "wordpress"
