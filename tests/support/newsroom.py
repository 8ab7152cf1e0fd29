"""A made WordPress over the days: each crawl sees what was published until then, and believes that it is that time."""

import os
import signal
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from tests.support.articles import MadeArticle
from tests.support.faults import On
from tests.support.messages import Answer, Reply, Request
from tests.support.portal import Portal
from tests.support.warta import FAST, Done, warta
from tests.support.wordpress import WordPress


class Newsroom:
    """Context manager around a portal; `articles` are all that it will ever publish, and may be edited."""

    theme: Literal["twentytwentyone", "wpberita"] = "twentytwentyone"

    def __init__(self, articles: list[MadeArticle], data: Path, faults: Iterable[On] = ()) -> None:
        self.articles = articles
        self.data = data
        self.first = self.now = articles[0].published
        self.portal = Portal(self._answer, faults)
        self._seen = 0

    def crawl(self, days: float, *words: str, spider: str = "wordpress", **environment: str) -> Done:
        """A crawl so many days after the first article."""
        self.now = self.first + timedelta(days=days)
        self._seen = len(self.portal.requests)
        today = ("--today", self.now.isoformat())
        url = ("-a", f"url={self.portal.home}")
        return warta(self.data, "crawl", spider, *url, *FAST, *today, *words, **environment)

    @property
    def name(self) -> str:
        return self.portal.home.removeprefix("http://").replace(":", "-")

    @property
    def requests(self) -> list[Request]:
        """What the last crawl asked."""
        return self.portal.requests[self._seen :]

    @property
    def asked(self) -> list[str]:
        """The articles whose pages the last crawl asked for, by slug."""
        return [request.path.split("/")[4] for request in self.requests if request.path.startswith("/20")]

    def published(self, since: datetime | None = None) -> list[MadeArticle]:
        """What is out by now."""
        return [a for a in self.articles if a.published <= self.now and (since is None or a.published > since)]

    def __enter__(self) -> "Newsroom":
        self.portal.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.portal.__exit__(*error)  # type: ignore[arg-type]

    def _answer(self, request: Request) -> Reply:
        return WordPress(self.published(), theme=self.theme)(request)


def stop_at(room: Newsroom, number: int, sign: int = signal.SIGTERM) -> None:
    """Sends a signal to the crawl that asks for the so-many-th page from now on."""
    count = 0

    def fault(request: Request, answer: Answer) -> Reply:
        nonlocal count
        count += 1
        if count == number:
            kill_crawl(room.data, sign)
        return answer(request)

    room.portal.faults.append(On("^/20", fault))


def kill_crawl(data: Path, number: int) -> None:
    """Sends a signal to the process that holds a data folder."""
    holder = (data / "lock").read_text(encoding="utf-8").rpartition("process ")[2]
    os.kill(int(holder), number)
