from crawler.cms.detik import DetikSpider


class DetikSulselSpider(DetikSpider):
    name = "detik_sulsel"
    title = "detikSulsel"
    home = "https://www.detik.com/sulsel/"
    region = "73.71"
    state = "alive 2026"
