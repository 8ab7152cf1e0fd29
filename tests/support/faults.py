"""Faults of portals, each a wrapper around what the site would have said; the wild has shown them all.

A fault takes the request and the site's answer function. `On` says where it strikes, and how often.
"""

import gzip
import itertools
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import brotlicffi

from tests.support import messages
from tests.support.messages import Answer, Reply, Request

Fault = Callable[[Request, Answer], Reply]

LONGEST_WAIT = 20.0
"""Seconds after which a held answer goes out, so that a forgotten event can't hang a test run."""


class On:
    """`fault` for every target (path and query) that matches `pattern` somewhere, or only the `first` of them."""

    def __init__(self, pattern: str, fault: Fault, first: int | None = None) -> None:
        self._pattern = re.compile(pattern)
        self._fault = fault
        self._turns = itertools.count() if first is None else iter(range(first))

    def __call__(self, request: Request, answer: Answer) -> Reply:
        strikes = self._pattern.search(request.target) and next(self._turns, None) is not None
        return self._fault(request, answer) if strikes else answer(request)


def says(body: str | bytes, type: str = "text/plain; charset=UTF-8", code: int = 200, **headers: str) -> Fault:
    """This body in place of the site's: a robots.txt, blank text, HTML where a feed should be."""
    data = body.encode() if isinstance(body, str) else body
    return lambda request, answer: Reply(data, type, code, headers)


def status(code: int, retry_after: str | None = None) -> Fault:
    """An error page with this code; `retry_after` is the header's text, seconds or an HTTP date."""
    headers = {"Retry-After": retry_after} if retry_after is not None else {}
    page = f"<!DOCTYPE html><title>{code}</title><h1>{code}</h1>".encode()
    return lambda request, answer: Reply(page, status=code, headers=headers)


def html_instead(request: Request, answer: Answer) -> Reply:
    """A page for people, with status 200, in place of JSON or XML."""
    return Reply(b"<!DOCTYPE html><html><head><title>Beranda</title></head><body><p>Selamat datang</p></body></html>")


def challenge(request: Request, answer: Answer) -> Reply:
    """Cloudflare's page that wants a browser."""
    page = (
        b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
        b'<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390"></head>'
        b'<body class="no-js"><div class="main-wrapper" role="main"><h1>Just a moment...</h1>'
        b"<noscript>Enable JavaScript and cookies to continue</noscript></div>"
        b'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>'
    )
    return Reply(page, status=403, headers={"Server": "cloudflare", "cf-mitigated": "challenge"})


def redirect(to: str | None = None, code: int = 301) -> Fault:
    """A redirect to another address; without one to the address that was asked, for ever."""
    return lambda request, answer: messages.redirect(to or request.target, code)


def held(until: threading.Event) -> Fault:
    """The answer waits until the test sets the event."""

    def fault(request: Request, answer: Answer) -> Reply:
        until.wait(LONGEST_WAIT)
        return answer(request)

    return fault


def slow(seconds: float) -> Fault:
    """The answer comes late."""

    def fault(request: Request, answer: Answer) -> Reply:
        time.sleep(seconds)
        return answer(request)

    return fault


def hang_up(request: Request, answer: Answer) -> Reply:
    """The connection closes without an answer."""
    return Reply(hang_up=True)


def cut_short(request: Request, answer: Answer) -> Reply:
    """Half the body comes, then the connection closes."""
    reply = answer(request)
    half = len(reply.body) // 2
    return replace(reply, body=reply.body[:half], missing=len(reply.body) - half)


def chunked(request: Request, answer: Answer) -> Reply:
    """The same body in chunks, without a length."""
    return replace(answer(request), chunked=True)


def encoded(coding: str) -> Fault:
    """The same body compressed: `gzip` or `br`."""
    compress = {"gzip": lambda body: gzip.compress(body, mtime=0), "br": brotlicffi.compress}[coding]

    def fault(request: Request, answer: Answer) -> Reply:
        reply = answer(request)
        return replace(reply, body=compress(reply.body), headers={**reply.headers, "Content-Encoding": coding})

    return fault


def without(*names: str) -> Fault:
    """The same reply without these headers, such as the totals of a REST list."""

    def fault(request: Request, answer: Answer) -> Reply:
        reply = answer(request)
        return replace(reply, headers={name: value for name, value in reply.headers.items() if name not in names})

    return fault


def changed(change: Callable[[bytes], bytes]) -> Fault:
    """The same reply with another body."""

    def fault(request: Request, answer: Answer) -> Reply:
        reply = answer(request)
        return replace(reply, body=change(reply.body))

    return fault


blank_lines_first = changed(lambda body: b"\r\n\n" + body)
bom_first = changed(lambda body: b"\xef\xbb\xbf" + body)
bare_ampersand = changed(lambda body: body.replace(b"<title>", b"<title>Tani & Nelayan: "))


@changed
def new_theme(body: bytes) -> bytes:
    """Every class has another name and the structured data are gone: what a relaunch looks like to a parser."""
    body = re.sub(rb'(?s)<script type="application/ld\+json".*?</script>', b"", body)
    body = re.sub(rb"(?s)<meta property=[^>]*>|<!--.*?-->", b"", body)
    return re.sub(rb'class="([^"]*)"', lambda found: b'class="%b"' % found[1][::-1], body)


@changed
def unmarked(body: bytes) -> bytes:
    """The same page without the one class by which its layout is known."""
    return body.replace(b"gmr-content-metasingle", b"meta-baru")


def endless(first: str) -> Fault:
    """Every page brings what the target `first` brings, with a link to the page after."""

    def fault(request: Request, answer: Answer) -> Reply:
        number = int((re.findall(r"(?:page/|paged?=)(\d+)", request.target) or ["1"])[-1])
        reply = answer(replace(request, target=first))
        return replace(reply, body=reply.body.replace(b"/page/2/", b"/page/%d/" % (number + 1)))

    return fault
