from crawler.cms.promedia import PromediaSpider


class SulawesinetworkSpider(PromediaSpider):
    name = "sulawesinetwork"
    home = "https://www.sulawesinetwork.com/"
    title = "Sulawesi Network"
    region = "73.71"
    state = "a page of 2024; 403 to a robot in October 2026"
    note = "the index by day is other papers' of this system; not tried here"
