"""Crawls of made portals, from the command to the lines and the archive: discovery, faults, revisions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support import faults
from tests.support.archives import check_archive
from tests.support.articles import MadeArticle, made_articles
from tests.support.faults import On
from tests.support.scenarios import FAULTS, WALLS, Crawled, crawled
from tests.support.wordpress import WordPress

REST_CLOSED = On("^/wp-json/", faults.status(404))


def as_made(article: MadeArticle) -> dict[str, Any]:
    """What the item of a made article must say."""
    return {
        "headline": article.headline,
        "text": article.paragraphs[:-1],
        "published": article.published,
        "section": article.section,
        "tags": article.tags,
        "initials": [article.initials],
        "uploader": article.author,
        "pages": {"found": len(article.pages), "fetched": len(article.pages)},
    }


def as_stored(item: dict[str, Any]) -> dict[str, Any]:
    """The same of a stored item; the dateline stands before the first paragraph again."""
    first, *others = item["body"]
    return {
        "headline": item["headline"],
        "text": [item["dateline"]["raw"] + first, *others],
        "published": datetime.fromisoformat(item["published"]["at"]),
        "section": item["section"],
        "tags": sorted(item["tags"]),
        "initials": item["byline"]["initials"],
        "uploader": item["byline"]["uploader"],
        "pages": item["pages"],
    }


def numbers(run: Crawled) -> list[int]:
    """The post numbers of the stored articles, sorted; an article that is stored twice stands there twice."""
    return sorted(int(item["id"].removeprefix(f"{run.portal}:")) for item in run.done.items)


def made_numbers(run: Crawled) -> list[int]:
    return sorted(article.number for article in run.articles)


def test_rest_brings_every_article_once_and_as_it_was_made(whole: Crawled) -> None:
    assert (whole.done.code, whole.done.err) == (0, "")
    stored = {item["id"]: as_stored(item) for item in whole.done.items}
    assert stored == {f"{whole.portal}:{article.number}": as_made(article) for article in whole.articles}
    assert len(whole.done.items) == len(whole.articles)
    assert whole.done.counts["found/wp-json"] == len(whole.articles)
    assert [item["dateline"]["raw"] for item in whole.done.items] == [a.dateline for a in reversed(whole.articles)]


def test_rest_asks_two_pages_and_each_address_once(whole: Crawled) -> None:
    targets = [request.target for request in whole.requests]
    assert len(targets) == len(set(targets))
    assert targets[0] == "/robots.txt"
    assert [request.query["page"] for request in whole.requests if request.path == "/wp-json/wp/v2/posts"] == ["1", "2"]
    assert len(targets) == 1 + 2 + sum(len(article.pages) for article in whole.articles)


def test_archive_holds_every_exchange_and_items_point_into_it(whole: Crawled) -> None:
    check_archive(whole.done.data, whole.requests)
    assert len(whole.done.warcs) == 1
    assert {item["source"]["warc"] for item in whole.done.items} == {whole.done.warcs[0].name}
    assert all(item["source"]["status"] == 200 and item["source"]["digest"] for item in whole.done.items)


def test_totals_may_be_missing_and_the_page_past_the_end_ends_it(tmp_path: Path) -> None:
    no_totals = On("^/wp-json/", faults.without("X-WP-Total", "X-WP-TotalPages"))
    run = crawled(tmp_path, WordPress(made_articles(3)), [no_totals])
    assert (run.done.code, numbers(run)) == (0, made_numbers(run))
    assert run.done.counts["discovery/wp-json/past-the-end"] == 1
    assert [request.status for request in run.requests if request.path == "/wp-json/wp/v2/posts"] == [200, 400]


@pytest.mark.parametrize(
    ("rest", "why_rest", "feed", "why_feed", "site"),
    [
        (faults.status(401), "http-401", faults.says(""), "not-understood", {"seo": "yoast", "zipped_sitemaps": True}),
        (faults.status(404), "http-404", faults.html_instead, "not-understood", {"seo": "rank-math"}),
        (faults.html_instead, "not-understood", faults.status(500), "http-500", {"seo": None}),
    ],
)
def test_rest_and_feed_fall_back_to_the_sitemap(tmp_path, rest, why_rest, feed, why_feed, site) -> None:
    portal = WordPress(made_articles(5), per_sitemap=3, **site)
    run = crawled(tmp_path, portal, [On("^/wp-json/", rest), On("^/feed/", feed)])
    assert numbers(run) == made_numbers(run)
    assert run.done.counts[f"discovery/wp-json/{why_rest}"] == 1
    assert run.done.counts[f"discovery/feed/{why_feed}"] == 1
    assert run.done.counts["discovery/sitemap/complete"] == 1
    assert not [request for request in run.requests if "category" in request.path]


def test_broken_sitemap_file_is_counted_and_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    rules = [On("^/(?:wp-json|feed)/", faults.status(404)), On("post-sitemap2", faults.says(""))]
    run = crawled(tmp_path, WordPress(made_articles(7), per_sitemap=3), rules, "--since", "2023-04-01")
    assert run.done.counts["found/sitemap"] == 4
    assert run.done.counts["discovery/sitemap/not-understood"] == 1
    assert "discovery/sitemap/complete" not in run.done.counts
    assert numbers(run) == made_numbers(run)  # the next way brings the others


def test_feed_is_read_through_its_dirt_and_its_older_pages(tmp_path: Path) -> None:
    dirt = [On("^/feed/", damage) for damage in (faults.blank_lines_first, faults.bom_first, faults.bare_ampersand)]
    run = crawled(tmp_path, WordPress(made_articles(12)), [REST_CLOSED, *dirt])
    assert (run.done.code, numbers(run)) == (0, made_numbers(run))
    assert run.done.counts["found/feed"] == 12
    assert [r.query.get("paged") for r in run.requests if r.path == "/feed/"] == [None, "2", "3"]
    assert {item["published"]["source"] for item in run.done.items} == {"json-ld"}


@pytest.mark.parametrize(
    ("way", "rules"),
    [
        ("wp-json", [On("^/wp-json/", faults.without("X-WP-TotalPages")),
                     On("^/wp-json/", faults.endless("/wp-json/wp/v2/posts?per_page=100&_embed=1"))]),
        ("feed", [REST_CLOSED, On("^/feed/", faults.endless("/feed/"))]),
    ],
)  # fmt: skip
def test_endless_pages_end_and_are_counted(tmp_path: Path, way: str, rules: list[On]) -> None:
    run = crawled(tmp_path, WordPress(made_articles(4)), rules)
    assert numbers(run) == made_numbers(run)
    assert run.done.counts[f"discovery/{way}/nothing-new"] == 1
    assert len([request for request in run.requests if "page" in request.target and "/2023/" not in request.path]) <= 2


def test_nothing_works_is_a_failure_that_names_its_reasons(tmp_path: Path) -> None:
    rules = [On("^/wp-json/", faults.status(401)), On("^/feed/", faults.says("")), On("sitemap", faults.html_instead),
             On("^/page/", faults.status(404))]  # fmt: skip
    run = crawled(tmp_path, WordPress(made_articles(3)), rules)
    assert (run.done.code, run.done.items) == (1, [])
    assert "discovery failed" in run.done.outcome["problem"]
    for reason in ("wp-json/http-401", "feed/not-understood", "sitemap/not-understood", "listing/http-404"):
        assert reason in run.done.outcome["problem"]
        assert reason in run.done.out
    check_archive(tmp_path, run.requests)


@pytest.mark.parametrize("rules", [[], [REST_CLOSED], [REST_CLOSED, On("^/feed/", faults.status(404))]])
def test_days_bound_what_is_stored_exactly(tmp_path: Path, rules: list[On]) -> None:
    articles = at_midnight(made_articles(40))
    run = crawled(tmp_path, WordPress(articles), rules, "--since", "2023-04-03", "--until", "2023-04-05")
    wanted = [a.number for a in articles if 3 <= a.published.day <= 5 and a.published.month == 4]
    assert 5 < len(wanted) < 20
    assert numbers(run) == wanted
    assert run.done.code == 0
    assert run.done.counts["filtered/out-of-bounds"] > 0


def at_midnight(articles: list[MadeArticle]) -> list[MadeArticle]:
    """Moves the articles around both bounds to the last second outside and the first one inside."""
    for day in (3, 6):
        after = next(index for index, article in enumerate(articles) if article.published.day == day)
        midnight = articles[after].published.replace(hour=0, minute=0, second=0)
        articles[after - 1].published, articles[after].published = midnight - timedelta(seconds=1), midnight
    return articles


def test_articles_behind_a_wall_come_from_rest(walled: Crawled) -> None:
    assert numbers(walled) == made_numbers(walled)
    assert {(i["published"]["source"], i["source"]["layout"]) for i in walled.done.items} == {("wp-json", "wp-json")}
    stored = {item["id"]: as_stored(item) for item in walled.done.items}
    for article in walled.articles:
        item = stored[f"{walled.portal}:{article.number}"]
        assert {**item, "pages": None} == {**as_made(article), "pages": None}
    counts = {reason: walled.done.counts[f"from-rest/{reason}"] for reason in WALLS}
    assert counts == {**dict.fromkeys(WALLS, 1), "http-403": 2}
    assert walled.done.refused == []
    check_archive(walled.done.data, walled.requests)


def test_each_fault_is_a_counted_refusal_and_the_run_goes_on(faulty: Crawled) -> None:
    reasons = {refusal["url"].removeprefix(faulty.home): refusal["reason"] for refusal in faulty.done.refused}
    assert reasons == {article.path: reason for article, reason in zip(faulty.articles, FAULTS, strict=False)}
    assert faulty.done.outcome["refused"] == dict.fromkeys(sorted(FAULTS), 1)
    assert numbers(faulty) == made_numbers(faulty)[len(FAULTS) :]
    assert faulty.done.code == 1
    assert "pages could not be read" in faulty.done.out
    assert all(f"{reason} 1" in faulty.done.out for reason in FAULTS)


def test_article_without_its_second_page_says_so(faulty: Crawled) -> None:
    article = faulty.articles[-1]
    (item,) = [item for item in faulty.done.items if item["id"] == f"{faulty.portal}:{article.number}"]
    assert item["pages"] == {"found": 2, "fetched": 1}
    assert as_stored(item)["text"] == article.paragraphs[: len(article.pages[0])]
    assert faulty.done.counts["pages/missing/http-404"] == 1


def test_archive_keeps_faults_and_retries(faulty: Crawled) -> None:
    check_archive(faulty.done.data, faulty.requests)
    asked = {reason: len([r for r in faulty.requests if r.path == article.path])
             for article, reason in zip(faulty.articles, FAULTS, strict=False)}  # fmt: skip
    tried_again = dict.fromkeys(("http-429", "http-500", "timeout", "cut-short", "connection-lost"), 2)
    assert asked == {**dict.fromkeys(FAULTS, 1), **tried_again, "redirect-loop": 6}


def test_second_crawl_stores_only_what_changed(edited: Crawled) -> None:
    counts = {name: edited.done.counts.get(name, 0) for name in ("known", "stored", "unchanged", "revisions")}
    assert counts == {"known": 4, "stored": 2, "unchanged": 0, "revisions": 1}
    assert edited.done.outcome["duplicates"] == 1
    assert edited.done.code == 0
    lines = edited.done.lines
    assert tuple(lines[: len(edited.lines_before)]) == edited.lines_before
    assert len(edited.lines_before) == 5
    assert len(lines) == 7


def test_edit_is_a_revision_and_a_copy_is_linked(edited: Crawled) -> None:
    by_id = {item["id"]: item for item in edited.done.items[:5]}
    copy, revised = sorted(edited.done.items[5:], key=lambda item: item["revision"]["number"])
    first = by_id[revised["id"]]
    changed = {"number": 2, "previous": first["source"]["record_id"], "changed": ["headline", "modified"]}
    assert revised["revision"] == changed
    assert revised["headline"] == f"Ralat: {first['headline']}"
    assert first["revision"] == {"number": 1, "previous": None, "changed": []}
    assert copy["id"] == f"{edited.portal}:900"
    assert copy["duplicate"] == {"kind": "exact", "of": f"{edited.portal}:101", "similarity": 1.0}
    assert revised["duplicate"] is None


def test_two_runs_into_one_folder_make_one_good_archive(edited: Crawled) -> None:
    check_archive(edited.done.data, edited.requests)
    assert len(edited.done.warcs) == 2
