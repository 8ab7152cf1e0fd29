"""Scrapy's HTTP/1.1 handler over connections that copy what goes over the wire, one tape an exchange.

It leans on private names of Scrapy and Twisted, which tests/test_tap.py holds. Where they move, the tape stays blank,
and crawler/archive/record.py marks the heads as rebuilt.
"""

import asyncio
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_to_future
from twisted.internet.error import ConnectionLost
from twisted.internet.interfaces import ISSLTransport
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web.client import HTTPConnectionPool

from crawler.archive.errors import PrivateAddress
from crawler.politeness.private import is_private

logger = logging.getLogger(__name__)

HEADROOM = 1024 * 1024
"""bytes of heads and of the framing of chunks that a tape takes beyond the largest body"""

_END_OF_HEAD = re.compile(rb"\n\r?\n")
_STATUS_LINE = re.compile(rb"[^ /\n]+/\d+\.\d+ (\d+)(?: [^\n]*|\r?)\n")


class Tape:
    """The bytes of one exchange, as they were sent and as they came; `largest` bounds the body, 0 does not.

    A `public` one is not laid into a connection to this machine or its network.
    """

    def __init__(self, largest: int, public: bool = False):
        self.public = public
        self.sent = bytearray()
        self.received = bytearray()
        self.ip: str | None = None
        self.whole = False
        """the answer ended as its framing says, or where it has none, with an orderly end of the connection"""
        self.cut: str | None = None
        """why the tape itself ended the exchange, as WARC-Truncated says it"""
        self.left_over = 0
        """bytes that came behind the end of the answer in the same go"""
        self._room = largest + HEADROOM if largest else None

    def take(self, data: bytes) -> bool:
        """Copies what came; False once there is more than the tape may hold."""
        room = len(data) if self._room is None else self._room - len(self.received)
        self.received += data[:room]
        if len(data) > room:
            self.cut = "length"
        return self.cut is None

    def end(self, rest: bytes) -> None:
        """The answer is complete; `rest` came behind it, answers nothing that was asked and is no part of it."""
        del self.received[len(self.received) - len(rest) :]
        self.left_over = len(rest)
        self.whole = self.cut is None

    @property
    def answer(self) -> tuple[bytes, bytes] | None:
        """Head and body of the final response; None where no whole head came.

        Interim responses (1xx) stand before it on the wire. A record holds one response, and no reader of WARC
        expects two heads, so they are left out.
        """
        begin = 0
        while end := _END_OF_HEAD.search(self.received, begin):
            status = _STATUS_LINE.match(self.received, begin)
            if not status:
                return None
            if not 100 <= int(status[1]) < 200:
                received = memoryview(self.received)
                return bytes(received[begin : end.end()]), bytes(received[end.end() :])
            begin = end.end()
        return None


_running: ContextVar[Tape | None] = ContextVar("tape", default=None)


@contextmanager
def recorded_on(tape: Tape) -> Iterator[None]:
    """Inside, a request that is begun through a TappedHandler is copied onto the tape."""
    token = _running.set(tape)
    try:
        yield
    finally:
        _running.reset(token)


class TappedHandler(HTTP11DownloadHandler):
    """Scrapy's own handler for http and https, over proxies too, with taps on its connections."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        pool = _TappedPool(self._pool._reactor, persistent=True)  # type: ignore[no-untyped-call]  # so is all of Twisted
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        # Twisted would ask again by itself where a kept connection was lost: out of the pace, and on the same tape.
        pool.retryAutomatically = False
        pool._factory = _TappedFactory
        self._pool = pool

    async def close(self) -> None:
        """Scrapy's own would end its wait for a second time where the loop was held up, and log that as an error."""
        closed = deferred_to_future(self._pool.closeCachedConnections())  # type: ignore[no-untyped-call]
        await asyncio.wait([closed], timeout=self._disconnect_timeout)


class _TappedPool(HTTPConnectionPool):
    """Lays the tape of the request that asks for a connection into it; they ask before they first wait."""

    def getConnection(self, key: Any, endpoint: Any) -> Any:
        return super().getConnection(key, endpoint).addCallback(partial(_lay, _running.get()))


def _lay(tape: Tape | None, connection: "_TappedProtocol") -> "_TappedProtocol":
    peer = connection.transport.getPeer().host
    if tape and tape.public and is_private(peer):
        connection.transport.abortConnection()
        raise PrivateAddress(f"connected to an address of this machine or its network: {peer}")
    connection.tape = tape
    return connection


class _TappedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> "_TappedProtocol":
        return _TappedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _TappedProtocol(_LenientHTTP11ClientProtocol):
    """A connection; it carries exchanges one after the other, each from `request` to `_finishResponse`."""

    tape: Tape | None = None
    transport: Any

    def request(self, request: Any) -> Any:
        if self.tape is not None:
            self.tape.ip = self.transport.getPeer().host
            write = request.writeTo
            tape = self.tape
            request.writeTo = lambda transport: write(_Copying(transport, tape.sent))
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        if self.tape is not None and not self.tape.take(data):
            self.transport.abortConnection()
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:
        if self.tape is not None:
            self.tape.end(rest)
            self.tape = None
        if rest and self._currentRequest is not None:
            # More than was announced came: the remainder would be taken for the beginning of the next answer.
            self._currentRequest.persistent = False
        super()._finishResponse(rest)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        # Over TLS an end without close_notify looks the same, and many servers end an answer without length so.
        if self.tape is not None and isinstance(reason.value, ConnectionLost) and not _is_tls(self.transport):
            self.tape.cut = self.tape.cut or "disconnect"
        super().connectionLost(reason)  # type: ignore[no-untyped-call]


def _is_tls(transport: Any) -> bool:
    return bool(ISSLTransport.providedBy(transport))


class _Copying:
    """A transport that copies what is written through it."""

    def __init__(self, transport: Any, copy: bytearray):
        self._transport, self._copy = transport, copy

    def write(self, data: bytes) -> None:
        self._copy += data
        self._transport.write(data)

    def writeSequence(self, data: Sequence[bytes]) -> None:
        self.write(b"".join(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
