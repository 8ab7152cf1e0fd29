"""The replaying download handler: answers from WARC files, in the order in which they were recorded; no network."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.archive import errors
from crawler.archive.errors import NEVER_SENT, NotArchived, cut_short
from crawler.archive.exchange import Capture
from crawler.archive.read import Record, read_records, read_response
from crawler.archive.revisit import Originals, Resolved
from crawler.folders import Folders

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    record: Record


class ReplayHandler:
    """Answers the n-th request for an address with its n-th record in the files of the setting `REPLAY_FILES`.

    A revisit is answered with the payload it stands for, from the files of the setting `REPLAY_ORIGINALS`.
    """

    lazy = True

    def __init__(self, files: Sequence[Path], originals: Originals):
        self._kept = _kept_by_url(files)
        self._originals = originals
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReplayHandler":
        settings = crawler.settings
        files = [Path(name) for name in settings.getlist("REPLAY_FILES")]
        originals = [Path(name) for name in settings.getlist("REPLAY_ORIGINALS")]
        spider: PortalSpider = crawler.spider  # type: ignore[assignment]
        return cls(files, Originals(originals or files, [Folders.of(settings).warc(spider.portal.name)]))

    async def download_request(self, request: Request) -> Response:
        kept = self._next(request.url)
        if kept.record.kind == "metadata":
            raise _failure(kept.record)
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
        self._kept.clear()

    def _next(self, url: str) -> _Kept:
        kept = self._kept.get(url)
        if not kept:
            raise NotArchived(f"not in the archive: {url}")
        asked = self._asked[url]
        self._asked[url] += 1
        return kept[min(asked, len(kept) - 1)]


def _kept_by_url(files: Sequence[Path]) -> dict[str, list[_Kept]]:
    kept: dict[str, list[_Kept]] = {}
    for path in files:
        for record in read_records(path):
            if _was_asked(record):
                kept.setdefault(record.url, []).append(_Kept(path, record))
    return kept


def _was_asked(record: Record) -> bool:
    return record.kind in ("response", "revisit") or record.fields.get("error", "") not in ("", *NEVER_SENT)


def _failure(record: Record) -> Exception:
    name = record.fields["error"]
    error = getattr(exceptions, name, getattr(errors, name, exceptions.DownloadFailedError))
    failure: Exception = error(record.fields.get("message", ""))
    return failure


def response_of(request: Request, resolved: Resolved) -> Response:
    """A capture as the answer to a request, with its content-encoding."""
    headers = Headers()
    for name, value in resolved.headers:
        headers.appendlist(name, value)
    body = resolved.payload
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(url=request.url, status=resolved.status, headers=headers, body=body, request=request)
