"""The recording download handler: everything that is fetched is archived before anything else sees it."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy import __version__ as scrapy_version
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from crawler import __version__
from crawler.archive.errors import CutShort
from crawler.archive.exchange import Exchange, Failure, request_head, response_head
from crawler.archive.writer import WarcWriter, warc_date
from crawler.folders import Folders
from crawler.pace import Pace

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider

logger = logging.getLogger(__name__)


class RecordingHandler:
    """Fetches through the handler of the setting `RECORD_THROUGH`, in the portal's pace, and writes WARC.

    One instance serves http and https of a crawler. `request.meta["capture"]` tells where the response lies.
    """

    lazy = True
    _of_crawler: ClassVar[WeakKeyDictionary[Crawler, "RecordingHandler"]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler):
        self._through = _without_silent_retries(
            build_from_crawler(load_object(crawler.settings["RECORD_THROUGH"]), crawler)
        )
        self._pace = Pace.shared(crawler.settings)
        self._writer = _writer(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordingHandler":
        if crawler not in cls._of_crawler:
            cls._of_crawler[crawler] = cls(crawler)
        return cls._of_crawler[crawler]

    async def download_request(self, request: Request) -> Response:
        async with self._pace.turn(request.url):
            date = warc_date()
            try:
                response: Response = await self._through.download_request(request)
            except Exception as error:
                self._writer.write_failure(Failure(request.url, type(error).__name__, str(error), date))
                raise
        request.meta["capture"] = self._writer.write_exchange(_exchange(request, response, date))
        if "dataloss" in response.flags:
            raise CutShort(request.meta["capture"])
        return response

    async def close(self) -> None:
        self._writer.close()
        await self._through.close()


def _without_silent_retries(handler: Any) -> Any:
    """Twisted would ask again by itself where a kept connection was lost: out of the pace, and never archived."""
    if hasattr(handler, "_pool"):
        handler._pool.retryAutomatically = False
    return handler


def _writer(crawler: Crawler) -> WarcWriter:
    spider: PortalSpider = crawler.spider  # type: ignore[assignment]
    settings = crawler.settings
    folders = Folders.of(settings)
    portal = spider.portal.name
    info = {
        "software": f"Warta/{__version__} Scrapy/{scrapy_version}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": settings["RUN_ID"],
        "operator": settings["CONTACT"],
        "robots": "obey",
        "http-header-user-agent": settings["USER_AGENT"],
        "description": "response heads are rebuilt: spelling and order of header names are not those of the wire",
        "warta-spider": spider.name,
        "warta-arguments": spider.arguments_json(),
    }
    return WarcWriter(
        folders.warc(portal),
        folders.index(portal),
        portal,
        info,
        compress=settings.getbool("WARC_GZIP"),
        largest=settings.getint("WARC_MAX_SIZE"),
        reserve=settings.getint("DISK_RESERVE"),
    )


def _exchange(request: Request, response: Response, date: str) -> Exchange:
    parts = urlparse_cached(request)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = [(b"Host", parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii"))]
    sent += [(name, value) for name, values in request.headers.items() for value in values]
    received = [(name, value) for name, values in response.headers.items() for value in values]
    return Exchange(
        url=request.url,
        request=request_head(request.method, target, sent) + request.body,
        response_head=response_head(response.status, _without_chunking(received)),
        body=response.body,
        payload=response.body,
        date=date,
        ip=str(response.ip_address) if response.ip_address else None,
        truncated="disconnect" if "dataloss" in response.flags else None,
        rebuilt=True,
    )


def _without_chunking(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The body is kept joined, so the header that announces chunks is kept under another name, as pywb does."""
    renamed = {b"transfer-encoding": b"X-Archive-Orig-Transfer-Encoding"}
    return [(renamed.get(name.lower(), name), value) for name, value in headers]
