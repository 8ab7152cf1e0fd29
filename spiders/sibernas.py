from crawler.cms.custom import SiteSpider


class SibernasSpider(SiteSpider):
    name = "sibernas"
    home = "https://sibernas.id/"
    title = "Sibernas"
    region = "74.71"
    feed = "feed"
    state = "alive 2026"
    note = "the feed answered in August 2026; 403 where the User-Agent holds /bot; no address of an article was seen"
