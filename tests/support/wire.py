"""A server that sends scripted bytes and remembers the bytes it was sent; over TLS, and as a proxy, too."""

import re
import socket
import ssl
import struct
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

End = Literal["keep", "close", "bare", "reset", "hold"]
"""of a connection after an answer: kept, closed, closed without the close_notify of TLS, reset, left open in silence"""


@dataclass(frozen=True)
class Answer:
    """What goes over the wire: `before` the final response its interim ones, `after` it what nobody asked for."""

    head: bytes
    body: bytes = b""
    payload: bytes | None = None
    """the body without its chunks, where it has any"""
    before: bytes = b""
    after: bytes = b""
    end: End = "keep"
    step: int = 1 << 20
    """bytes sent at a time"""
    method: str = "GET"
    sent: bytes = b""
    """body of the request"""
    truncated: str | None = None
    failure: str | None = None
    """the error of a metadata record, where no response can be kept"""

    @property
    def block(self) -> bytes:
        """Of the response record."""
        return self.head + self.body

    @property
    def kept_payload(self) -> bytes:
        return self.body if self.payload is None else self.payload


class WireServer:
    """Answers on a port of the loopback; `heard` has the requests of each target, `connections` their order."""

    def __init__(self, answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None):
        self._answers, self._tls = answers, tls
        self.heard: dict[str, list[bytes]] = {}
        self.connections: list[list[str]] = []
        self._released = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        host, port = self._listening.getsockname()
        self.home = f"{'https' if tls else 'http'}://{host}:{port}"

    def __enter__(self) -> "WireServer":
        self._threads.append(threading.Thread(target=self._accept, daemon=True))
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.settimeout(10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._threads.append(threading.Thread(target=self._serve, args=[connection], daemon=True))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):  # the client may go at any time
            connection = self._secured(connection)
            targets: list[str] = []
            self.connections.append(targets)
            while request := _request(connection):
                target = re.sub(
                    "^https?://[^/]+", "", request.split(b" ", 2)[1].decode("ascii")
                )  # a proxy gets the whole URL
                targets.append(target)
                self.heard.setdefault(target, []).append(request)
                if not self._send(connection, self._answers[target]):
                    return
        connection.close()

    def _secured(self, connection: socket.socket) -> socket.socket:
        """Over TLS where that is asked for; a CONNECT before it is granted, as a proxy does."""
        if not self._tls:
            return connection
        if connection.recv(1, socket.MSG_PEEK) == b"C":
            _request(connection)
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return self._tls.wrap_socket(connection, server_side=True)

    def _send(self, connection: socket.socket, answer: Answer) -> bool:
        """Whether the connection is kept."""
        data = answer.before + answer.head + answer.body + answer.after
        for begin in range(0, len(data), answer.step):
            connection.sendall(data[begin : begin + answer.step])
        if answer.end == "keep":
            return True
        if answer.end == "hold":
            self._released.wait(30)
        if answer.end == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif answer.end == "close" and isinstance(connection, ssl.SSLSocket):
            connection = connection.unwrap()
        connection.close()
        return False


def _request(connection: socket.socket) -> bytes:
    """One request, head and body; empty where the client has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        got = connection.recv(65536)
        if not got:
            return b""
        data += got
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        got = connection.recv(65536)
        data, body = data + got, body + got
    return data


def tls_context(folder: Path) -> ssl.SSLContext:
    """For a server on 127.0.0.1, with a certificate that is made here and signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(secret + certificate.public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
