"""A folder for results that are not stored yet; what a killed run left there is removed by the next one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.lock import Locked, locked

_PREFIX, _LOCK = "deriving-", "lock"


@contextmanager
def scratch_folder(data: Path) -> Iterator[Path]:
    """A new folder in the data folder, while the block runs."""
    data.mkdir(parents=True, exist_ok=True)
    _sweep(data)
    with TemporaryDirectory(prefix=_PREFIX, dir=data) as name, locked(Path(name) / _LOCK, "derivation"):
        yield Path(name)


def _sweep(data: Path) -> None:
    """Removes the folders of runs that are dead: the system freed their locks."""
    for left in data.glob(f"{_PREFIX}*"):
        with suppress(Locked), locked(left / _LOCK, "removal"):
            shutil.rmtree(left)
