"""What a worker does: a survey of a task, or some of its pages; results lie in files that are whole or absent."""

import gc
import multiprocessing
import os
import pickle
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import IO

from crawler.archive.disk import unfinished
from crawler.archive.read import Trouble
from crawler.cms.fetch import NOT_ARCHIVED
from crawler.cms.known import as_known
from crawler.derive.evidence import whole
from crawler.derive.hosts import Hosts
from crawler.derive.reading import Archive, FromArchive, Sources, spider_of
from crawler.derive.survey import Job, Survey, survey
from crawler.derive.tasks import Place, Task
from crawler.derive.trace import Exchange
from crawler.items import Article, Refusal
from crawler.lines import to_line
from crawler.store import checked


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a survey tells the one who asked for it."""

    jobs: int
    found: Counter[str]
    strangers: Counter[str]
    troubles: list[Trouble]
    absent: frozenset[Place]
    """wanted places at which no record begins"""


@dataclass(slots=True)
class Derived:
    """What became of some pages; their lines stand in a file."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    """by portal"""
    joined: set[int] = field(default_factory=set)
    """places of pages that went into articles of other pages"""
    faults: list[str] = field(default_factory=list)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only when it is whole; until then it is called `.part`."""
    part = unfinished(path)
    with part.open("wb") as file:
        yield file
    part.replace(path)


def begin_to_work() -> None:
    """Readies a new worker."""
    gc.freeze()  # the modules stay: to look through them again and again takes a tenth of the time
    _die_with_parent()


def _die_with_parent() -> None:
    """Ends this process when the one that started it is gone, however it went: nobody would take its results."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def make_survey(task: Task, hosts: Hosts, sources: Sources, path: Path) -> Surveyed:
    """Surveys a task into a file."""
    with whole_file(path) as file:
        made = survey(task, hosts, sources)
        pickle.dump(made, file)
    return Surveyed(len(made.jobs), made.found, made.strangers, made.troubles, made.absent)


def derive(surveyed: Path, sources: Sources, begin: int, end: int, path: Path) -> Derived:
    """Reads the pages of some jobs of a survey into lines `place TAB sure TAB item`."""
    held, archive, spiders = _load(surveyed, sources)
    result = Derived()
    with whole_file(path) as file:
        for job in held.jobs[begin:end]:
            spider = spiders[job.reader]
            try:
                item = _item(spider, archive, job)
            except Exception as error:
                result.faults.append(_fault(error, archive, job))
                continue
            result.joined.update(spider.passed[spider.own :])
            if item is not None:
                file.write(f"{job.at}\t{job.is_sure:d}\t{to_line(item)}\n".encode("utf-8", "replace"))
    archive.responses.close()
    for spider in spiders:
        result.counts.setdefault(spider.portal.name, Counter()).update(spider.counts)
        spider.counts.clear()
    return result


@lru_cache(maxsize=1)
def _load(surveyed: Path, sources: Sources) -> tuple[Survey, Archive, Sequence[FromArchive]]:
    held = _survey_in(surveyed)
    archive = Archive(held.files, held.trace, sources.originals())
    return held, archive, [spider_of(reader, archive) for reader in held.readers]


def _item(spider: FromArchive, archive: Archive, job: Job) -> Article | Refusal | None:
    """The item of one page; None where it lies outside of the days that were asked for, or was never fetched."""
    found, lead = whole(archive, job.evidence)
    item = spider.item(found, lead, job.at)
    if isinstance(item, Refusal) and item.reason == NOT_ARCHIVED:
        spider.count(NOT_ARCHIVED)
        return None
    if job.known:
        item = as_known(item, job.known, spider.home)
    elif isinstance(item, Article) and job.evidence.is_of_discovery and not spider.bounds.hold(_published(item)):
        spider.count("filtered/out-of-bounds")
        return None
    return checked(item)


def _published(article: Article) -> str | None:
    return article.published.at if article.published else None


def _fault(error: Exception, archive: Archive, job: Job) -> str:
    """A fault of Warta's own, with the page that shows it; the other pages are read all the same."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = _place(archive.files, archive.trace[job.at])
    return f"{place}: {type(error).__name__}: {error} [{Path(where.filename).name}:{where.lineno}]"


def place_of(surveyed: Path, number: int) -> str:
    """Where the page of one of a survey's jobs begins: file, byte and address."""
    held = _survey_in(surveyed)
    return _place(held.files, held.trace[held.jobs[number].at])


def _survey_in(path: Path) -> Survey:
    with path.open("rb") as file:
        held: Survey = pickle.load(file)
    return held


def _place(files: Sequence[Path], exchange: Exchange) -> str:
    return f"{files[exchange.file]}, byte {exchange.offset} ({exchange.url})"
