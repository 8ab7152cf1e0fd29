"""A real WordPress on loopback, where Debian's packages are; tests that need it are marked `wordpress`."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.articles import MadeArticle, as_json_line

SCRIPTS = Path(__file__).parent.parent / "wordpress"
PACKAGES_MISSING = 3


@contextmanager
def real_wordpress(
    folder: Path,
    articles: list[MadeArticle],
    home: str | None = None,
    permalink: str | None = None,
    theme: str = "twentytwentyone",
) -> Iterator[str]:
    """Start a WordPress with `articles` in `folder` and give the address to ask, without the last slash.

    Skips the test where the packages are missing. `home` is another public address: then ask with its Host header;
    `permalink` is another form of article address.
    """
    lines = folder / "articles.jsonl"
    lines.write_text("".join(as_json_line(article) + "\n" for article in articles), encoding="utf-8")
    port = _free_port()
    command = [str(SCRIPTS / "up.sh"), str(folder / "wordpress"), str(port), str(lines), theme]
    asked = {name: value for name, value in (("HOME_URL", home), ("PERMALINK", permalink)) if value}
    started = subprocess.run(command, env={**os.environ, **asked}, timeout=1500)
    if started.returncode == PACKAGES_MISSING:
        pytest.skip("the packages of WordPress are not installed")
    assert started.returncode == 0, f"up.sh ended with {started.returncode}"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        subprocess.run([str(SCRIPTS / "down.sh"), str(folder / "wordpress")], check=True, timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
