"""The Tribun network of regional papers: an index by day, two generations of addresses, one markup."""

from crawler.cms.base import PortalSpider


class TribunSpider(PortalSpider):
    """A host of the network. Articles stood at `/YYYY/MM/DD/slug` and now stand at `/section/number/slug`."""

    family = "tribun"
    discovery = ("listing", "sitemap", "feed")
    listing = "index-news?date={day.year}-{day.month}-{day.day}&page={page}"
    listing_links = "ul.lsi h3 a"
    sitemaps = ("sitemap-news.xml", "news/sitemap-news.xml", "sitemap-web.xml")
    feed = "rss"
    feed_pages = ""
    article = (
        r"^https?://[^/]+/(?!(?:[\w-]*(?:foto|photo|image|video|galeri)[\w-]*|amp|tv|live|tag|topi[ck]|search|penulis|editor)/)"
        r"(?:(?:[\w-]+/)?\d{4}/\d\d/\d\d|[\w-]+/\d{4,9})/[\w-]+/?(?:\?(?!amp\b).*)?$"
    )
    identity = r"/(?:\d{4}/\d\d/\d\d|[\w-]+/\d{4,9})/([\w-]+)/?(?:[?#]|$)"
    whole = "page=all"
    layouts = ("tribun",)
    permission = "unread"
    note = "sitemaps were seen on www.tribunnews.com only; the zone of the index's days is not known"
