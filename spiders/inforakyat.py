from crawler.cms.blogger import BloggerSpider


class InforakyatSpider(BloggerSpider):
    name = "inforakyat"
    home = "https://www.info-rakyat.com/"
    title = "Info Rakyat"
    region = "73.15"
    state = "listed 2026"
    note = "the template is not known"
