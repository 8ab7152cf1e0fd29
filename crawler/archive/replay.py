"""The replaying download handler: answers from WARC files, in the order in which they were recorded; no network."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.archive.errors import CutShort, NotArchived
from crawler.archive.exchange import Capture
from crawler.archive.read import Record, read_records, read_response


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    record: Record


class ReplayHandler:
    """Answers the n-th request for an address with its n-th record in the files of the setting `REPLAY_FILES`."""

    lazy = True

    def __init__(self, files: Sequence[Path]):
        self._kept = _kept_by_url(files)
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReplayHandler":
        return cls([Path(name) for name in crawler.settings.getlist("REPLAY_FILES")])

    async def download_request(self, request: Request) -> Response:
        kept = self._next(request.url)
        if kept.record.kind == "metadata":
            raise _failure(kept.record)
        record, body = read_response(kept.path, kept.record.offset)
        request.meta["capture"] = Capture(
            warc=kept.path.name,
            offset=record.offset,
            record_id=record.id,
            digest=record.digest,
            fetched_at=record.date,
        )
        if record.truncated:
            raise CutShort(request.meta["capture"])
        return _response(request, record, body)

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
            if record.kind == "response" or "error" in record.fields:
                kept.setdefault(record.url, []).append(_Kept(path, record))
    return kept


def _failure(record: Record) -> Exception:
    error = getattr(exceptions, record.fields["error"], exceptions.DownloadFailedError)
    failure: Exception = error(record.fields.get("message", ""))
    return failure


def _response(request: Request, record: Record, body: bytes) -> Response:
    headers = Headers()
    for name, value in record.headers:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(url=request.url, status=record.status, headers=headers, body=body, request=request)
