"""Shows how far long work is: a line that renews itself on a terminal, a line a minute elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TextIO


class Meter:
    """Bytes and pages done of all, with the rate and the time that remains; of one part of the work after another."""

    def __init__(self, out: TextIO = sys.stderr, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._on_terminal = out.isatty()
        self._shown = self._clock()
        self.begin(0)

    def begin(self, total: int, what: str = "") -> None:
        """Begins a part of so many bytes, which is named where there are several."""
        self._total, self._what = total, f"{what}: " if what else ""
        self._begun = self._clock()

    def show(self, done: int, pages: int | None = None) -> None:
        """Writes a line, unless one was written just now; where pages are no measure, without them."""
        now = self._clock()
        if now - self._shown < (1 if self._on_terminal else 60):
            return
        self._shown = now
        line = self._what + told(done, self._total, pages, now - self._begun)
        self._out.write(f"\r\x1b[K{line}" if self._on_terminal else f"{line}\n")
        self._out.flush()

    def end(self) -> None:
        """Clears the line on a terminal."""
        if self._on_terminal:
            self._out.write("\r\x1b[K")
            self._out.flush()


def told(done: int, total: int, pages: int | None, seconds: float) -> str:
    """The line.

    >>> told(500_000_000, 2_000_000_000, 9000, 60.0)
    '25 %, 500 of 2000 MB, 9000 pages, 150 pages/s, 3 min left'
    >>> told(1_000_000_000, 2_000_000_000, None, 60.0)
    '50 %, 1000 of 2000 MB, 60 s left'
    """
    left = seconds * (total - done) / done if done else 0.0
    minutes = f"{left / 60:.0f} min left" if left >= 90 else f"{left:.0f} s left"
    share = f"{100 * done / max(total, 1):.0f} %, {done / 1e6:.0f} of {total / 1e6:.0f} MB"
    rate = "" if pages is None else f"{pages} pages, {pages / max(seconds, 0.001):.0f} pages/s, "
    return f"{share}, {rate}{minutes}"
