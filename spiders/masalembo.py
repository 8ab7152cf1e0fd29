from crawler.cms.blogger import BloggerSpider


class MasalemboSpider(BloggerSpider):
    name = "masalembo"
    home = "https://www.masalembo.com/"
    title = "Masalembo"
    region = "76"
    begins = "2018-01-01"
    state = "stopped in September 2021"
    note = "an archive of what was; the feed is Blogger's default, not tried"
