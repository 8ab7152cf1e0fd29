from crawler.cms.wordpress import WordPressSpider


class BeritakotamakassarSpider(WordPressSpider):
    name = "beritakotamakassar"
    title = "Berita Kota Makassar"
    home = "https://beritakotamakassar.com/"
    region = "73.71"
    discovery = ("feed", "sitemap", "months", "listing")
    state = "alive 2026"
    note = "REST answered 403; feed listed, not tried; theme not known"
