from crawler.cms.rri import RriSpider


class RriKendariSpider(RriSpider):
    name = "rri_kendari"
    home = "https://rri.co.id/kendari/"
    title = "RRI Kendari"
    region = "74.71"
    state = "seen 2024"
