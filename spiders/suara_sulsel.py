from crawler.cms.suara import SuaraSpider


class SuaraSulselSpider(SuaraSpider):
    name = "suara_sulsel"
    home = "https://sulsel.suara.com/"
    title = "SuaraSulsel.id"
    region = "73.71"
    sitemaps = ("static/news/sulsel-sitemap.xml",)
    state = "pages of 2022 to 2024"
    note = "the sitemap is named in a public list; the index and the markup of pages are not proven"
