"""Sites with a system of their own: a feed or a listing, and pages that the general parser reads."""

from crawler.cms.base import PortalSpider

_LISTS = r"(?:tags?|category|kategori|topi[ck]|author|penulis|search|indeks|index|page|videos?|fotos?|galeri|amp)/"
_FIXED = (
    r"(?:pedoman|kode-etik|tentang|redaksi|disclaimer|privacy|kebijakan-privasi|syarat|hubungi|kontak|info-iklan)\b"
)
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+){2,}"


class SiteSpider(PortalSpider):
    """A site known by its addresses; without `article`, each whose last step has three words or more is one.

    A feed of the last articles serves where it reaches back to the first wanted day; else the front page and its older
    pages do, in which every link that looks like an article counts.
    """

    family = "custom"
    discovery: tuple[str, ...] = ("feed", "listing")
    feed_pages = ""
    listing = "?page={page}"
    listing_links = "a[href]"
    article = rf"^https?://[^/]+/(?!{_LISTS})(?:[\w-]+/)*(?!{_FIXED}){_SLUG}/?$"
    identity = rf"/({_SLUG})/?(?:[?#]|$)"
