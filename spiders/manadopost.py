from crawler.cms.jawapos import JawaPosSpider


class ManadopostSpider(JawaPosSpider):
    name = "manadopost"
    home = "https://manadopost.jawapos.com/"
    title = "Manado Post"
    region = "71.71"
    aliases = ("manadopostonline.com",)
    state = "alive 2026"
    note = (
        "Next.js is known of www.jawapos.com, the index by day of radarkediri.jawapos.com; nothing of it is tried here"
    )
