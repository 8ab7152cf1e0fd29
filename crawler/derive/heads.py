"""The heads of a task's records: what was asked and answered, what the crawl knew, and what cannot be read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.archive.looks import look_of
from crawler.archive.read import Archived, Record, Trouble, stream
from crawler.archive.written import sha256
from crawler.derive.tasks import Task
from crawler.derive.trace import Exchange

if TYPE_CHECKING:
    from crawler.derive.survey import Survey

_CAPTURES = ("response", "revisit", "resource")
"""of the web where their address is; other tools keep look-ups of hosts, their logs and lists so too"""


def exchanges(task: Task, result: "Survey") -> Iterator[Exchange]:
    """What was asked and answered, in the order of the files; their names, or those of entries, go into the survey."""
    for file in task.files:
        for archived in stream(file, result.troubles.append, digests=task.proven):
            record = archived.record
            if task.proven and task.crawl and not _payload_holds(archived):
                result.troubles.append(Trouble(archived.path, record.offset, "a payload is not what its digest says"))
                continue
            if page := look_of(record):
                result.looks.append((record.date, record.url, page))
            elif record.url.startswith("http") and (record.kind in _CAPTURES or "error" in record.fields):
                if not result.files or result.files[-1] != archived.path:
                    result.files.append(archived.path)
                yield _exchange(len(result.files) - 1, record)


def _payload_holds(archived: Archived) -> bool:
    """Whether the body of a response of Warta's is what its payload digest says; true where nothing is said."""
    record = archived.record
    if record.kind != "response" or not record.digest.startswith("sha256:"):
        return True
    return sha256(archived.body) == record.digest


def _exchange(file: int, record: Record) -> Exchange:
    return Exchange(
        file=file,
        offset=record.offset,
        url=record.url,
        date=record.date,
        status=record.status or (200 if record.kind == "resource" else 0),
        mime=record.mime,
        location=record.header("location"),
        truncated=record.truncated is not None,
        error=record.fields.get("error", ""),
        message=record.fields.get("message", ""),
    )
