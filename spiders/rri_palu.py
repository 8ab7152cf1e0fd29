from crawler.cms.rri import RriSpider


class RriPaluSpider(RriSpider):
    name = "rri_palu"
    home = "https://rri.co.id/palu/"
    title = "RRI Palu"
    region = "72.71"
    state = "a page of 2024"
