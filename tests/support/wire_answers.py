"""What servers send over the wire, right and odd: one answer a target."""

import gzip
import zlib

import brotlicffi

from tests.support.wire import Answer

NEWS = ("<!doctype html><title>Kendari</title><p>KENDARI — Jum’at pagi banjir surut.</p>\n" * 40).encode()
OK = b"HTTP/1.1 200 OK"


def head(*lines: bytes, status: bytes = OK, newline: bytes = b"\r\n") -> bytes:
    return newline.join([status, *lines, b"", b""])


def length(body: bytes) -> bytes:
    return b"Content-Length: %d" % len(body)


def chunks(*parts: bytes, size: bytes = b"%x", trailer: bytes = b"") -> bytes:
    framed = [size % len(part) + b"\r\n" + part + b"\r\n" for part in parts]
    return b"".join(framed) + b"0\r\n" + trailer + b"\r\n"


def whole(*lines: bytes, status: bytes = OK, body: bytes = NEWS, newline: bytes = b"\r\n") -> Answer:
    return Answer(head(*lines, length(body), status=status, newline=newline), body)


CHUNKED = b"Transfer-Encoding: chunked"
THIRDS = (NEWS[:1000], NEWS[1000:1001], NEWS[1001:])
GZIP = b"Content-Encoding: gzip"
PACKED = gzip.compress(NEWS, mtime=0)
BR = brotlicffi.compress(NEWS)
RAW_DEFLATE = zlib.compress(NEWS)[2:-4]

HEADS = {
    "/plain": whole(b"Content-Type: text/html; charset=utf-8"),
    "/lower": whole(b"content-type: text/html", b"x-powered-by: PHP/8.2"),
    "/upper": whole(b"CONTENT-TYPE: text/html", b'ETAG: "a"', b"LAST-MODIFIED: Tue, 24 Nov 2026 16:43:15 GMT"),
    "/mixed-case": whole(b"cOnTeNt-TyPe: text/html", b"X-XSS-protection: 1", b"WWW-authenticate: Basic"),
    "/order": Answer(head(b"Z: 1", b"Content-Length: 4", b"A: 2", b"M: 3", b"Server: x", b"Date: -1"), b"Palu"),
    "/repeats": whole(b"Set-Cookie: a=1", b"Vary: Cookie", b"Set-Cookie: b=2", b"Vary: Accept", b"Set-Cookie: a=3"),
    "/repeats-in-other-case": whole(b"X-A: 1", b"x-a: 2", b"X-a: 1"),
    "/no-space": whole(b"Content-Type:text/html", b"X-A:1"),
    "/many-spaces": whole(b"Content-Type:   text/html", b"X-A:\t1", b"X-B: \t 2"),
    "/space-behind": whole(b"Content-Type: text/html  ", b"X-A: 1\t"),
    "/folded": whole(b"X-A: one", b" two", b"\tthree", b"X-B: 4"),
    "/no-value": whole(b"X-Nothing:", b"X-Blank: "),
    "/latin-1": whole(b"X-Author: Andr\xe9", b"Content-Type: text/html"),
    "/utf-8": whole("X-Judul: Jum’at — banjir".encode(), "Content-Disposition: inline; filename=é.html".encode()),
    "/no-colon": whole(b"X-A: 1", b"this is no header", b"X-B: 2"),
    "/long-value": whole(b"X-Long: " + b"x" * 9000),
    "/many-headers": whole(*(b"X-%d: %d" % (n, n) for n in range(200))),
    "/odd-names": whole(b"x_under: 1", b"X.Dot: 2", b"!#$%&'*+-^`|~: 3"),
    "/reason": whole(status=b"HTTP/1.1 200 Baik sekali"),
    "/reason-utf-8": whole(status="HTTP/1.1 200 Jum’at".encode()),
    "/reason-empty": whole(status=b"HTTP/1.1 200 "),
    "/reason-missing": whole(status=b"HTTP/1.1 200"),
    "/bare-newlines": whole(b"Content-Type: text/html", b"X-A: 1", newline=b"\n"),
    "/mixed-newlines": Answer(b"HTTP/1.1 200 OK\r\nX-A: 1\nContent-Length: 4\r\n\n", b"Palu"),
    "/http-1.0": Answer(head(length(NEWS), status=b"HTTP/1.0 200 OK"), NEWS, end="close"),
    "/http-1.0-no-length": Answer(head(b"Server: x", status=b"HTTP/1.0 200 OK"), NEWS, end="close"),
    "/http-1.0-kept": whole(b"Connection: keep-alive", status=b"HTTP/1.0 200 OK"),
    "/http-1.2": whole(status=b"HTTP/1.2 200 OK"),
    "/closing": Answer(head(b"Connection: close", length(NEWS)), NEWS, end="close"),
    "/Closing": Answer(head(b"connection: Close", length(NEWS)), NEWS, end="close"),
    "/keep-alive": whole(b"Connection: Keep-Alive", b"Keep-Alive: timeout=5, max=100"),
    "/upgrade": whole(b"Upgrade: h2,h2c", b"Connection: Upgrade"),
    "/same-length-twice": Answer(head(b"Content-Length: 4", b"Content-Length: 4"), b"Palu"),
}

