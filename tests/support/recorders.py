"""Other tools that record the web, run for real over loopback: wget, and warcio in a client of Python's."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

LONGEST_RECORDING = 60
"""seconds"""
_CAPTURE = """
import sys
from warcio.capture_http import capture_http
import requests
with capture_http(sys.argv[1]):
    for url in sys.stdin.read().split():
        requests.get(url, headers={"Accept-Encoding": "gzip"}, allow_redirects=False)
"""
"""warcio patches `http.client` before `requests` is imported"""


def wget(urls: Iterable[str], folder: Path, *options: str) -> None:
    """Has wget keep some addresses as `FOLDER/kabar.warc.gz`, or as its options say; it follows redirects."""
    command = ["wget", "-q", "-i", "-", "--delete-after", f"--warc-file={folder / 'kabar'}", *options]
    subprocess.run(command, cwd=folder, input="\n".join(urls), text=True, timeout=LONGEST_RECORDING, check=False)


def warcio(urls: Iterable[str], path: Path) -> None:
    """Has warcio keep what Requests asks for."""
    command = [sys.executable, "-c", _CAPTURE, str(path)]
    subprocess.run(command, input="\n".join(urls), text=True, timeout=LONGEST_RECORDING, check=True)
