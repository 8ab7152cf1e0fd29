"""Articles of a portal whose pages are read otherwise than before: held apart until a replay with mended rules."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.drift.findings import strange, unremarkable
from crawler.drift.look import Recent, look_of
from crawler.drift.usual import usual_of
from crawler.items import Article
from crawler.lines import read_lines
from crawler.runs.history import Night

BATCH = 20
"""articles that are judged together, before any of them is stored"""


class Judge:
    """Says of articles, twenty by twenty, whether they look like the portal's; without a past everything does."""

    def __init__(self, past: Sequence[Night], newest: str = ""):
        self._past = past
        self._recent = Recent(newest)
        self._has_past = usual_of(unremarkable(past)) is not None
        self._last: list[Article] = []

    def concerns(self, article: Article) -> bool:
        """Whether there is something to compare an article with; one from the archive may look as it likes."""
        return self._has_past and self._recent.holds(article)

    def is_strange(self, batch: Sequence[Article]) -> bool:
        """Whether a batch is to be held; one that is small is also judged together with the end of the last one."""
        joined = [*self._last, *batch][-BATCH:]
        found = strange(self._past, look_of(batch)) or strange(self._past, look_of(joined))
        self._last = joined
        return bool(found)


def held_files(folder: Path, portal: str = "*") -> list[Path]:
    """The files of held articles under `data/quarantine`, of one portal or of all."""
    return sorted(folder.glob(f"{portal}/*.jsonl"))


def held(folder: Path) -> Counter[str]:
    """How many articles are held, by portal; one that was fetched several times counts once."""
    ids = {(path.parent.name, item["id"]) for path in held_files(folder) for item in _items(path)}
    return Counter(portal for portal, _ in ids)


def _items(path: Path) -> Iterator[Mapping[str, Any]]:
    return (item for item, _ in read_lines(path))
