"""A first look at the files of a task: which pages will be read, in which order, and what is known of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from w3lib.url import safe_url_string

from crawler.archive.read import Trouble
from crawler.cms.memory import found_again
from crawler.cms.single import AnyPageSpider
from crawler.derive.evidence import Evidence, Lists, kind_of, read_document
from crawler.derive.heads import exchanges
from crawler.derive.hosts import Hosts, Reader, place
from crawler.derive.reading import Archive, FromArchive, Sources, spider_of
from crawler.derive.tasks import Place, Task
from crawler.derive.trace import Exchange, Trace
from crawler.discover.address import tidied
from crawler.discover.found import Found
from crawler.seen.pages import STORED, Page

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "unk")


@dataclass(frozen=True, slots=True)
class Job:
    """One page to read: its place in the trace, and what was said of it before."""

    at: int
    evidence: Evidence
    reader: int
    is_sure: bool
    """the crawl asked for it, so it is an article of its own, whatever other article it is a page of"""
    known: Page | None = None
    """the stored article that the crawl knew here"""


@dataclass(slots=True)
class Survey:
    """What the files of a task hold; written down for the workers that read its pages."""

    files: list[Path]
    """or entries of a WACZ, as if they lay in a folder"""
    trace: Trace
    readers: list[Reader] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    looks: list[tuple[str, str, Page]] = field(default_factory=list)
    """dates and addresses at which the crawl looked at pages that it knew, and what it knew"""
    found: Counter[str] = field(default_factory=Counter)
    """addresses that discovery documents name, by portal"""
    strangers: Counter[str] = field(default_factory=Counter)
    """pages of hosts that no portal knows, by host"""
    troubles: list[Trouble] = field(default_factory=list)
    absent: frozenset[Place] = frozenset()
    """wanted places at which no record begins"""


def survey(task: Task, hosts: Hosts, sources: Sources) -> Survey:
    """Reads the heads of all records and the bodies of discovery documents."""
    result = Survey([], Trace(()))
    result.trace = Trace(exchanges(task, result))
    archive = Archive(result.files, result.trace, sources.originals())
    if task.reader:
        _Crawl(result, archive, task.reader).plan()
    else:
        _Anything(result, archive, hosts).plan()
    if task.wanted is not None:
        _keep(result, archive, task.wanted)
    archive.responses.close()
    return result


def _keep(survey: Survey, archive: Archive, wanted: frozenset[Place]) -> None:
    """Leaves the jobs whose articles are read from wanted places: their last answer, or the post they stand in."""
    spiders = [spider_of(reader, archive) for reader in survey.readers]
    places = [(survey.files[exchange.file].name, exchange.offset) for exchange in survey.trace.exchanges]
    survey.absent = wanted.difference(places)

    def sources(job: Job) -> Iterator[Place]:
        yield places[survey.trace.way(job.at, spiders[job.reader].stays)[-1]]
        if job.evidence.post is not None:
            yield places[job.evidence.document]

    survey.jobs = [job for job in survey.jobs if not wanted.isdisjoint(sources(job))]


class _Crawl:
    """A crawl of Warta's: discovery came first, and asked for one page after another."""

    def __init__(self, survey: Survey, archive: Archive, reader: Reader) -> None:
        self._survey, self._archive = survey, archive
        self._spider = spider_of(reader, archive)
        self._lists = Lists(self._spider)
        self._taken: set[int] = set()
        self._looks = {at: page for date, url, page in survey.looks if (at := archive.trace.at(url, date)) is not None}
        survey.readers.append(reader)

    def plan(self) -> None:
        """The pages that the crawl asked for, and what else was fetched and is no part of those, in their order."""
        if isinstance(self._spider, AnyPageSpider):
            self._ask(Evidence(Found(self._spider.page), -1), -1, len(self._archive.trace.exchanges))
            return
        kinds = {at: self._kind(exchange) for at, exchange in enumerate(self._archive.trace.exchanges)}
        documents = [at for at, kind in kinds.items() if kind]
        self._taken.update(documents)
        seen: set[str] = set()
        for at, end in zip(documents, [*documents[1:], len(kinds)], strict=True):
            last = at
            for evidence in read_document(self._archive, at, kinds[at] or "", self._spider):
                self._survey.found[self._spider.portal.name] += 1
                if evidence.found.url not in seen and self._is_wanted(evidence.found):
                    seen.add(evidence.found.url)
                    last = self._ask(evidence, last, end)
        self._add_looks()
        self._add_the_rest()
        self._survey.jobs.sort(key=lambda job: job.at)

    def _kind(self, exchange: Exchange) -> str | None:
        return kind_of(exchange) or self._lists.kind_of(exchange.url)

    def _is_wanted(self, found: Found) -> bool:
        return self._spider.bounds.hold(found.published) and self._spider.wanted(found)

    def _ask(self, evidence: Evidence, after: int, before: int) -> int:
        """Adds the page that was fetched between two places; returns the place of its last exchange."""
        trace = self._archive.trace
        at = trace.following(safe_url_string(evidence.found.url), after)
        if at is None or at >= before:
            return after
        return self._take(at, evidence)

    def _take(self, at: int, evidence: Evidence) -> int:
        way = self._archive.trace.way(at, self._spider.stays)
        self._taken.update(way)
        page = self._looks.get(at)
        known = page if page and page.outcome == STORED else None
        self._survey.jobs.append(Job(at, evidence, 0, is_sure=True, known=known))
        return way[-1]

    def _add_looks(self) -> None:
        for at, page in self._looks.items():
            if at not in self._taken:
                self._take(at, Evidence(found_again(page), -1))

    def _add_the_rest(self) -> None:
        trace = self._archive.trace
        for at, exchange in enumerate(trace.exchanges):
            found = Found(exchange.url)
            if at not in self._taken and not _is_fixed(exchange.url, self._spider) and self._spider.wanted(found):
                self._taken.update(trace.way(at, self._spider.stays))
                self._survey.jobs.append(Job(at, Evidence(found, -1), 0, is_sure=False))


