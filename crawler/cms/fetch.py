"""Fetching one address: the answer with its place in the archive, or a named reason why there is none."""

from dataclasses import dataclass

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.archive.errors import CutShort, NotArchived, OriginalNotArchived, PrivateAddress
from crawler.archive.exchange import Capture
from crawler.items import Source
from crawler.parse.encoding import Text, read_text
from crawler.politeness.retry import AskedToWait
from crawler.politeness.robots import RobotsForbidden, RobotsUnreachable


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer below 400, its body without content-encoding."""

    response: Response
    capture: Capture

    @property
    def url(self) -> str:
        """The address that answered, after redirects."""
        return self.response.url

    @property
    def text(self) -> Text:
        content_type = self.response.headers.get("Content-Type")
        return read_text(self.response.body, content_type.decode("latin-1") if content_type else None)

    @property
    def html(self) -> str:
        return self.text.text

    def source(self) -> Source:
        """Where the item comes from; the parser adds layout and version."""
        return source_of(self.capture, self.response.status)


class FetchFailed(Exception):
    """No usable answer; `reason` is a short fixed word.

    `answer` is the response where there was a whole one, `source` tells where the archive keeps what came.
    """

    def __init__(self, reason: str, url: str, detail: str, answer: Fetched | None = None, source: Source | None = None):
        super().__init__(f"{url}: {detail}")
        self.reason, self.url, self.detail, self.answer = reason, url, detail, answer
        self.source = answer.source() if answer else source or Source()


NOT_ARCHIVED = "not-archived"
"""the reason of what a replay asks for and the crawl never fetched"""

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (RobotsForbidden, "robots"),
    (RobotsUnreachable, "robots-unreachable"),
    (OriginalNotArchived, "original-missing"),
    (NotArchived, NOT_ARCHIVED),
    (AskedToWait, "asked-to-wait"),
    (PrivateAddress, "private-address"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "connection-refused"),
    (exceptions.ResponseDataLossError, "cut-short"),
    (exceptions.DownloadCancelledError, "too-large"),
    (exceptions.DownloadFailedError, "connection-lost"),
    (exceptions.UnsupportedURLSchemeError, "unsupported-scheme"),
    (exceptions.NotSupported, "unsupported-scheme"),
    (exceptions.IgnoreRequest, "offsite"),
)
"""what Scrapy's download path raises, and the word for it; anything else is a fault in Warta and stops the portal"""

EXPECTED = tuple(kind for kind, _ in _REASONS)

_TOLD_IN_WORDS = {"max redirections reached": "redirect-loop", "during decompression": "too-large"}
"""what Scrapy raises as a bare IgnoreRequest, by words of its message"""


async def fetch(crawler: Crawler, url: str) -> Fetched:
    """Downloads one address through all downloader middlewares; raises FetchFailed."""
    assert crawler.engine is not None
    request = Request(url, callback=NO_CALLBACK)
    try:
        response = await crawler.engine.download_async(request)
    except EXPECTED as error:
        raise failure_of(error, url) from error
    return usable(Fetched(response, response.meta["capture"]), url)


def failure_of(error: Exception, url: str) -> FetchFailed:
    """What one of the `EXPECTED` errors means for the address that was asked for."""
    source = source_of(error.capture, None) if isinstance(error, CutShort) else None
    return FetchFailed(_reason(error), url, str(error) or type(error).__name__, source=source)


def usable(answer: Fetched, url: str) -> Fetched:
    """The answer to the address that was asked for; raises FetchFailed from status 400 on."""
    status = answer.response.status
    if status >= 400:
        raise FetchFailed(f"http-{status}", url, f"HTTP {status}", answer)
    return answer


def source_of(capture: Capture, status: int | None) -> Source:
    """A capture as the item tells it."""
    return Source(
        warc=capture.warc,
        offset=capture.offset,
        record_id=capture.record_id,
        digest=capture.digest,
        fetched_at=capture.fetched_at,
        status=status,
    )


def _reason(error: Exception) -> str:
    for words, reason in _TOLD_IN_WORDS.items():
        if words in str(error):
            return reason
    return next(word for kind, word in _REASONS if isinstance(error, kind))
