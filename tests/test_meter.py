"""How far long work is stands on the screen, or in a log once a minute."""

import io
from itertools import chain, count

import pytest

from crawler.meter import Meter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "step", "lines"),
    [
        (io.StringIO(), 25, ["reading: 30 %, 3 of 10 MB, 3 min left\n", "reading: 60 %, 6 of 10 MB, 2 min left\n"]),
        (io.StringIO(), 5, []),
        (Terminal(), 25, [f"\r\x1b[Kreading: {n}0 %, {n} of 10 MB" for n in range(1, 9)]),
        (Terminal(), 0.25, ["\r\x1b[Kreading: 40 %, 4 of 10 MB", "\r\x1b[Kreading: 80 %, 8 of 10 MB"]),
    ],
    ids=["a log", "a log, short work", "a terminal", "a terminal, quick work"],
)
def test_a_line_a_minute_or_one_that_renews_itself(out: io.StringIO, step: float, lines: list[str]) -> None:
    ticks = chain([0, 0], count(0, step))
    meter = Meter(out, clock=lambda: next(ticks))
    meter.begin(10_000_000, "reading")
    for megabytes in range(1, 9):
        meter.show(megabytes * 1_000_000)
    meter.end()
    said = out.getvalue()
    assert all(line in said for line in lines)
    assert said.count("reading") == len(lines)
    assert said.endswith("\r\x1b[K") == out.isatty()