STATUSES = {
    "/299": whole(status=b"HTTP/1.1 299 Strange"),
    "/999": whole(status=b"HTTP/1.1 999 Request denied"),
    "/404": whole(status=b"HTTP/1.1 404 Not Found", body=b"tidak ada"),
    "/410": whole(status=b"HTTP/1.1 410 Gone", body=b""),
    "/429": whole(b"Retry-After: 1", status=b"HTTP/1.1 429 Too Many Requests", body=b"sabar"),
    "/500": whole(status=b"HTTP/1.1 500 Internal Server Error", body=b"<h1>galat</h1>"),
    "/503": Answer(head(CHUNKED, status=b"HTTP/1.1 503 Sibuk"), chunks(b"sibuk"), b"sibuk"),
    "/301": whole(b"Location: /plain", status=b"HTTP/1.1 301 Moved Permanently", body=b"pindah"),
    "/302": whole(b"location: ../plain", status=b"HTTP/1.1 302 Found", body=b""),
    "/303": whole(b"LOCATION: http://127.0.0.1/plain", status=b"HTTP/1.1 303 See Other", body=b""),
    "/307": Answer(head(b"Location: /a b\xe9", status=b"HTTP/1.1 307 Temporary Redirect"), b"pindah", end="close"),
    "/308": whole(b"Location: /plain", b"Location: /order", status=b"HTTP/1.1 308 Permanent Redirect", body=b"x"),
    "/204": Answer(head(b"X-A: 1", status=b"HTTP/1.1 204 No Content")),
    "/204-length": Answer(head(b"Content-Length: 0", status=b"HTTP/1.1 204 No Content")),
    "/205": whole(status=b"HTTP/1.1 205 Reset Content", body=b""),
    "/304": Answer(head(b'ETag: "a"', b"Content-Length: 4000", status=b"HTTP/1.1 304 Not Modified")),
    "/304-bare": Answer(head(b"Date: Tue, 24 Nov 2026 16:43:15 GMT", status=b"HTTP/1.1 304")),
    "/empty": whole(body=b""),
}

