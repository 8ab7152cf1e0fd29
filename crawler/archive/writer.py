"""Writes WARC 1.1 files: one gzip member a record, one write an exchange, `.open` until sealed."""

import asyncio
import errno
import fcntl
import logging
import os
import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from scrapy.exceptions import CloseSpider

from crawler import clock
from crawler.archive.disk import sync_folder
from crawler.archive.exchange import Capture, Exchange, Failure
from crawler.archive.manifest import take_in
from crawler.archive.read import Record
from crawler.archive.revisit import NOT_MODIFIED, SAME_PAYLOAD, Sealed
from crawler.archive.written import fields_block, new_record, new_revisit, serialized, sha256

logger = logging.getLogger(__name__)


class WriteFailed(CloseSpider):
    """Ends the crawl of a portal; no OSError, after which Scrapy would ask the portal again for what can't be kept."""


class WarcWriter:
    """The archive of one portal in one run; files are begun when there is something to write.

    `folder` takes the WARC files, `index` is the CDXJ file, `info` are the fields of the warcinfo record. A file is
    followed by another at `largest` bytes and at the end of a day (UTC); `reserve` bytes of the disk are left free.
    Writing raises WriteFailed rather than keep a part of something.
    """

    def __init__(
        self,
        folder: Path,
        index: Path,
        prefix: str,
        info: Mapping[str, str],
        compress: bool = True,
        largest: int = 1024**3,
        reserve: int = 0,
    ):
        self._folder, self._index, self._prefix, self._info = folder, index, prefix, info
        self._compress, self._largest, self._reserve = compress, largest, reserve
        self._sealed = Sealed(folder, index)
        self._file: int | None = None
        self._path = Path()
        self._day = ""
        self._size = 0

    def write_exchange(self, exchange: Exchange) -> Capture:
        """Keeps a response and its request; both are sure to be on the disk when `settled` has returned."""
        response, block = self._answer(exchange)
        if exchange.ip:
            response["WARC-IP-Address"] = exchange.ip
        if exchange.truncated:
            response["WARC-Truncated"] = exchange.truncated
        request = new_record("request", exchange.url, exchange.date, exchange.request, _body(exchange.request))
        request["WARC-Concurrent-To"] = response["WARC-Record-ID"]
        if exchange.rebuilt:
            response["Warta-Head"] = request["Warta-Head"] = "rebuilt"
        records = self._bytes(response, block) + self._bytes(request, exchange.request)
        offset = self._append(records, exchange.date)
        return Capture(
            warc=self._path.name,
            offset=offset,
            record_id=response["WARC-Record-ID"],
            digest=response["WARC-Payload-Digest"],
            fetched_at=exchange.date,
        )

    async def settled(self) -> None:
        """Returns when all that was written is on the disk, or raises WriteFailed; other portals go on meanwhile."""
        if self._file is None:
            return
        file = os.dup(self._file)  # it may be sealed and closed before the disk is done
        try:
            await asyncio.to_thread(os.fsync, file)
        except OSError as error:
            raise WriteFailed(f"{self._folder} takes no more: {error.strerror}") from error
        finally:
            os.close(file)

    def write_failure(self, failure: Failure) -> None:
        """Keeps a request that got no answer, as a metadata record."""
        fields = {"error": failure.error, "message": " ".join(failure.message.split())}
        self.write_metadata(failure.url, failure.date, fields)

    def write_metadata(self, url: str, date: str, fields: Mapping[str, str]) -> None:
        """Keeps what is known of an address beside its exchanges."""
        block = fields_block(fields)
        self._append(self._bytes(new_record("metadata", url, date, block), block), date)

    def close(self) -> None:
        """Seals the open file and lists it; where that fails, the next start does it."""
        if self._file is None:
            return
        file, self._file, sealed = self._file, None, self._path
        try:
            if not self._size:
                _opened(sealed).unlink()
                return
            os.fsync(file)
            _opened(sealed).rename(sealed)
            sync_folder(self._folder)
            take_in(sealed, self._index)
        except OSError:
            logger.exception("%s is whole, but is not yet sealed and listed: the next crawl begins with that", sealed)
        finally:
            os.close(file)

    def _answer(self, exchange: Exchange) -> tuple[dict[str, str], bytes]:
        """Headers and block of the record that keeps the answer: a revisit where a sealed file has the payload."""
        if original := self._not_modified(exchange):
            return new_revisit(exchange, NOT_MODIFIED, original), exchange.response_head
        if original := self._same_payload(exchange):
            return new_revisit(exchange, SAME_PAYLOAD, original), exchange.response_head
        block = exchange.response_head + exchange.body
        return new_record("response", exchange.url, exchange.date, block, exchange.payload), block

    def _not_modified(self, exchange: Exchange) -> Record | None:
        """What a 304 refers to: the newest capture, whose validators were sent (crawler/politeness/conditional.py)."""
        if exchange.response_head.split(None, 2)[1] != b"304" or not _is_conditional(exchange.request):
            return None
        newest = self._sealed.newest(exchange.url)
        return newest.original if newest else None

    def _same_payload(self, exchange: Exchange) -> Record | None:
        if exchange.truncated or not exchange.payload:
            return None
        return self._sealed.same_payload(exchange.url, sha256(exchange.payload))

    def _append(self, records: bytes, date: str) -> int:
        """Writes whole records in one call and returns the offset of the first."""
        try:
            self._check_room(len(records))
            if self._file is not None and self._is_done(date):
                self.close()
            if self._file is None:
                self._open(date)
            head = b"" if self._size else self._warcinfo(date)
            return self._write(head + records) + len(head)
        except OSError as error:
            raise WriteFailed(f"{self._folder} takes no more: {error.strerror}") from error

    def _check_room(self, size: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < size + self._reserve:
            raise OSError(errno.ENOSPC, f"the disk is full but for a reserve of {self._reserve} bytes")

    def _is_done(self, date: str) -> bool:
        return self._size > self._largest or date[: len("2026-11-24")] > self._day

    def _open(self, date: str) -> None:
        self._path = self._new_path()
        self._size, self._day = 0, date[: len("2026-11-24")]
        self._file = os.open(_opened(self._path), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # a repair leaves it alone
        sync_folder(self._folder)

    def _new_path(self) -> Path:
        """A name that is not yet taken: the clock of a rehearsal may show a second twice."""
        stem = f"{self._prefix}-{clock.now():%Y%m%dT%H%M%SZ}"
        ending = ".warc.gz" if self._compress else ".warc"
        paths = (self._folder / f"{stem}-{number:04}{ending}" for number in count())
        return next(path for path in paths if not path.exists() and not _opened(path).exists())

    def _write(self, records: bytes) -> int:
        assert self._file is not None
        offset = self._size
        if os.write(self._file, records) != len(records):
            os.ftruncate(self._file, offset)
            raise OSError(errno.ENOSPC, "the disk is full")
        self._size += len(records)
        return offset

    def _warcinfo(self, date: str) -> bytes:
        block = fields_block(self._info)
        record = new_record("warcinfo", None, date, block)
        record["WARC-Filename"] = self._path.name
        return self._bytes(record, block)

    def _bytes(self, headers: Mapping[str, str], block: bytes) -> bytes:
        return serialized(headers, block, self._compress)


def _is_conditional(request: bytes) -> bool:
    head = request.partition(b"\r\n\r\n")[0].lower()
    return b"\r\nif-none-match:" in head or b"\r\nif-modified-since:" in head


def _body(message: bytes) -> bytes:
    return message.partition(b"\r\n\r\n")[2]


def _opened(path: Path) -> Path:
    return path.with_name(path.name + ".open")
