"""IDN Times' regional papers."""

from crawler.cms.custom import SiteSpider


class IdnTimesSpider(SiteSpider):
    """`/{section}/{section}/{slug}-00-{5}-{6}` today, `/{section}/{section}/{author}/{slug}` before."""

    family = "idntimes"
    discovery = ("sitemap", "listing")
    article = (
        r"^https?://[^/]+/(?!tag/|author/|search/|page/|ajax/)"
        r"(?:[\w-]+/[\w-]+/[\w-]+-00-[a-z0-9]{5}-[a-z0-9]{6}|(?:[\w-]+/){3}[a-z0-9]+(?:-[a-z0-9]+)+)/?$"
    )
    identity = r"-(00-[a-z0-9]{5}-[a-z0-9]{6})(?:[/?#]|$)"
    zone = "+07:00"
