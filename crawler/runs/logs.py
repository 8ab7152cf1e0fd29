"""The log that stays: warnings, and when runs began and ended, in a few files that replace each other."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

runs = logging.getLogger("warta.runs")
"""tells when runs begin and end; the file shows its lines too, which are no warnings"""
runs.setLevel(logging.INFO)

_FILES, _SIZE = 10, 5_000_000
_FORM, _TIME = "%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z"


@contextmanager
def kept_log(folder: Path) -> Iterator[None]:
    """While the block runs, what is logged also goes to `warta.log` in the folder, beside whatever Scrapy shows."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "warta.log", maxBytes=_SIZE, backupCount=_FILES - 1, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORM, _TIME))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name == runs.name)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
