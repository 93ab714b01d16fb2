"""Conditions on a few cells of one row: what the exact path says of them, remembered by the texts of the cells.

What a condition comes to depends on nothing but the texts of its cells, how their columns are read, and the year of the
report (a target may fall due in it). So a screen need not understand a condition to know its answer: it asks the exact
path once for each set of texts. Columns whose width depends on their other rows are none of its business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gouji.engine.cells import Cell
from gouji.engine.reading import Content, Reading
from gouji.engine.truth import State, Truth
from gouji.engine.whole import Memo
from gouji.language import Slot, compile_exact, compile_filter
from gouji.language import bound as b

#: Columns that a condition may have; with more of them no two rows are alike.
MOST_COLUMNS = 4
#: Sets of texts remembered for one condition: they are seldom met again in another report.
REMEMBERED = 2_000
#: The answer for what holds within rounding only; otherwise it is True, False, or None where the exact path must tell.
OPEN = 2

_ANSWERS: dict[State, bool | int] = {State.HOLDS: True, State.FAILS: False, State.OPEN: OPEN}


class FewCells:
    """A sheet that has the cells of one condition and nothing else."""

    __slots__ = ("_cells", "year")

    def __init__(self, cells: Sequence[Cell], year: int | None) -> None:
        self._cells = cells
        self.year = year

    def cell(self, slot: int, row: object) -> Cell:
        return self._cells[slot]

    def field(self, slot: int) -> Cell:
        return self._cells[slot]


class Together(dict[tuple[Any, ...], "bool | int | None"]):
    """The answers of one condition by the texts of its cells; with ``by_year`` the year of the report comes first."""

    __slots__ = ("_by_year", "_cells", "_order", "_run")

    def __init__(
        self, run: Callable[[Any, Any], Truth], cells: Sequence[Memo[Cell]], order: Sequence[int], by_year: bool
    ) -> None:
        """``order``: for every slot of the code the number of its cell."""
        super().__init__()
        self._run = run
        self._cells = cells
        self._order = order
        self._by_year = by_year

    def __missing__(self, key: tuple[Any, ...]) -> bool | int | None:
        year, *texts = key if self._by_year else (None, *key)
        sheet = FewCells([self._cells[place][texts[place]] for place in self._order], year)
        answer = _ANSWERS.get(self._run(sheet, None).state)
        if len(self) >= REMEMBERED:
            self.clear()
        self[key] = answer
        return answer


def lone_cells(reading: Reading) -> Memo[Cell]:
    """The cells of a column as they are without their report, by their texts."""

    def lone(text: str | None) -> Cell:
        content = reading.content(text) if text is not None else Content("", "", True)
        return Cell(None, 0, reading.column, content)

    return Memo(lone, REMEMBERED)


def cells_of_one_row(bound: b.Bound) -> list[b.Cell] | None:
    """The cells of a condition, no column twice.

    None where it asks for anything but a few cells of one row (or fields beside each other) as they are printed.
    """
    found: dict[str, b.Cell] = {}
    owners: set[tuple[str | None, int]] = set()
    for part in b.walk(bound):
        if isinstance(part, b.OneRow | b.Aggregate):
            return None
        if isinstance(part, b.Cell):
            if part.of_group or part.column.width == "column":
                return None
            found.setdefault(part.column.name, part)
            owners.add((part.table, part.level))
    cells, alike = list(found.values()), len(owners) == 1
    return cells if alike and len(cells) <= MOST_COLUMNS else None


def cell_alone(bound: b.Bound) -> b.Cell | None:
    """The one cell of a condition on one cell and nothing else.

    None where it asks for more than the cell's text: another cell, the rest of the column for its width, the year.
    """
    cells = [part for part in b.walk(bound) if isinstance(part, b.Cell | b.OneRow | b.Aggregate)]
    first = cells[0] if cells else None
    if not isinstance(first, b.Cell) or any(
        not isinstance(cell, b.Cell)
        or (cell.table, cell.column, cell.level) != (first.table, first.column, first.level)
        for cell in cells
    ):
        return None
    # whether there is a figure shows in the text, however wide that figure is
    wide = first.column.width == "column" and not isinstance(bound, b.Question)
    return None if wide or asks_year(bound) else first


def cell_of_row(bound: b.Bound) -> tuple[b.OneRow, b.Question] | None:
    """Of a question about the cell of one row that cell, and the question as it is asked of every row of its column."""
    if not isinstance(bound, b.Question) or not isinstance(bound.operand, b.OneRow):
        return None
    one = bound.operand
    return one, replace(bound, operand=b.Cell(one.node, one.type, one.table, one.column, 0))


def asked_of(
    bound: b.Bound, level: int, slots: list[Slot], operations: Mapping[str, Any]
) -> Callable[[Any, Any], Truth]:
    """The exact evaluation of a condition on the cells of one row, whatever the level of that row."""
    if level <= 0:
        return compile_exact(bound, slots).function(operations)
    outside = compile_filter(bound, level, slots).function(operations)
    return lambda sheet, row: outside(sheet, None)(row)


def asks_year(bound: b.Bound) -> bool:
    """Whether the answer may depend on the year of the report."""
    return any(isinstance(part, b.Relation) for part in b.walk(bound))


__all__ = [
    "MOST_COLUMNS",
    "OPEN",
    "FewCells",
    "Together",
    "asked_of",
    "asks_year",
    "cell_alone",
    "cell_of_row",
    "cells_of_one_row",
    "lone_cells",
]
