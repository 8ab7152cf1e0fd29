from crawler.cms.blogger import BloggerSpider


class MetromanadoSpider(BloggerSpider):
    name = "metromanado"
    home = "https://metromanado.co.id/"
    title = "Metro Manado"
    region = "71.72"
    state = "seen 2018"
    note = "no address of an article was seen; the feed is Blogger's default, not tried"
