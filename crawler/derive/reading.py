"""A portal's spider that asks an archive in place of the network: the same code turns the same pages into items."""

from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import scrapy.exceptions
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.archive.errors import NotArchived, cut_short
from crawler.archive.exchange import Capture
from crawler.archive.read import Responses, decoded
from crawler.archive.replay import error_named
from crawler.archive.revisit import Originals
from crawler.archive.written import sha256
from crawler.cms.base import PortalSpider
from crawler.cms.fetch import EXPECTED, Fetched, failure_of, usable
from crawler.cms.single import AnyPageSpider
from crawler.derive.hosts import Reader
from crawler.derive.trace import MOST_REDIRECTS, Exchange, Trace
from crawler.discover.found import Found
from crawler.items import Article, Refusal

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sources:
    """All files that are derived from, and folders of sealed ones: where revisits may find what they refer to."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()

    def originals(self) -> Originals:
        """The finder of what revisits refer to."""
        return Originals(self.files, self.folders)


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """The files of one task, the trace of what they hold, and where revisits find what they refer to."""

    files: Sequence[Path]
    trace: Trace
    originals: Originals
    responses: Responses = field(default_factory=Responses)

    def fetched(self, exchange: Exchange) -> Fetched:
        """An answer with its body; raises what a download would."""
        path = self.files[exchange.file]
        record, body = self.responses.read(path, exchange.offset)
        resolved = self.originals.resolve(record, body)
        digest = record.digest or sha256(resolved.payload)
        capture = Capture(path.name, record.offset, record.id, digest, record.date)
        if record.truncated:
            raise cut_short(record.truncated, capture)
        if resolved.headers is not record.headers:
            record = replace(record, headers=resolved.headers)
        response = Response(
            exchange.url,
            status=resolved.status,
            headers={"Content-Type": record.header("content-type")},
            body=decoded(record, resolved.payload),
        )
        return Fetched(response, capture)


class FromArchive(PortalSpider):
    """Comes before a portal's class: `fetch` answers from the archive, in the order of time."""

    archive: Archive
    anywhere = False

    def begin(self, archive: Archive, anywhere: bool) -> None:
        """Takes the archive that all pages come from."""
        self.archive, self.anywhere = archive, anywhere
        self.counts: Counter[str] = Counter()
        self.passed: list[int] = []
        self.own = 0

    def item(self, found: Found, lead: Fetched | None, at: int) -> Article | Refusal:
        """The item of the page at one place of the trace.

        `passed` then holds the places that went into it; the first `own` of them led to the page itself.
        """
        self.passed, self._begin, self.own = [], at, 0
        work = self._read(found, lead) if lead else self.look_at(found)
        return finished(work)

    async def fetch(self, url: str) -> Fetched:
        """The answer that follows in time; raises FetchFailed."""
        trace = self.archive.trace
        begin = trace.nearest(safe_url_string(url), self.passed[-1]) if self.passed else self._begin
        try:
            if begin is None:
                raise NotArchived(f"not in the archive: {url}")
            way = trace.way(begin, self.stays)
            self.own = self.own or len(way)
            self.passed += way
            return usable(self._answer([trace[at] for at in way]), url)
        except EXPECTED as error:
            raise failure_of(error, url) from error

    def _answer(self, way: Sequence[Exchange]) -> Fetched:
        last = way[-1]
        if last.error:
            raise error_named(last.error)(last.message)
        if not last.target:
            return self.archive.fetched(last)
        if not self.stays(last.target):
            raise scrapy.exceptions.IgnoreRequest(f"Filtered offsite request to {urlsplit(last.target).hostname!r}")
        if sum(bool(exchange.target) for exchange in way) > MOST_REDIRECTS:
            raise scrapy.exceptions.IgnoreRequest("max redirections reached")
        raise NotArchived(f"not in the archive: {last.target}")

    def stays(self, url: str) -> bool:
        """Whether a redirect may lead to an address, on whatever port of the host."""
        host = urlsplit(url).hostname or ""
        return self.anywhere or any(host == domain or host.endswith(f".{domain}") for domain in self.allowed_domains)

    def _is_ours(self, url: str) -> bool:
        return self.anywhere or super()._is_ours(url)

    def count(self, what: str, by: int = 1) -> None:
        self.counts[what] += by


def spider_of(reader: Reader, archive: Archive) -> FromArchive:
    """The spider that a reader names, over an archive."""
    spider = _from_archive(reader.spider)(**dict(reader.arguments))
    spider.begin(archive, reader.anywhere)
    if reader.declared and isinstance(spider, AnyPageSpider):
        spider.read_as(reader.declared())
    return spider


def _from_archive(portal: type[PortalSpider]) -> type[FromArchive]:
    return type(portal.__name__, (FromArchive, portal), {"__module__": portal.__module__})


def finished(work: Coroutine[Any, Any, _T]) -> _T:
    """The result of a coroutine that has nothing to wait for."""
    try:
        work.send(None)
    except StopIteration as stop:
        return cast("_T", stop.value)
    raise RuntimeError("an archive keeps nobody waiting")