BODIES = {
    "/binary": whole(b"Content-Type: image/jpeg", body=bytes(range(256)) * 50),
    "/like-a-head": whole(body=b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nPalu\r\n\r\n"),
    "/like-a-record": whole(body=b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    "/like-chunks": whole(body=b"4\r\nPalu\r\n0\r\n\r\n"),
    "/large": whole(body=NEWS * 120),
    "/byte-by-byte": Answer(head(b"X-A: 1", b"Content-Length: 40"), NEWS[:40], step=1),
    "/no-length": Answer(head(b"Content-Type: text/html"), NEWS, end="close"),
    "/no-length-large": Answer(head(b"Content-Type: text/html"), NEWS * 120, end="close"),
    "/no-length-empty": Answer(head(b"Content-Type: text/html"), end="close"),
    "/no-length-bare": Answer(head(b"Content-Type: text/html"), NEWS, end="bare"),
    "/gzip": whole(GZIP, body=PACKED),
    "/gzip-no-length": Answer(head(GZIP), PACKED, end="close"),
    "/gzip-and-more": whole(GZIP, body=PACKED + b"\0" * 10),
    "/gzip-two-members": whole(b"content-encoding: GZIP", body=PACKED + gzip.compress(b"Palu", mtime=0)),
    "/gzip-said-only": whole(GZIP),
    "/gzip-twice": whole(b"Content-Encoding: gzip, gzip", body=gzip.compress(PACKED, mtime=0)),
    "/deflate": whole(b"Content-Encoding: deflate", body=zlib.compress(NEWS)),
    "/deflate-raw": whole(b"Content-Encoding: deflate", body=RAW_DEFLATE),
    "/br": whole(b"Content-Encoding: br", body=BR),
    "/br-chunked": Answer(head(CHUNKED, b"Content-Encoding: br"), chunks(BR[:10], BR[10:]), BR),
    "/identity": whole(b"Content-Encoding: identity"),
    "/chunked": Answer(head(CHUNKED), chunks(NEWS), NEWS),
    "/chunked-in-three": Answer(head(b"transfer-encoding: Chunked"), chunks(*THIRDS), NEWS),
    "/chunked-upper": Answer(head(CHUNKED), chunks(*THIRDS, size=b"%X"), NEWS),
    "/chunked-zeros": Answer(head(CHUNKED), chunks(*THIRDS, size=b"00%x"), NEWS),
    "/chunked-extension": Answer(head(CHUNKED), chunks(*THIRDS, size=b'%x;name="a b";c'), NEWS),
    "/chunked-trailer": Answer(
        head(CHUNKED, b"Trailer: X-Sum"), chunks(*THIRDS, trailer=b"X-Sum: 1\r\nX-B: 2\r\n"), NEWS
    ),
    "/chunked-gzip": Answer(head(GZIP, CHUNKED), chunks(PACKED[:7], PACKED[7:]), PACKED),
    "/chunked-empty": Answer(head(CHUNKED), chunks(), b""),
    "/chunked-and-length": Answer(head(b"Content-Length: 3", CHUNKED), chunks(NEWS), NEWS),
    "/chunked-byte-by-byte": Answer(head(CHUNKED), chunks(b"Ken", b"dari", trailer=b"A: b\r\n"), b"Kendari", step=1),
    "/chunked-tiny": Answer(head(CHUNKED), chunks(*(NEWS[n : n + 1] for n in range(3000))), NEWS[:3000]),
    "/chunked-large": Answer(head(CHUNKED), chunks(*[NEWS] * 120), NEWS * 120),
    "/chunked-closing": Answer(head(CHUNKED, b"Connection: close"), chunks(NEWS), NEWS, end="close"),
    "/chunked-reset": Answer(head(CHUNKED, b"Connection: close"), chunks(b"Palu"), b"Palu", end="reset"),
}

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nlink: </b.js>\r\n\r\n"
_PROCESSING = b"HTTP/1.1 102 Processing\n\n"
_PLAIN = head(b"X-A: 1", length(NEWS))

AROUND = {
    "/100": Answer(_PLAIN, NEWS, before=_CONTINUE),
    "/103": Answer(_PLAIN, NEWS, before=_HINTS),
    "/interim-three": Answer(head(CHUNKED), chunks(*THIRDS), NEWS, before=_PROCESSING + _CONTINUE + _HINTS),
    "/interim-byte-by-byte": Answer(_PLAIN, NEWS, before=_HINTS + _CONTINUE, step=1),
    "/interim-no-length": Answer(head(b"X-A: 1"), NEWS, before=_HINTS, end="close"),
    "/more": Answer(_PLAIN, NEWS, after=b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nlie"),
    "/more-chunked": Answer(head(CHUNKED), chunks(NEWS), NEWS, after=b"\r\n"),
    "/more-204": Answer(head(status=b"HTTP/1.1 204 No Content"), after=b"<p>isi</p>"),
    "/more-304": Answer(head(status=b"HTTP/1.1 304 Not Modified"), after=b"<p>isi</p>"),
}

REQUESTS = {
    "/head": Answer(head(b"Content-Length: 4000"), method="HEAD"),
    "/head-chunked": Answer(head(CHUNKED), method="HEAD"),
    "/head-404": Answer(head(status=b"HTTP/1.1 404 Not Found"), method="HEAD"),
    "/head-with-a-body": Answer(head(b"Content-Length: 4"), after=b"Palu", method="HEAD"),
    "/post": Answer(_PLAIN, NEWS, method="POST", sent="judul=Jum’at\r\n\r\n".encode()),
    "/post-nothing": Answer(_PLAIN, NEWS, method="POST"),
    "/put": Answer(_PLAIN, NEWS, method="PUT", sent=b"x" * 70_000),
    "/delete": Answer(_PLAIN, NEWS, method="DELETE"),
    "/query?page=2&q=Jum%27at%20pagi": whole(),
    "/percent%20%C3%A9/%2e": whole(),
    "//two/./../slashes;a=b": whole(),
}

CUT = {
    "/cut-length": Answer(head(b"Content-Length: 9000"), NEWS[:500], end="close", truncated="disconnect"),
    "/cut-at-once": Answer(head(b"Content-Length: 9000"), end="close", truncated="disconnect"),
    "/cut-bare": Answer(head(b"Content-Length: 9000"), NEWS[:500], end="bare", truncated="disconnect"),
    "/cut-chunk": Answer(head(CHUNKED), b"5\r\nKabar\r\nff\r\nKen", b"KabarKen", end="close", truncated="disconnect"),
    "/cut-last-chunk": Answer(head(CHUNKED), b"5\r\nKabar\r\n", b"Kabar", end="close", truncated="disconnect"),
    "/cut-trailer": Answer(head(CHUNKED), b"5\r\nKabar\r\n0\r\nX-", b"Kabar", end="close", truncated="disconnect"),
    "/cut-gzip": Answer(head(GZIP, length(PACKED)), PACKED[:-20], end="close", truncated="disconnect"),
    "/cut-reset": Answer(head(b"Content-Length: 9000"), NEWS[:500], end="reset", truncated="disconnect"),
    "/slow": Answer(head(b"Content-Length: 9000"), NEWS[:500], end="hold", truncated="time"),
    "/slow-chunked": Answer(head(CHUNKED), b"5\r\nKabar\r\n", b"Kabar", end="hold", truncated="time"),
    "/slow-no-length": Answer(head(b"X-A: 1"), NEWS[:500], before=_HINTS, end="hold", truncated="time"),
    "/no-chunk": Answer(head(CHUNKED), b"5\r\nKabar\r\nzz\r\n!", b"", end="close", truncated="disconnect"),
    "/two-lengths": Answer(
        head(b"Content-Length: 4", b"Content-Length: 5"), b"Palu", end="close", truncated="unspecified"
    ),
    "/space-before-colon": Answer(head(b"X-A : 1", length(NEWS)), NEWS, end="close", truncated="unspecified"),
    "/odd-coding": Answer(head(b"Transfer-Encoding: gzip"), b"Palu", end="close", truncated="unspecified"),
}

NO_ANSWER = {
    "/hang-up": Answer(b"", end="close", failure="DownloadFailedError"),
    "/hang-up-reset": Answer(b"", end="reset", failure="DownloadFailedError"),
    "/silent": Answer(b"", end="hold", failure="DownloadTimeoutError"),
    "/half-a-head": Answer(b"HTTP/1.1 200 OK\r\nContent-Ty", end="close", failure="DownloadFailedError"),
    "/slow-head": Answer(b"HTTP/1.1 200 OK\r\nContent-Ty", end="hold", failure="DownloadTimeoutError"),
    "/interim-only": Answer(_CONTINUE, end="close", failure="DownloadFailedError"),
    "/no-http": Answer(b"<html>Kendari</html>\r\n\r\n", end="close", failure="DownloadFailedError"),
    "/no-status": Answer(head(b"X-A: 1", status=b"HTTP/1.1 OK"), end="close", failure="DownloadFailedError"),
    "/http-2": Answer(head(status=b"HTTP/2 200"), end="close", failure="DownloadFailedError"),
}

RESET = {"/reset-no-length": Answer(head(b"X-A: 1"), NEWS[:500], end="reset", truncated="disconnect")}
"""cut, too, but over TLS the connection does not tell"""

# "/hang-up" follows a connection that was kept: there Twisted would ask again by itself.
ANSWERS = {**HEADS, **STATUSES, **BODIES, **AROUND, **REQUESTS, **NO_ANSWER, **CUT, **RESET}
