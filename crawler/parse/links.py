"""Where the links of a page lead."""

import re
from urllib.parse import urljoin

# An address of which nothing is left to resolve: two out of three, and urljoin takes ten times as long.
_RESOLVED = re.compile(r"https?://[\w.:-]+/[\w./~%+,@=-]*(?:\?[\w./~%+,@=&-]+)?", re.ASCII)


def absolute(url: str, href: str) -> str | None:
    """The address of a link on a page, without its fragment; None for one that is none.

    >>> absolute("https://gopos.id/berita/1/", "../2/#komentar"), absolute("https://gopos.id/", "http://[x")
    ('https://gopos.id/berita/2/', None)
    """
    if _RESOLVED.fullmatch(href):
        return href
    try:
        return urljoin(url, href.strip()).partition("#")[0]
    except ValueError:
        return None
