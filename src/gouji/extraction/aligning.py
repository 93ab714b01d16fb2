"""Which column each cell of a row belongs to, when lost merged cells have moved the cells.

The header gives the order of the columns. Cells keep their order, columns may be passed over; of all such readings the
cheapest one is taken, by dynamic programming over (cell, column), as strings are aligned (Needleman and Wunsch, 1970).
The second cheapest is kept too: where it is hardly dearer, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from gouji.extraction.cells import Entry, Line
from gouji.extraction.fitting import MISFIT, Fitting

#: A reading that is dearer by less than this is as good.
_CLOSE: Final = 4
#: A cell stands at another distance from its column than the cell before it.
_JUMP: Final = 1
_SKIP_LABEL: Final = 30
_SKIP_USUAL: Final = 12
_SKIP_CUT: Final = 4
_SKIP_OTHER: Final = 1


@dataclass(frozen=True, slots=True)
class Aligned:
    """A reading of a row: column number to entry. ``doubt``: another reading is as good."""

    cells: dict[int, Entry]
    cost: int
    doubt: bool = False


class _State(NamedTuple):
    cost: int
    columns: tuple[int, ...]


def placed(line: Line, fitting: Fitting) -> Aligned | None:
    """The reading in which every entry stands under its header; None where that cannot be."""
    columns = fitting.template.columns
    cells: dict[int, Entry] = {}
    cost, at = 0, 0
    for entry in line.entries:
        while at < len(columns) and columns[at].to <= entry.at:
            at += 1
        if at == len(columns) or columns[at].at >= entry.to:
            # beside every column: nothing there is known
            return None
        if at in cells:
            return None
        cells[at] = entry
        cost = max(cost, fitting.cost(at, entry.text))
    return Aligned(cells, cost)


def well_placed(aligned: Aligned, fitting: Fitting) -> bool:
    """Whether nothing speaks against the reading in which every entry stands under its header."""
    if aligned.cost >= MISFIT:
        return False
    columns = fitting.template.columns
    named = any(columns[number].label for number in aligned.cells)
    for number, entry in aligned.cells.items():
        column = columns[number]
        if (column.groups or column.label or column.base == "none") and fitting.elsewhere(number, entry.text):
            return False
        if column.base == "none" and fitting.seen.rows and fitting.cost(number, entry.text) >= 20:
            return False
        if column.base == "value" and fitting.cost(number, entry.text) >= 6:
            return False
    return named


def aligned(line: Line, fitting: Fitting) -> Aligned | None:
    """The cheapest reading of a row; None where some cell fits nowhere."""
    entries = line.entries
    columns = fitting.template.columns
    if not entries or len(entries) > len(columns):
        return None
    skips = [_skip(number, fitting) for number in range(len(columns))]
    before = [0]
    for skip in skips:
        before.append(before[-1] + skip)
    full = entries[-1].to >= line.size and entries[0].at > 0
    tail = [_tail(number, fitting, before, full) for number in range(len(columns))]
    best = _search(entries, fitting, before, tail)
    if not best:
        return None
    first = best[0]
    doubt = len(best) > 1 and best[1].cost - first.cost < _CLOSE
    if full and first.columns[-1] < len(columns) - 1:
        doubt = True  # what was cut off is not known to be empty
    cells = dict(zip(first.columns, entries, strict=True))
    if any(fitting.cost(number, entry.text) >= MISFIT for number, entry in cells.items()):
        return None
    return Aligned(cells, first.cost, doubt)


def _skip(number: int, fitting: Fitting) -> int:
    column = fitting.template.columns[number]
    if column.label:
        return _SKIP_LABEL
    if column.groups:
        return 0
    return _SKIP_USUAL if fitting.seen.usual(number) else _SKIP_OTHER


def _tail(number: int, fitting: Fitting, before: Sequence[int], full: bool) -> int:
    """The cost of passing over all columns after one: small where the row is so full that its end was cut off."""
    rest = before[-1] - before[number + 1]
    count = len(fitting.template.columns) - number - 1
    return min(rest, count * _SKIP_CUT) if full else rest


def _search(entries: Sequence[Entry], fitting: Fitting, before: Sequence[int], tail: Sequence[int]) -> list[_State]:
    """The two cheapest readings."""
    columns = fitting.template.columns
    states: list[list[_State]] = [[] for _ in columns]
    for index, entry in enumerate(entries):
        after: list[list[_State]] = [[] for _ in columns]
        text = entry.text
        for number in range(index, len(columns) - (len(entries) - index - 1)):
            fit = fitting.cost(number, text)
            if fit >= MISFIT:
                continue
            offset = entry.at - columns[number].at
            found: list[_State] = []
            if index == 0:
                found.append(_State(before[number] + fit + (_JUMP if offset else 0), (number,)))
            else:
                previous = entries[index - 1].at
                for other in range(index - 1, number):
                    jump = _JUMP if offset != previous - columns[other].at else 0
                    skipped = before[number] - before[other + 1]
                    found += [
                        _State(state.cost + skipped + fit + jump, (*state.columns, number)) for state in states[other]
                    ]
            after[number] = sorted(found)[:2]
        states = after
    ends = [
        _State(state.cost + tail[number], state.columns) for number, reached in enumerate(states) for state in reached
    ]
    return sorted(ends)[:2]