class _Anything:
    """Files of any tool: pages in the order of time, with the best that any document says of each."""

    def __init__(self, survey: Survey, archive: Archive, hosts: Hosts) -> None:
        self._survey, self._archive, self._hosts = survey, archive, hosts
        self._spiders: dict[Reader, FromArchive] = {}
        self._evidence: dict[str, Evidence] = {}

    def plan(self) -> None:
        """Documents first: a page may stand before the feed that names it."""
        pages = [at for at, exchange in enumerate(self._archive.trace.exchanges) if not self._is_document(at, exchange)]
        taken: set[int] = set()
        for at in pages:
            if at in taken:
                continue
            way = self._wanted_way(at)
            if way and way[-1] not in taken:
                taken.update(way)
                self._add(at, way)
        self._survey.readers = list(self._spiders)

    def _is_document(self, at: int, exchange: Exchange) -> bool:
        kind = kind_of(exchange)
        reader = self._hosts.reader(exchange.url) if kind else None
        if kind and reader:
            for evidence in read_document(self._archive, at, kind, self._spider(reader)):
                self._note(evidence, reader)
        return kind is not None

    def _note(self, evidence: Evidence, reader: Reader) -> None:
        self._survey.found[self._spider(reader).portal.name] += 1
        url = safe_url_string(evidence.found.url)
        known = self._evidence.get(url)
        is_better = known is None or (known.post is None and evidence.post is not None)
        if is_better and not evidence.is_bare:
            self._evidence[url] = evidence

    def _wanted_way(self, at: int) -> list[int]:
        """The way of a request for a page that may be an article; empty for anything else."""
        exchange = self._archive.trace[at]
        if not (exchange.error or exchange.target or exchange.mime in _PAGES):
            return []
        reader = self._hosts.reader(exchange.url)
        if reader is None:
            self._survey.strangers[place(exchange.url).partition("/")[0]] += not exchange.target
            return []
        spider = self._spider(reader)
        if _is_fixed(exchange.url, spider) or not spider.wanted(Found(exchange.url)):
            return []
        return self._archive.trace.way(at, spider.stays)

    def _add(self, at: int, way: list[int]) -> None:
        trace = self._archive.trace
        reader = self._hosts.reader(trace[at].url)
        assert reader is not None
        urls = [tidied(trace[place].url) for place in (way[0], way[-1])]
        known = next((self._evidence[url] for url in urls if url in self._evidence), None)
        said = known.found if known else Found(trace[at].url)
        evidence = Evidence(
            Found(trace[at].url, said.published, said.source, said.modified, said.headline),
            known.document if known else -1,
            known.post if known else None,
        )
        self._survey.jobs.append(Job(at, evidence, list(self._spiders).index(reader), is_sure=False))

    def _spider(self, reader: Reader) -> FromArchive:
        if reader not in self._spiders:
            self._spiders[reader] = spider_of(reader, self._archive)
        return self._spiders[reader]


def _is_fixed(url: str, spider: FromArchive) -> bool:
    """The front page and robots.txt are no articles, whatever a portal's patterns say."""
    return place(url) == place(spider.home) or url.endswith("/robots.txt")
