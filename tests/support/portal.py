"""A portal on loopback: serves a site, plays faults, and remembers every request.

with Portal(WordPress(made_articles(30)), [On("/feed/", status(503), first=2)]) as portal:
    crawl(portal.home)
    assert not portal.asked("/wp-admin/")
"""

import contextlib
import functools
import re
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self

from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request


class Portal:
    """Context manager around one server on 127.0.0.1; `site`, `faults` and `requests` may be used while it runs."""

    def __init__(self, site: Answer, faults: Iterable[On] = ()) -> None:
        self.site = site
        self.faults = list(faults)
        self.requests: list[Request] = []
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def home(self) -> str:
        """The address of the front page, without the last slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def asked(self, pattern: str = "") -> list[Request]:
        """The requests whose path and query match `pattern` somewhere, in order of arrival."""
        return [request for request in self.requests if re.search(pattern, request.target)]

    def answer(self, request: Request) -> Reply:
        """What the site says to `request`, through the faults; the first fault is the outermost."""
        self.requests.append(request)
        answer: Answer = self.site
        for fault in reversed(self.faults):
            answer = functools.partial(fault, answer=answer)
        return answer(request)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.close_all()
        if self._server.errors and error is None:
            raise self._server.errors[0]


class _Server(socketserver.ThreadingTCPServer):
    """Threads are joined and connections closed at the end, so that nothing leaks into the next test."""

    request_queue_size = 64

    def __init__(self, portal: Portal) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.portal = portal
        self.errors: list[BaseException] = []
        self._open: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):  # a client may leave when it likes
            self.errors.append(error)

    def close_all(self) -> None:
        for connection in list(self._open):
            with contextlib.suppress(OSError):  # the client was faster
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        request = self._request()
        reply = self.server.portal.answer(request)
        self.close_connection = self.close_connection or reply.closes
        self.wfile.write(reply.encode(with_body=self.command != "HEAD"))
        request.status, request.ended = None if reply.hang_up else reply.status, time.monotonic()

    do_HEAD = do_GET

    def _request(self) -> Request:
        at = time.monotonic()
        headers = {name.lower(): value for name, value in self.headers.items()}
        target = re.sub(r"^http://[^/]+", "", self.path)  # a proxy is asked with the whole address
        return Request(target, headers, at, self.command, self.client_address[1])

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: `Portal.requests` is the log."""
