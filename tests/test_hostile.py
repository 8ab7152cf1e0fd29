"""Hostile weather: what a portal, or whoever sits in front of it, may send; the crawl names it and lives on."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.discover.found import NotUnderstood
from crawler.discover.sitemap import read_sitemap
from tests.support import faults
from tests.support.articles import made_articles
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request
from tests.support.portal import Portal
from tests.support.scenarios import crawled, on_page
from tests.support.warta import FAST, begin
from tests.support.wordpress import WordPress

MIB = 1024 * 1024
NO_REST = On("^/wp-json/", faults.status(404))
NO_SITEMAP = On("sitemap", faults.status(404))


def bomb(request: Request, answer: Answer) -> Reply:
    """A page that grows a thousandfold when it is unpacked."""
    return Reply(gzip.compress(b"<p>" + b" " * 200 * MIB), headers={"Content-Encoding": "gzip"})


def huge_feed(request: Request, answer: Answer) -> Reply:
    return Reply(b"<rss><channel>" + b"<item><link>/a</link></item>" * 1_000_000, "application/rss+xml")


def entity_bomb(request: Request, answer: Answer) -> Reply:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><title>&l11;</title></channel></rss>'
    return Reply(b'<?xml version="1.0"?>' + xml.encode(), "application/rss+xml")


def odd_links(request: Request, answer: Answer) -> Reply:
    """Addresses that no file name and no request may be made from unseen."""
    home = f"http://{request.headers['host']}"
    odd = ["/../../../etc/passwd", "/2026/a%00b/", "/" + "panjang" * 1500, "/..%2f..%2fetc/", "/a\x7fb/", "//[kosong]/"]
    odd = [
        *(home + path for path in odd),
        "http://[kosong]/a/",
        "javascript:alert(1)",
        "http://",
        "a b",
        "http://127.0.0.1:99999/a/",
    ]
    links = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in odd)
    body = answer(request).body.replace(b"</channel>", links.encode() + b"</channel>")
    return Reply(body, "application/rss+xml")


def big_robots(request: Request, answer: Answer) -> Reply:
    """Five megabytes in which the rule that counts comes first."""
    rules = b"User-agent: *\nDisallow: /wp-admin/\n" + b"".join(
        b"Disallow: /larangan-%d*x$\n" % n for n in range(200_000)
    )
    return Reply(rules, "text/plain")


def test_a_page_that_grows_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    articles = made_articles(5)
    run = crawled(tmp_path, WordPress(articles), [NO_REST, on_page(articles[2], bomb)])
    assert [refusal["reason"] for refusal in run.done.refused] == ["too-large"]
    assert len(run.done.items) == 4


def test_a_feed_of_a_hundred_megabytes_gives_way_to_the_sitemap(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(5)), [NO_REST, On("^/feed/", huge_feed)])
    assert run.done.counts["discovery/feed/too-large"] == 1
    assert len(run.done.items) == 5


def test_an_entity_bomb_is_no_feed_with_articles(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(5)), [NO_REST, NO_SITEMAP, On("^/feed/", entity_bomb)])
    assert run.done.code == 1


def test_odd_addresses_make_no_files_and_stop_nothing(tmp_path: Path) -> None:
    run = crawled(tmp_path / "data", WordPress(made_articles(5)), [NO_REST, On("^/feed/", odd_links)])
    assert len(run.done.items) == 5
    names = {path.name for path in tmp_path.rglob("*")}
    assert not any("passwd" in name or "panjang" in name for name in names)


def test_a_robots_txt_of_five_megabytes_is_read_as_far_as_it_counts(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(5)), [On("^/robots.txt", big_robots)])
    assert len(run.done.items) == 5


def test_a_block_page_for_everything_is_a_failure(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(5)), [On("", faults.html_instead)])
    assert (run.done.code, run.done.items) == (1, [])


MEASURED = """
import resource
from crawler.discover.sitemap import read_sitemap
entry = b"<url><loc>https://contoh.example/2023/04/berita-%d/</loc><lastmod>2023-04-11T10:00:00+08:00</lastmod></url>"
body = b"<urlset>" + b"".join(entry % number for number in range(50_000)) + b"</urlset>"
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read_sitemap(body).articles
assert len(found) == 50_000
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_sitemap_takes_little_more_memory_than_its_addresses() -> None:
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, timeout=120)
    # Mebibytes beyond those of the file itself; the tree of such a file takes 37.
    assert int(done.stdout) < 20


PER_FILE = 50_000
"""addresses in one file of a sitemap, as many as its rules allow"""
LINKS = "".join(f"<url><loc>HOME/2019/03/04/harga-ikan-FILE-{number}/</loc></url>" for number in range(PER_FILE))


def old_articles(files: int) -> On:
    """A sitemap of so many files, full of articles from long ago; their addresses alone tell how old they are."""

    def fault(request: Request, answer: Answer) -> Reply:
        number = re.search(r"berkas-(\d+)", request.target)
        if number:
            body = f"<urlset>{LINKS}</urlset>".replace("HOME", request.home).replace("FILE", number[1])
        else:
            links = (f"<sitemap><loc>{request.home}/berkas-{n}.xml</loc></sitemap>" for n in range(files))
            body = f"<sitemapindex>{''.join(links)}</sitemapindex>"
        return Reply(body.encode(), "application/xml")

    return On(r"sitemap|berkas-\d+\.xml", fault)


def memory_of_a_crawl(data: Path, files: int) -> tuple[int, int]:
    """Addresses that a crawl was shown, and the most memory that it took, in MiB."""
    rules = [NO_REST, On("^/feed/", faults.status(404)), old_articles(files)]
    with Portal(WordPress(made_articles(1)), rules) as portal:
        process = begin(data, "crawl", "wordpress", "-a", f"url={portal.home}", *FAST, "--since", "2026-01-01")
        with process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    report = json.loads(next((data / "runs").glob("*.json")).read_text(encoding="utf-8"))
    return report["outcomes"][0]["counts"]["found/sitemap"], used.ru_maxrss // 1024


def test_a_million_addresses_take_no_more_memory_than_the_first_of_their_files(tmp_path: Path) -> None:
    few, first = memory_of_a_crawl(tmp_path / "few", 2)
    million, most = memory_of_a_crawl(tmp_path / "million", 20)
    assert (few, million) == (2 * PER_FILE, 1_000_000)
    assert most < first + 100, f"{first} MiB for {few} addresses, {most} for {million}"


def test_a_redirect_loop_of_everything_ends(tmp_path: Path) -> None:
    run = crawled(tmp_path, WordPress(made_articles(3)), [On("", faults.redirect())])
    assert (run.done.code, run.done.items) == (1, [])
    assert len(run.requests) < 100


def test_a_sitemap_that_grows_without_end_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="bytes when unpacked"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 65 * MIB))
