"""The recording download handler: everything that is fetched is archived before anything else sees it."""

import logging
import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy import __version__ as scrapy_version
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from crawler import __version__
from crawler.archive.errors import PrivateAddress, cut_short, why_truncated
from crawler.archive.exchange import Exchange, Failure, request_head, response_head
from crawler.archive.looks import look_fields
from crawler.archive.payload import dechunked
from crawler.archive.tap import Tape, recorded_on
from crawler.archive.writer import WarcWriter
from crawler.archive.written import warc_date
from crawler.folders import Folders
from crawler.politeness.pace import Pace
from crawler.politeness.private import is_private, is_written_private
from crawler.politeness.robots import refused
from crawler.seen.pages import Page
from crawler.signals import looks_again

if TYPE_CHECKING:
    from crawler.cms.base import PortalSpider

logger = logging.getLogger(__name__)


class RecordingHandler:
    """Fetches through the handler of the setting `RECORD_THROUGH`, in the portal's pace, and writes WARC.

    One instance serves http and https of a crawler. `request.meta["capture"]` tells where the response lies.
    """

    lazy = False
    """looks are told before the first request"""
    _of_crawler: ClassVar[WeakKeyDictionary[Crawler, "RecordingHandler"]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler):
        self._through = build_from_crawler(load_object(crawler.settings["RECORD_THROUGH"]), crawler)
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._pace = Pace.shared(crawler.settings)
        self._writer = _writer(crawler)
        self._warned = False
        home: str = crawler.spider.home  # type: ignore[union-attr]
        self._at_home = is_written_private(urlsplit(home).hostname or "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordingHandler":
        if crawler not in cls._of_crawler:
            cls._of_crawler[crawler] = cls(crawler)
            crawler.signals.connect(cls._of_crawler[crawler].keep_refusal, refused)
            crawler.signals.connect(cls._of_crawler[crawler].keep_look, looks_again)
        return cls._of_crawler[crawler]

    async def download_request(self, request: Request) -> Response:
        is_proxied = "proxy" in request.meta
        tape = Tape(request.meta.get("download_maxsize", self._largest), public=not (self._at_home or is_proxied))
        async with self._pace.turn(request.url):
            date = warc_date()
            try:
                await self._refuse_private(request, is_proxied)
                with recorded_on(tape):
                    response: Response = await self._through.download_request(request)
            except Exception as error:
                await self._keep_what_came(request, tape, date, error)
                raise
        broken_off = None if tape.whole else tape.cut or "disconnect"
        await self._keep(request, _taped(request, tape, date, broken_off) or self._rebuilt(request, response, date))
        return response

    async def _refuse_private(self, request: Request, is_proxied: bool) -> None:
        """Before a connection is made; the tape looks once more at what was really connected to, as names may turn.

        A portal whose home is itself written as such an address is the exception. What a proxy connects to it alone
        knows, unless the address is written.
        """
        host = urlparse_cached(request).hostname or ""
        address = None if is_proxied else await self._pace.address(request.url)
        if not self._at_home and (is_written_private(host) or (address and is_private(address))):
            raise PrivateAddress(f"{host} is an address of this machine or its network: {address or host}")

    def keep_refusal(self, request: Request, error: Exception) -> None:
        """Keeps that a request never went out, as its robots.txt did not allow it."""
        self._writer.write_failure(Failure(request.url, type(error).__name__, str(error), warc_date()))

    def keep_look(self, url: str, page: Page) -> None:
        """Keeps what was known of a page that is about to be fetched once more."""
        self._writer.write_metadata(url, warc_date(), look_fields(page))

    async def close(self) -> None:
        self._writer.close()
        await self._through.close()

    async def _keep(self, request: Request, exchange: Exchange) -> None:
        """Returns when an exchange is on the disk; raises CutShort where its body is not whole."""
        capture = request.meta["capture"] = self._writer.write_exchange(exchange)
        await self._writer.settled()
        if exchange.truncated:
            raise cut_short(exchange.truncated, capture)

    async def _keep_what_came(self, request: Request, tape: Tape, date: str, error: Exception) -> None:
        """A head and a part of a body are an exchange that was cut short; less is a failure, and kept by its name."""
        exchange = _taped(request, tape, date, tape.cut or why_truncated(error))
        if exchange is None:
            self._writer.write_failure(Failure(request.url, type(error).__name__, str(error), date))
        else:
            await self._keep(request, exchange)

    def _rebuilt(self, request: Request, response: Response, date: str) -> Exchange:
        if not self._warned:
            self._warned = True
            logger.warning("%s shows no bytes of the wire: heads are rebuilt", type(self._through).__qualname__)
        return _rebuilt(request, response, date)


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
        "description": "requests and responses are the bytes of the wire, without interim (1xx) heads; in records "
        "with `Warta-Head: rebuilt` spelling, order and repeats of header names are not those of the wire",
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


def _taped(request: Request, tape: Tape, date: str, truncated: str | None) -> Exchange | None:
    """The exchange as it went over the wire; None where no whole head of an answer did."""
    answer = tape.answer
    if answer is None:
        return None
    if tape.left_over:
        logger.warning("%s: %d bytes behind the end of the answer are not kept", request.url, tape.left_over)
    head, body = answer
    return Exchange(
        url=request.url,
        # A proxy's password is no part of what the portal was asked, and nothing to hand on with an archive.
        request=_PROXY_PASSWORD.sub(b"", bytes(tape.sent), count=1),
        response_head=head,
        body=body,
        payload=dechunked(body) if _CHUNKED.search(head) else body,
        date=date,
        ip=tape.ip,
        truncated=truncated,
    )


_PROXY_PASSWORD = re.compile(rb"(?i)(?<=\n)Proxy-Authorization:[^\n]*\n")
_CHUNKED = re.compile(rb"(?i)\ntransfer-encoding[ \t]*:[^\n]*chunked")


def _rebuilt(request: Request, response: Response, date: str) -> Exchange:
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
