from crawler.cms.blogger import BloggerSpider


class JurnalmanadoSpider(BloggerSpider):
    name = "jurnalmanado"
    home = "https://www.jurnalmanado.com/"
    title = "Jurnal Manado"
    region = "71.71"
    state = "a page of 2024"
    note = "Blogger by the form of its addresses only"
