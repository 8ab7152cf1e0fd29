from crawler.cms.blogger import BloggerSpider


class DetikawanuaSpider(BloggerSpider):
    name = "detikawanua"
    home = "http://www.detikawanua.com/"
    title = "Detik Kawanua"
    region = "71.71"
    state = "a page of 2014"
    note = "Blogger by the form of its addresses only"
