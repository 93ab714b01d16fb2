"""What compiled screens call: whole columns of a sheet as arrays of whole numbers, texts and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import nan
from typing import Any

from gouji.engine.cells import SCALE, UNIT_SHIFT, Cell, Content, Reading
from gouji.engine.sheet import Sheet, Strip
from gouji.engine.truth import State, Truth
from gouji.faults import Note
from gouji.report import Anchor

#: Answers remembered by one predicate.
REMEMBERED = 50_000
_NOWHERE = Anchor(None, None, "")


def _strip(s: Sheet, slot: int) -> Strip:
    strip = s.strip_at(slot)
    assert strip is not None  # a rule whose columns are missing is not screened
    return strip


def numbers(s: Sheet, slot: int) -> list[Any]:
    return _strip(s, slot).numbers()


def ulps(s: Sheet, slot: int) -> list[Any]:
    return _strip(s, slot).ulps()


def column_ulps(s: Sheet, slot: int) -> list[Any]:
    return _strip(s, slot).column_ulps()


def values(s: Sheet, slot: int) -> list[Any]:
    return _strip(s, slot).values()


def codes(s: Sheet, slot: int) -> list[Any]:
    return _strip(s, slot).codes()


def range_part(s: Sheet, slot: int, part: int) -> list[Any]:
    """One of the four numbers of a target, for the whole column."""
    parts: list[list[Any]] = _strip(s, slot).range_parts()
    return parts[part]


def texts(s: Sheet, slot: int) -> list[str | None]:
    return _strip(s, slot).texts


def folded(s: Sheet, slot: int) -> list[str]:
    return _strip(s, slot).folded()


def answers(s: Sheet, slot: int, ask: Callable[[Reading], Mapping[str | None, bool | None]]) -> list[bool | None]:
    """The answers of a predicate for the whole column."""
    strip = _strip(s, slot)
    return list(map(ask(strip.reading).__getitem__, strip.texts))


def predicate(ask: Callable[[Cell], Truth]) -> Callable[[Reading], Mapping[str | None, bool | None]]:
    """A predicate on one cell that remembers its answers by the cell's text, for each reading apart."""
    memories: dict[int, _Answers] = {}

    def memory(reading: Reading) -> _Answers:
        known = memories.get(id(reading))
        if known is None:
            known = memories[id(reading)] = _Answers(reading, ask)
        return known

    return memory


class _Answers(dict[str | None, "bool | None"]):
    """True, False, or None where only the exact path can tell."""

    def __init__(self, reading: Reading, ask: Callable[[Cell], Truth]) -> None:
        super().__init__()
        self.reading = reading
        self.ask = ask

    def __missing__(self, text: str | None) -> bool | None:
        if len(self) >= REMEMBERED:
            self.clear()
        content = self.reading.content(text) if text is not None else Content("", "", True)
        state = self.ask(Cell(_NOWHERE, self.reading.column, content, None, "")).state
        answer = True if state is State.HOLDS else False if state is State.FAILS else None
        self[text] = answer
        return answer


def sum_at(array: Sequence[Any], rows: Sequence[int]) -> Any:
    return sum([array[row] for row in rows])


def sums_by(values: Sequence[Any], keys: Sequence[str]) -> dict[str, Any]:
    """The sum of the values of every key."""
    out: dict[str, Any] = {}
    for key, value in zip(keys, values, strict=True):
        out[key] = out.get(key, 0) + value
    return out


def box(r: Any, dr: Any, e: Any, de: Any, b: Any, db: Any) -> bool:
    """Whether ``r = e / b`` can hold inside the roundings (last places ``dr de db``) of three figures, none negative.

    All in scaled units; lower ends times lower ends and upper times upper bound the product r·b, which must meet e.
    """
    if not (2 * r >= dr and 2 * e >= de and 2 * b > db):
        return False
    return bool(
        (2 * r - dr) * (2 * b - db) <= (2 * e + de) * 2 * SCALE and (2 * e - de) * 2 * SCALE <= (2 * r + dr) * (2 * b + db)
    )


def element(array: Sequence[Any], row: int | None, nothing: Any) -> Any:
    return nothing if row is None or row < 0 else array[row]


def of_group(array: Sequence[Any], printed: Sequence[str | None], rows: Sequence[int], nothing: Any) -> Any:
    """The one value of a group's rows; ``nothing`` when the rows differ or none has one."""
    filled = {printed[row]: row for row in rows if printed[row] is not None}
    return array[next(iter(filled.values()))] if len(filled) == 1 else nothing


def total_row(s: Sheet, slot: int) -> int | None:
    """The row that a bare ``表.列`` from elsewhere means."""
    found = s.total_row(slot)
    return None if isinstance(found, Note) else found


def only_row(states: Sequence[int]) -> int | None:
    """The index of the only 1 among ones and zeros."""
    return states.index(1) if states.count(1) == 1 and -1 not in states else None


def key_rows(s: Sheet, slot: int) -> dict[str | None, int]:
    """Folded text to row; -1 where several rows have it."""
    out: dict[str | None, int] = {}
    for row, text in enumerate(_strip(s, slot).folded()):
        out[text] = -1 if text in out else row
    return out


def unit_range(code: int) -> tuple[int, int]:
    """The least and the most that a whole number of the same unit can be."""
    low = (code >> UNIT_SHIFT) << UNIT_SHIFT
    return low, low + (1 << UNIT_SHIFT) - 1


NAMESPACE: Mapping[str, Any] = {
    "__builtins__": {},
    "abs": abs,
    "len": len,
    "nan": nan,
    "sum": sum,
    "zip": zip,
    "answers": answers,
    "box": box,
    "codes": codes,
    "column_ulps": column_ulps,
    "element": element,
    "folded": folded,
    "key_rows": key_rows,
    "numbers": numbers,
    "of_group": of_group,
    "only_row": only_row,
    "range_part": range_part,
    "sum_at": sum_at,
    "sums_by": sums_by,
    "texts": texts,
    "total_row": total_row,
    "ulps": ulps,
    "values": values,
}

__all__ = ["NAMESPACE", "predicate", "unit_range"]
