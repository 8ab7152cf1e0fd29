"""All tasks on all cores: each is surveyed, its pages are read in portions, and its lines are handed over in order."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from crawler.archive.disk import unfinished
from crawler.derive.hosts import Hosts
from crawler.derive.reading import Sources
from crawler.derive.tasks import Task
from crawler.derive.work import Derived, Surveyed, begin_to_work, derive, make_survey, place_of

PORTION = 250
"""pages that are read at a time: some seconds of work"""


@dataclass(slots=True)
class Result:
    """What became of one task; `portions` are its files of lines in their order."""

    task: Task
    surveyed: Surveyed | None = None
    survey: Path | None = None
    portions: dict[int, Path] = field(default_factory=dict)
    derived: list[Derived] = field(default_factory=list)
    open_portions: int = -1
    """-1 until the survey is there"""
    lost: list[str] = field(default_factory=list)
    """what a dying worker took with it"""

    @property
    def is_complete(self) -> bool:
        return self.open_portions == 0

    def lines(self) -> Iterator[str]:
        """The lines of items, without pages that went into articles of other pages."""
        joined = set[int]().union(*(derived.joined for derived in self.derived))
        for number in sorted(self.portions):
            with self.portions[number].open(encoding="utf-8", newline="\n") as file:
                for row in file:
                    at, is_sure, line = row.rstrip("\n").split("\t", 2)
                    if is_sure == "1" or int(at) not in joined:
                        yield line

    def drop(self) -> None:
        """Frees the disk."""
        for path in (*self.portions.values(), *filter(None, [self.survey])):
            path.unlink()


@dataclass(frozen=True, slots=True)
class _Work:
    """One call for a worker, and the file that it writes."""

    task: int
    call: Callable[[], Any]
    path: Path
    portion: int | None = None
    """the first of the survey's pages that are read; None where the survey itself is the work"""
    pages: int = 0
    share: float = 0.0
    """of the task's bytes"""

    @property
    def turn(self) -> tuple[bool, int, int]:
        """What was surveyed is read before more is surveyed, so that lines come early and little waits on the disk."""
        return self.portion is None, self.task, self.portion or 0

    @property
    def was_begun(self) -> bool:
        return unfinished(self.path).exists()


