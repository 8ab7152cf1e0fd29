from crawler.cms.probe import AnySiteProbe


class ProbeSpider(AnySiteProbe):
    name = "probe"
