from crawler.cms.blogger import BloggerSpider


class NewsdeteksiSpider(BloggerSpider):
    name = "newsdeteksi"
    home = "https://newsdeteksi.blogspot.com/"
    title = "News Deteksi"
    region = "73.22"
    aliases = ("newsdeteksi.blogspot.co.id",)
    state = "seen 2016"
    note = "the feed is Blogger's default, not tried; the template is not known"
