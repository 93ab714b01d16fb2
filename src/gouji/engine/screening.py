"""What compiled screens call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count, repeat
from math import nan
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.reading import Content, Reading
from gouji.engine.truth import State, Truth
from gouji.engine.whole import NO_PLACE, REMEMBERED, UNIT_SHIFT, Memo
from gouji.language import fold_text


def loose(rows: Sequence[Mapping[str, Any]], headers: Sequence[str]) -> list[list[Any]]:
    """The columns of rows that do not all have the same headers."""
    return [[row.get(header) for row in rows] for header in headers]


def finest(places: Sequence[int]) -> list[int | float]:
    """For every row the finest place that any figure of the column shows (the width of money); NaN where none shows one."""
    least = min(places)
    return [least if least < NO_PLACE else nan] * len(places)


#: A predicate on one cell; it gives what remembers the answers by the cell's text, for each reading apart.
Ask = Callable[[Reading], "Answers"]


def predicate(ask: Callable[[Cell], Truth]) -> Ask:
    """A predicate on one cell that remembers its answers by the cell's text, for each reading apart."""
    memories: dict[int, Answers] = {}

    def memory(reading: Reading) -> Answers:
        known = memories.get(id(reading))
        if known is None:
            known = memories[id(reading)] = Answers(reading, ask)
        return known

    return memory


def possible(answers: Answers) -> Memo[bool]:
    """Whether an answer is other than a certain no."""
    return Memo(lambda text: answers[text] is not False)


class Answers(dict[str | None, "bool | None"]):
    """True, False, or None where only the exact path can tell."""

    def __init__(self, reading: Reading, ask: Callable[[Cell], Truth]) -> None:
        super().__init__()
        self.reading = reading
        self.ask = ask

    def __missing__(self, text: str | None) -> bool | None:
        if len(self) >= REMEMBERED:
            self.clear()
        content = self.reading.content(text) if text is not None else Content("", "", True)
        state = self.ask(Cell(None, 0, self.reading.column, content)).state
        answer = True if state is State.HOLDS else False if state is State.FAILS else None
        self[text] = answer
        return answer


def sum_at(array: Sequence[Any], rows: Sequence[int]) -> Any:
    return sum([array[row] for row in rows])


def sums_by(values: Sequence[Any], keys: Sequence[str]) -> dict[str, Any]:
    """The sum of the values of every key."""
    out: defaultdict[str, Any] = defaultdict(int)
    for key, value in zip(keys, values, strict=True):
        out[key] += value
    return out


def element(array: Sequence[Any], row: int | None, nothing: Any) -> Any:
    return nothing if row is None or row < 0 else array[row]


def of_group(array: Sequence[Any], folded: Sequence[str], rows: Sequence[int], nothing: Any) -> Any:
    """The one value of a group's rows (blank ones aside); ``nothing`` when the rows differ or none has one."""
    filled = {folded[row]: row for row in rows if folded[row]}
    return array[next(iter(filled.values()))] if len(filled) == 1 else nothing


def total_rows(folded: Sequence[str], words: frozenset[str]) -> list[int]:
    """The rows that say of themselves that they are the total."""
    return [row for row, text in enumerate(folded) if text in words]


def one_of(texts: Sequence[str | None], rows: Sequence[int]) -> int:
    """The one row that a bare ``表.列`` from elsewhere means: the total row, the only row, or the only one with an entry.

    -1 when that is not one row.
    """
    if len(rows) == 1:
        return rows[0]
    if not rows:
        rows = range(len(texts))
    if len(rows) != 1:
        rows = [row for row in rows if texts[row]]
    return rows[0] if len(rows) == 1 else -1


def grouped(*columns: Sequence[str | None]) -> list[tuple[int, ...]]:
    """The rows by equal keys, in the order of their first rows; rows without any key are left out."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row, texts in enumerate(zip(*columns, strict=True)):
        if any(texts):
            found.setdefault(tuple([fold_text(text or "") for text in texts]), []).append(row)
    return [tuple(rows) for rows in found.values()]


def only_row(states: Sequence[int]) -> int:
    """The index of the only 1 among ones and zeros; -1 when there is not exactly one."""
    return states.index(1) if states.count(1) == 1 and -1 not in states else -1


def key_rows(folded: Sequence[str]) -> dict[str | None, int]:
    """Folded text to row; -1 where several rows have it."""
    out: dict[str | None, int] = {}
    for row, text in enumerate(folded):
        out[text] = -1 if text in out else row
    return out


def unit_range(code: int) -> tuple[int, int]:
    """The least and the most that a whole number of the same unit can be."""
    low = (code >> UNIT_SHIFT) << UNIT_SHIFT
    return low, low + (1 << UNIT_SHIFT) - 1


def unzipped(pairs: Sequence[tuple[Any, int]], size: int) -> tuple[int, list[Any], list[int]]:
    """Groups and their statuses apart, with the number of groups left out."""
    return size - len(pairs), [group for group, _ in pairs], [status for _, status in pairs]


NAMESPACE: Mapping[str, Any] = {
    "__builtins__": {},
    "NO_RANGE": (nan, nan, nan, nan),
    "abs": abs,
    "compress": compress,
    "count": count,
    "element": element,
    "finest": finest,
    "grouped": grouped,
    "key_rows": key_rows,
    "len": len,
    "list": list,
    "loose": loose,
    "map": map,
    "nan": nan,
    "of_group": of_group,
    "only_row": only_row,
    "repeat": repeat,
    "sum": sum,
    "sum_at": sum_at,
    "sums_by": sums_by,
    "one_of": one_of,
    "total_rows": total_rows,
    "unzipped": unzipped,
    "zip": zip,
}

__all__ = ["NAMESPACE", "grouped", "one_of", "predicate", "total_rows", "unit_range"]
