from crawler.cms.blogger import BloggerSpider


class SultengaktualSpider(BloggerSpider):
    name = "sultengaktual"
    home = "https://www.sultengaktual.com/"
    title = "Sulteng Aktual"
    region = "72.71"
    state = "pages of 2015 to 2019"
    note = "the feed is Blogger's default, not tried; the template is not known"
