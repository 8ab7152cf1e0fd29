"""Kills processes that write an archive, at random instants: in a write, a rotation, an index, a close, a repair.

`python -m tests.kills` begins with it; `tests/test_kills_archive.py` is its form for the suite.
"""

import gzip
import json
import os
import random
import resource
import shutil
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crawler.archive import writer as writing
from crawler.archive.exchange import Capture, Exchange, request_head, response_head
from crawler.archive.read import read_response
from crawler.archive.repair import repair
from crawler.archive.revisit import Originals
from crawler.archive.writer import WarcWriter, WriteFailed
from tests.kills_tally import Tally, faults_of

ADDRESSES = 40
"""after so many exchanges addresses come again, with the payload that they had"""
LARGEST_BODY = 200_000
LARGEST_FILE = 400_000
MOST_EXCHANGES = 30
"""of one process"""
SHARE_TORN = 0.2
"""of the kills, after which half a record is put behind the last whole one"""
SMALL_DISK = 64 * 1024**2
"""bytes; a file system with less room is filled up for real"""
FULL = 2
"""exit code of a process that had no room"""
DAY = "2026-11-24T16:20:05"
Tell = Callable[[str], None]


def killed_writers(folder: Path, kills: int, full: int, seed: int) -> Tally:
    """Has processes write into a folder until so many were killed and so many ran out of room, as the seed wills."""
    chance, tally, kept = random.Random(seed), Tally(), dict[int, Capture]()
    while tally.kills.total() < kills or tally.full < full:
        upto = len(kept) + chance.randrange(1, MOST_EXCHANGES)
        if tally.full * kills < tally.kills.total() * full:
            tally.full += _filled(folder, kept, upto, chance)
        else:
            _killed(folder, kept, upto, chance, tally)
            if chance.random() < SHARE_TORN:
                tally.torn_by_hand += _tear(folder / "warc", chance)
        tally.acknowledged = len(kept)
        tally.look(folder / "warc")
    exchanges = len(kept) + MOST_EXCHANGES
    with _process(folder, kept, exchanges) as process:
        process.wait()
    if process.code:
        tally.faults.append("the last process, which nobody killed, did not end well")
    _compare(folder, kept, exchanges, tally)
    return tally


@dataclass
class _Process:
    """A forked writer; what it tells comes through a pipe."""

    pid: int
    pipe: int
    told: list[str] = field(default_factory=list)
    code: int = 0
    """negative: the signal that killed it"""

    def wait(self) -> None:
        with os.fdopen(self.pipe) as pipe:
            self.told = pipe.read().splitlines()
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@contextmanager
def _process(folder: Path, kept: dict[int, Capture], upto: int, largest: int | None = None) -> Iterator[_Process]:
    """Writes what was not acknowledged yet; what is, is noted when the process is dead."""
    pipe, end = os.pipe()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        pid = os.fork()  # newer Pythons warn of threads, of which the child needs none
    if pid == 0:
        os.close(pipe)
        missing = [number for number in range(upto) if number not in kept]
        _write(folder, missing, lambda text: os.write(end, f"{text}\n".encode()), largest)
    os.close(end)
    process = _Process(pid, pipe)
    yield process
    for line in process.told:
        assert not line.startswith("fault"), line
        word, _, text = line.partition(" ")
        if word == "kept":
            number, capture = json.loads(text)
            kept[number] = Capture(**capture)


def _write(folder: Path, numbers: list[int], tell: Tell, largest: int | None) -> None:
    """What a crawl does with an archive, and no more; never returns."""
    code = 1
    os.dup2(os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), sys.stderr.fileno())
    try:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
        tell("repair")
        index = folder / "kabar.cdxj"
        repair(folder / "warc", index)
        writer = _watched(tell)(folder / "warc", index, "kabar", {"isPartOf": "run"}, largest=LARGEST_FILE)
        code = _write_all(writer, numbers, tell)
    except OSError:  # no room for the repair
        code = FULL
    except Exception:
        tell(f"fault {traceback.format_exc()!r}")
    finally:
        os._exit(code)


