"""What the code of today makes of stored articles, by field: how often it differs, and some examples."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from crawler.derive.pool import Result
from crawler.derive.stored import Change, Stored
from crawler.derive.verdict import CHANGED, DIGEST, Verdict, judged
from crawler.table import table

_LONGEST, _BEFORE = 100, 20
"""characters of a value that are shown, and how many of them stand before the first that differs"""


@dataclass(frozen=True, slots=True)
class Example:
    """A field of one article, as it is stored and as it is read now."""

    id: str
    url: str
    old: Any
    new: Any

    def __str__(self) -> str:
        old, new = shown((self.old, self.new))
        return f"    {self.id}\n      - {old}\n      + {new}"


class Diff:
    """Counts what differs; of each field so many examples are kept."""

    def __init__(self, stored: Stored, ids: set[str], examples: int) -> None:
        self._stored, self._ids, self._most = stored, ids, examples
        self._lines = Counter[str]()
        self._fields = Counter[str]()
        self._examples: dict[str, list[Example]] = defaultdict(list)
        self.problems: list[str] = []

    def put(self, result: Result) -> None:
        """Compares what was read from one task."""
        for verdict in judged(result, self._stored, self._note_new):
            self._note(verdict)
        self.problems += result.lost
        for derived in result.derived:
            self.problems += derived.faults
        if result.surveyed:
            self.problems += map(str, result.surveyed.troubles)
        result.drop()

    @property
    def is_empty(self) -> bool:
        """Whether everything is read as it is stored."""
        return not (self._fields or self.problems or set(self._lines) - {_SAME})

    def as_json(self) -> str:
        fields = {
            name: {"lines": count, "examples": [asdict(example) for example in self._examples[name]]}
            for name, count in self._fields.most_common()
        }
        return json.dumps({"lines": self._lines, "fields": fields, "problems": self.problems}, ensure_ascii=False)

    def __str__(self) -> str:
        rows = [(name, count) for name, count in self._fields.most_common()]
        counted = ", ".join(f"{count} {what}" for what, count in self._lines.items()) or "no stored article was read"
        return "\n".join([counted, *([table(("field", "lines"), rows)] if rows else []), *self._told(), *self.problems])

    def _told(self) -> Iterator[str]:
        for name, _ in self._fields.most_common():
            if self._examples[name]:
                yield f"\n{name}"
                yield from map(str, self._examples[name])

    def _note(self, verdict: Verdict) -> None:
        is_changed = verdict.cause in (CHANGED, DIGEST)
        self._lines["changed" if is_changed else verdict.cause or _SAME] += 1
        if not is_changed and verdict.cause:
            self._keep(verdict.cause, Example(verdict.line.id, verdict.line.url, "an article", verdict.detail))
        for name, (old, new) in verdict.changes.items():
            self._fields[name] += 1
            self._keep(name, Example(verdict.line.id, verdict.line.url, old, new))

    def _note_new(self, item: Mapping[str, Any]) -> None:
        """A look that brought nothing new left no line, so only an article that is not known is new."""
        if "reason" not in item and item["id"] not in self._ids:
            self._lines["new"] += 1
            self._keep("new", Example(item["id"], item["url"], None, item["headline"]))

    def _keep(self, name: str, example: Example) -> None:
        if len(self._examples[name]) < self._most:
            self._examples[name].append(example)


_SAME = "the same"


def shown(change: Change) -> tuple[str, str]:
    """Both values in short: of lists the entries that differ, of long texts from a little before the first difference.

    >>> shown((["Satu.", "Dua."], ["Satu.", "Dua, tiga."]))
    ('["Dua."]', '["Dua, tiga."]')
    """
    old, new = change
    if isinstance(old, list) and isinstance(new, list):
        removed, added = [one for one in old if one not in new], [one for one in new if one not in old]
        old, new = (removed, added) if removed or added else (old, new)
    texts = [json.dumps(value, ensure_ascii=False) for value in (old, new)]
    same = next((at for at, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
    begin = max(same - _BEFORE, 0) if max(map(len, texts)) > _LONGEST else 0
    return _part(texts[0], begin), _part(texts[1], begin)


def _part(text: str, begin: int) -> str:
    end = begin + _LONGEST
    return ("…" if begin else "") + text[begin:end] + ("…" if len(text) > end else "")