class Pool:
    """Runs tasks through an executor; a worker that dies takes nothing with it but what it was reading.

    `progress` is told how many bytes of the sources and how many pages are done.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        hosts: Hosts,
        sources: Sources,
        scratch: Path,
        jobs: int,
        progress: Callable[[int, int], None] = lambda size, pages: None,
    ) -> None:
        self._results = [Result(task) for task in tasks]
        self._hosts, self._sources, self._scratch, self._jobs = hosts, sources, scratch, jobs
        self._progress = progress
        self._done = 0.0
        self._pages = 0
        self._waiting: list[tuple[tuple[bool, int, int], _Work]] = []
        self._wait(self._survey(number) for number in range(len(tasks)))
        self._running: dict[Future[Any], _Work] = {}

    def results(self) -> Iterator[Result]:
        """The results in the order of the tasks, each as soon as it is complete."""
        self._scratch.mkdir(parents=True, exist_ok=True)
        executor = self._executor(self._jobs)
        try:
            for result in self._results:
                while not result.is_complete:
                    try:
                        self._submit(executor)
                        self._take_what_is_done()
                    except BrokenProcessPool:
                        executor.shutdown()
                        executor = self._executor(self._jobs)
                        self._after_a_death()
                yield result
        finally:
            executor.shutdown(cancel_futures=True)

    def _executor(self, jobs: int) -> Executor:
        """Processes that were not forked from this one, which may have threads and a reactor."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([make_survey.__module__])
        return ProcessPoolExecutor(jobs, context, begin_to_work)

    def _wait(self, works: Iterable[_Work]) -> None:
        for work in works:
            heappush(self._waiting, (work.turn, work))

    def _submit(self, executor: Executor) -> None:
        """Gives every process something to do, and something to go on with."""
        while self._waiting and len(self._running) < 2 * self._jobs:
            work = self._waiting[0][1]
            self._running[executor.submit(work.call)] = work
            heappop(self._waiting)

    def _take_what_is_done(self) -> None:
        """Waits for something that is done, and takes it; work leaves the list of what runs when it is taken."""
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            self._take(self._running[future], future)
            del self._running[future]

    def _take(self, work: _Work, future: Future[Any]) -> None:
        """Notes what a worker did, and what there is to do next."""
        try:
            answer = future.result()
        except BrokenProcessPool:
            raise
        except Exception as error:  # a fault of Warta's own: named, and no reason to lose the other tasks
            self._lose(work, f"{type(error).__name__}: {error}")
        else:
            self._note(work, answer)

    def _survey(self, number: int) -> _Work:
        path = self._scratch / f"{number:06}.survey"
        task = self._results[number].task
        return _Work(number, partial(make_survey, task, self._hosts, self._sources, path), path)

    def _note(self, work: _Work, answer: Surveyed | Derived) -> None:
        result = self._results[work.task]
        if isinstance(answer, Surveyed):
            result.surveyed, result.survey = answer, work.path
            portions = [
                self._portion(work.task, work.path, begin, pages, pages / answer.jobs)
                for begin in range(0, answer.jobs, PORTION)
                for pages in [min(PORTION, answer.jobs - begin)]
            ]
            result.open_portions = len(portions)
            self._wait(portions)
            self._tell(result.task.size if not portions else 0, 0)
            return
        assert work.portion is not None
        result.derived.append(answer)
        result.portions[work.portion] = work.path
        result.open_portions -= 1
        self._tell(work.share * result.task.size, work.pages)

    def _portion(self, task: int, survey: Path, begin: int, pages: int, share: float) -> _Work:
        path = self._scratch / f"{task:06}-{begin:06}.lines"
        call = partial(derive, survey, self._sources, begin, begin + pages, path)
        return _Work(task, call, path, begin, pages, share)

    def _halves(self, work: _Work) -> list[_Work]:
        """A portion of several pages in two; [] for what cannot be parted."""
        result, half = self._results[work.task], work.pages // 2
        if work.portion is None or result.survey is None or not half:
            return []
        result.open_portions += 1
        return [
            self._portion(work.task, result.survey, begin, pages, work.share * pages / work.pages)
            for begin, pages in ((work.portion, half), (work.portion + half, work.pages - half))
        ]

    def _tell(self, size: float, pages: int) -> None:
        self._done += size
        self._pages += pages
        self._progress(round(self._done), self._pages)

    def _after_a_death(self) -> None:
        """What had begun is tried once more, alone and in ever smaller parts, until the page that kills is known."""
        interrupted = list(self._running.values())
        self._running.clear()
        suspects = [work for work in interrupted if work.was_begun] or interrupted[:1]
        self._wait(work for work in interrupted if work not in suspects)
        while suspects:
            work = suspects.pop()
            with self._executor(1) as alone:
                try:
                    self._take(work, alone.submit(work.call))
                except BrokenProcessPool:
                    if halves := self._halves(work):
                        suspects += halves
                    else:
                        self._lose(work, "a worker died of it")

    def _lose(self, work: _Work, why: str) -> None:
        result = self._results[work.task]
        if work.portion is None or result.survey is None:
            result.open_portions = 0
            result.lost.append(f"{result.task}: nothing was derived, its survey failed ({why})")
            return
        result.open_portions -= 1
        if work.pages == 1:
            result.lost.append(f"{place_of(result.survey, work.portion)}: could not be read ({why})")
        else:
            first, last = work.portion + 1, work.portion + work.pages
            result.lost.append(f"{result.task}: the pages {first} to {last} could not be read ({why})")
