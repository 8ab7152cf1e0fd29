"""The replaying download handler: answers from WARC files, in the order in which they were recorded; no network."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.archive import errors
from crawler.archive.errors import NEVER_SENT, NotArchived, cut_short
from crawler.archive.exchange import Capture
from crawler.archive.looks import look_of
from crawler.archive.read import Record, read_records, read_response
from crawler.archive.revisit import Originals, Resolved
from crawler.folders import Folders
from crawler.politeness import robots
from crawler.seen.pages import Page

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    record: Record


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the files of a crawl hold, by address: answers and failures in their order, and looks at known pages."""

    answers: dict[str, list[_Kept]] = field(default_factory=dict)
    looks: dict[str, Page] = field(default_factory=dict)


@lru_cache(maxsize=1)
def recorded(files: tuple[Path, ...]) -> Recorded:
    """Read once for a replay: its handlers and its memory ask for the same files."""
    found = Recorded()
    for path in files:
        for record in read_records(path):
            if _was_asked(record):
                found.answers.setdefault(record.url, []).append(_Kept(path, record))
            elif page := look_of(record):
                found.looks[record.url] = page
    return found


class ReplayHandler:
    """Answers the n-th request for an address with its n-th record in the files of the setting `REPLAY_FILES`.

    A revisit is answered with the payload it stands for, from the files of the setting `REPLAY_ORIGINALS`.
    """

    lazy = True

    def __init__(self, recorded: Recorded, originals: Originals):
        self._kept = recorded.answers
        self._originals = originals
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReplayHandler":
        settings = crawler.settings
        files = tuple(Path(name) for name in settings.getlist("REPLAY_FILES"))
        originals = [Path(name) for name in settings.getlist("REPLAY_ORIGINALS")]
        spider: PortalSpider = crawler.spider  # type: ignore[assignment]
        return cls(recorded(files), Originals(originals or files, [Folders.of(settings).warc(spider.portal.name)]))

    async def download_request(self, request: Request) -> Response:
        kept = self._next(request.url)
        if kept.record.kind == "metadata":
            raise error_named(kept.record.fields["error"])(kept.record.fields.get("message", ""))
        record, body = read_response(kept.path, kept.record.offset)
        resolved = self._originals.resolve(record, body)
        request.meta["capture"] = Capture(
            warc=kept.path.name,
            offset=record.offset,
            record_id=record.id,
            digest=record.digest,
            fetched_at=record.date,
        )
        if record.truncated:
            raise cut_short(record.truncated, request.meta["capture"])
        return response_of(request, resolved)

    async def close(self) -> None:
        self._kept = {}

    def _next(self, url: str) -> _Kept:
        kept = self._kept.get(url)
        if not kept:
            raise NotArchived(f"not in the archive: {url}")
        asked = self._asked[url]
        self._asked[url] += 1
        return kept[min(asked, len(kept) - 1)]


def _was_asked(record: Record) -> bool:
    return record.kind in ("response", "revisit") or record.fields.get("error", "") not in ("", *NEVER_SENT)


def error_named(name: str) -> type[Exception]:
    """The error that a metadata record names: of Scrapy's downloader, of robots.txt, or of the recording handler."""
    homes = (exceptions, robots, errors)
    return next((getattr(home, name) for home in homes if hasattr(home, name)), exceptions.DownloadFailedError)


def response_of(request: Request, resolved: Resolved) -> Response:
    """A capture as the answer to a request, with its content-encoding."""
    headers = Headers()
    for name, value in resolved.headers:
        headers.appendlist(name, value)
    body = resolved.payload
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(url=request.url, status=resolved.status, headers=headers, body=body, request=request)
