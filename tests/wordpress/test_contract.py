"""The made WordPress against a real one: what a crawler reads must be the same from both."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from lxml import html as HTML

from tests.support.articles import MadeArticle, made_articles
from tests.support.client import fetch, locations
from tests.support.portal import Portal
from tests.support.real import real_wordpress
from tests.support.wordpress import WordPress

TARGETS = (
    "/page/3/",
    "/page/4/",
    "/feed",
    "/feed/?paged=3",
    "/feed/?paged=4",
    "/2023/04/01/tak-ada/",
    "/wp-json/wp/v2/posts?per_page=10&page=4",
    "/wp-json/wp/v2/posts?per_page=101",
    "/robots.txt",
    "/wp-sitemap.xml",
    "/wp-sitemap-posts-post-2.xml",
    "/category/ekonomi/",
    "/category/ekonomi/feed/",
)


def what_it_says(home: str, articles: list[MadeArticle]) -> dict[str, Any]:
    """All that a crawler reads of a WordPress without a plug-in, less its address and post numbers."""
    two_pages = articles[6].path
    posts = json.loads(fetch(home + "/wp-json/wp/v2/posts?per_page=100&_embed=1")[1])
    page = HTML.document_fromstring(fetch(home + two_pages)[1].decode())
    listing = HTML.document_fromstring(fetch(home + "/page/2/")[1].decode())
    _, listed, headers = fetch(home + "/wp-json/wp/v2/posts?per_page=5&page=2&orderby=date&order=asc")
    between = f"after={articles[3].published:%Y-%m-%dT%H:%M:%S}&before={articles[8].published:%Y-%m-%dT%H:%M:%S}"
    return {
        "status": {target: fetch(home + target)[0] for target in (*TARGETS, two_pages + "2/", two_pages + "3/")},
        "rest": [_post(post, home) for post in posts],
        "page": [post["slug"] for post in json.loads(listed)],
        "totals": (headers["X-WP-Total"], headers["X-WP-TotalPages"]),
        "links": headers["Link"].replace(home, ""),
        "between": [post["slug"] for post in json.loads(fetch(f"{home}/wp-json/wp/v2/posts?{between}")[1])],
        "feed": [_item(item, home) for item in ET.fromstring(fetch(home + "/feed/?paged=2")[1]).iter("item")],
        "sitemap": [url.replace(home, "") for url in locations(fetch(home + "/wp-sitemap-posts-post-1.xml")[1])],
        "listing": [href.replace(home, "") for href in listing.xpath("//h2/a/@href")],
        "older": listing.xpath("string(//a[contains(@class, 'next')]/@href)").replace(home, ""),
        "headline": page.xpath("string(//h1)"),
        "text": [p.text_content() for p in page.xpath("//div[@class='entry-content']/p")],
        "pages": [href.replace(home, "") for href in page.xpath("//*[contains(@class, 'page-links')]//a/@href")],
        "time": page.xpath("//time[contains(@class, 'published')]/@datetime"),
        "visible time": page.xpath("string(//time[contains(@class, 'published')])"),
        "canonical": page.xpath("string(//link[@rel='canonical']/@href)").replace(home, ""),
        "section and tags": page.xpath("//*[contains(@class, 'post-taxonomies')]//a/text()"),
        "author": page.xpath("string(//a[@rel='author'])"),
    }


def _post(post: dict[str, Any], home: str) -> list[Any]:
    terms = [[term["name"] for term in kind] for kind in post["_embedded"]["wp:term"]]
    text = re.findall("<p>.*?</p>", post["content"]["rendered"])
    names = [author["name"] for author in post["_embedded"]["author"]]
    dates = [post[name] for name in ("date", "date_gmt", "modified", "modified_gmt")]
    return [post["slug"], post["link"].replace(home, ""), post["title"]["rendered"], text, names, terms, dates]


def _item(item: ET.Element, home: str) -> list[Any]:
    names = ("title", "pubDate", "{http://purl.org/dc/elements/1.1/}creator")
    categories = [category.text for category in item.iter("category")]
    text = re.findall("<p>.*?</p>", item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded", ""))
    return [item.findtext("link", "").replace(home, ""), *(item.findtext(name) for name in names), categories, text]


@pytest.mark.wordpress
def test_made_wordpress_says_what_a_real_one_says(tmp_path: Path) -> None:
    articles = made_articles(23)
    with real_wordpress(tmp_path, articles) as home:
        real = what_it_says(home, articles)
    with Portal(WordPress(articles, seo=None)) as portal:
        made = what_it_says(portal.home, articles)
    assert made == real
