"""Programs that show an archive on loopback, and the browser that looks at it; each is ended by its process."""

import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.interop.tools import tool
from tests.support.messages import Reply, Request

LONGEST_START = 30
LONGEST_LOOK = 60
"""seconds, on a busy machine"""

CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@contextmanager
def wayback(folder: Path, *options: str) -> Iterator[str]:
    """pywb's server over the collections of a folder; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [tool("wayback"), "-b", "127.0.0.1", "-p", str(port), "-d", folder, *options]
    with (folder / "wayback.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("pywb's server does not answer; see wayback.log")


def read(url: str) -> str:
    """The text at an address."""
    with urlopen(url, timeout=LONGEST_START) as answer:
        return str(answer.read().decode())


def rendered(url: str, profile: Path) -> str:
    """The document after Chromium has loaded and run a page."""
    command = [*CHROMIUM, f"--user-data-dir={profile}", "--dump-dom", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_LOOK, check=True)
    return done.stdout


@contextmanager
def looking_at(url: str, profile: Path) -> Iterator[None]:
    """Chromium with a page open while the block runs."""
    command = [*CHROMIUM, f"--user-data-dir={profile}", "--remote-debugging-port=0", url]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            yield
        finally:
            browser.terminate()


class Shelf:
    """A site of files by path that answers for ranges of them, and waits for what a page of its own tells it."""

    def __init__(self, files: Mapping[str, tuple[bytes, str]]):
        self._files = files
        self._told = threading.Event()
        self.message = ""

    def __call__(self, request: Request) -> Reply:
        if request.path == "/tell":
            self.message = request.query["message"]
            self._told.set()
            return Reply(b"")
        if request.path not in self._files:
            return Reply(b"", status=404)
        body, kind = self._files[request.path]
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
        if not asked:
            return Reply(body, kind, headers={"Accept-Ranges": "bytes"})
        first, last = int(asked[1]), min(int(asked[2] or len(body)), len(body) - 1)
        return Reply(
            body[first : last + 1],
            kind,
            status=206,
            headers={"Accept-Ranges": "bytes", "Content-Range": f"bytes {first}-{last}/{len(body)}"},
        )

    def wait(self) -> str:
        """What the page tells, when it has told it."""
        assert self._told.wait(LONGEST_LOOK), "the page never told what it shows"
        return self.message