def _write_all(writer: WarcWriter, numbers: list[int], tell: Tell) -> int:
    code = 0
    try:
        for number in numbers:
            tell("write")
            tell(f"kept {json.dumps([number, asdict(writer.write_exchange(exchange(number)))])}")
    except WriteFailed:
        code = FULL
    tell("close")
    writer.close()
    return code


def _watched(tell: Tell) -> type[WarcWriter]:
    """A writer that tells when it rotates and when it lists what it sealed."""
    take_in = writing.take_in

    def told_take_in(sealed: Path, index: Path) -> None:
        tell("index")
        take_in(sealed, index)
        tell("rotation")

    class Watched(WarcWriter):
        def _is_done(self, date: str) -> bool:
            if done := super()._is_done(date):
                tell("rotation")
            return done

    writing.take_in = told_take_in
    return Watched


def exchange(number: int) -> Exchange:
    """An exchange whose payload follows from its address."""
    place = number % ADDRESSES
    chance = random.Random(place)
    body = chance.randbytes(chance.randrange(LARGEST_BODY))
    return Exchange(
        url=f"http://kabar.example/{place}",
        request=request_head("GET", f"/{place}", [(b"Host", b"kabar.example")]),
        response_head=response_head(200, [(b"Content-Type", b"text/html")]),
        body=body,
        payload=body,
        date=f"{DAY}.{number:06}Z",
    )


def _killed(folder: Path, kept: dict[int, Capture], upto: int, chance: random.Random, tally: Tally) -> None:
    sign = chance.choice([signal.SIGKILL, signal.SIGTERM])
    with _process(folder, kept, upto) as process:
        time.sleep(chance.uniform(0, 0.12))
        os.kill(process.pid, sign)
        process.wait()
    if process.code < 0:
        phase = next(line for line in reversed(process.told or ["start"]) if not line.startswith("kept"))
        tally.kills[phase] += 1
        tally.signals[sign.name] += 1


def _filled(folder: Path, kept: dict[int, Capture], upto: int, chance: random.Random) -> int:
    """Has a process write where there is little room; returns whether that was too little."""
    room, filler = chance.randrange(LARGEST_FILE), folder / "filler"
    small = shutil.disk_usage(folder).free < SMALL_DISK
    if small:
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(folder).free - room))
    with _process(folder, kept, upto, None if small else room) as process:
        process.wait()
    filler.unlink(missing_ok=True)
    return process.code == FULL


def _tear(archive: Path, chance: random.Random) -> bool:
    """Leaves half a record at the end of an open file, where there is one."""
    path = next(archive.glob("*.open"), None)
    if path:
        record = gzip.compress(chance.randbytes(LARGEST_BODY))
        with path.open("ab") as file:
            file.write(record[: chance.randrange(1, len(record))])
    return path is not None


def _compare(folder: Path, kept: dict[int, Capture], exchanges: int, tally: Tally) -> None:
    """Notes what was lost, and what is not as an undisturbed writer leaves it."""
    archive, index = folder / "warc", folder / "kabar.cdxj"
    originals = Originals(archive.glob("*.warc.gz"))
    for number in range(exchanges):
        if number not in kept:
            tally.faults.append(f"{number} was never written")
        elif not _is_kept(archive, kept[number], exchange(number), originals):
            tally.lost += 1
    tally.faults += faults_of(archive, index)


def _is_kept(archive: Path, capture: Capture, wanted: Exchange, originals: Originals) -> bool:
    """Whether a capture lies where its writer said, with the payload that it had."""
    record, payload = read_response(archive / capture.warc, capture.offset)
    resolved = originals.resolve(record, payload)
    return (record.id, record.url, resolved.payload) == (capture.record_id, wanted.url, wanted.payload)
