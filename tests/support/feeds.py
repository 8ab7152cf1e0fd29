"""WordPress's RSS feed, and the conditional request it answers."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from tests.support.articles import MadeArticle
from tests.support.messages import Reply, Request
from tests.support.writing import text

if TYPE_CHECKING:
    from tests.support.wordpress import WordPress

SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
}


def rss(site: "WordPress", articles: list[MadeArticle], home: str, section: str) -> str:
    """RSS 2.0 with the text, as WordPress writes it: of an article in pages only the first page."""
    spaces = "\n\t".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
\t{spaces}
\t>

<channel>
\t<title>{text(site.name)}</title>
\t<atom:link href="{home}{section}/feed/" rel="self" type="application/rss+xml" />
\t<link>{home}</link>
\t<description></description>
\t<language>id-ID</language>
\t<sy:updatePeriod>
\thourly\t</sy:updatePeriod>
\t<generator>https://wordpress.org/?v=6.8</generator>
{"".join(_item(article, home) for article in articles)}</channel>
</rss>
"""


def _item(article: MadeArticle, home: str) -> str:
    categories = "".join(f"\t\t<category><![CDATA[{name}]]></category>\n" for name in (article.section, *article.tags))
    first_page = "".join(f"{block}\n" for block in article.pages[0])
    return f"""\t<item>
\t\t<title>{text(article.headline)}</title>
\t\t<link>{home}{article.path}</link>
\t\t<dc:creator><![CDATA[{article.author}]]></dc:creator>
\t\t<pubDate>{format_datetime(article.published.astimezone(UTC))}</pubDate>
{categories}\t\t<guid isPermaLink="false">{home}/?p={article.number}</guid>
\t\t<description><![CDATA[{article.pages[0][0]}]]></description>
\t\t<content:encoded><![CDATA[{first_page}]]></content:encoded>
\t\t<slash:comments>0</slash:comments>
\t</item>
"""


def conditional(request: Request, reply: Reply, changed: datetime) -> Reply:
    """The reply with its validators, or 304 where the client's still hold."""
    tag = f'"{hashlib.md5(reply.body, usedforsecurity=False).hexdigest()}"'
    headers = {"ETag": tag, "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True)}
    if request.headers.get("if-none-match") == tag:
        return Reply(type=reply.type, status=304, headers=headers)
    return Reply(reply.body, reply.type, reply.status, headers)
