from crawler.cms.promedia import PromediaSpider


class PortalsulutSpider(PromediaSpider):
    name = "portalsulut"
    home = "https://portalsulut.pikiran-rakyat.com/"
    title = "Portal Sulut"
    region = "71.71"
    state = "seen, year not known"
    note = "the index by day is other papers' of this system; not tried here"
