from crawler.cms.idntimes import IdnTimesSpider


class IdntimesSulselSpider(IdnTimesSpider):
    name = "idntimes_sulsel"
    home = "https://sulsel.idntimes.com/"
    title = "IDN Times Sulsel"
    region = "73.71"
    sitemaps = ("sulsel/sitemap.xml",)
    state = "seen 2026"
    note = "the place of the sitemap is that of other regions; its depth and the markup of pages are not proven"
