"""What goes over the wire: the request as it came, and the reply as it shall go out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import responses
from urllib.parse import parse_qsl


@dataclass
class Request:
    """One request; `at` and `ended` are `time.monotonic()` seconds, header names are lower case."""

    target: str
    """path with query, as asked"""
    headers: dict[str, str]
    at: float
    method: str = "GET"
    client: int = 0
    """the client's TCP port: equal for requests on one connection"""
    ended: float | None = None
    """when the reply was out, None if the client left; certain for all once the portal has closed"""
    status: int | None = None

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The query's fields; of a repeated one the last."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def host(self) -> str:
        """The `Host` header, with the port if it names one."""
        return self.headers.get("host", "")

    @property
    def home(self) -> str:
        """The address of the site as the client knows it: a portal's links carry the host that was asked."""
        return f"http://{self.host}"


@dataclass(frozen=True)
class Reply:
    """One reply; `missing` bytes are announced but never sent, `hang_up` closes the connection instead."""

    body: bytes = b""
    type: str = "text/html; charset=UTF-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    chunked: bool = False
    hang_up: bool = False

    @property
    def closes(self) -> bool:
        """True where the connection can't serve another request."""
        return self.hang_up or self.missing > 0

    def encode(self, with_body: bool = True) -> bytes:
        """The bytes of the reply, all in one piece so that no delayed acknowledgement slows it."""
        if self.hang_up:
            return b""
        framing = {"Transfer-Encoding": "chunked"} if self.chunked else {"Content-Length": str(self._announced)}
        headers = {"Content-Type": self.type, **framing, **self.headers}
        lines = [
            f"HTTP/1.1 {self.status} {responses.get(self.status, 'Unknown')}",
            *(f"{k}: {v}" for k, v in headers.items()),
        ]
        body = b"".join(self._chunks()) if self.chunked else self.body
        return "\r\n".join([*lines, "", ""]).encode() + (body if with_body else b"")

    @property
    def _announced(self) -> int:
        return len(self.body) + self.missing

    def _chunks(self, size: int = 1000) -> Iterator[bytes]:
        for start in range(0, len(self.body), size):
            piece = self.body[start : start + size]
            yield b"%x\r\n%b\r\n" % (len(piece), piece)
        yield b"0\r\n\r\n"


Answer = Callable[[Request], Reply]
"""A family of portals is no more than this: what a site says to a request."""


def redirect(to: str, status: int = 301) -> Reply:
    """A redirect to `to`, an absolute address or a path."""
    return Reply(status=status, headers={"Location": to})
