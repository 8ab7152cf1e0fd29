from crawler.cms.single import AnyPageSpider


class PageSpider(AnyPageSpider):
    name = "page"
