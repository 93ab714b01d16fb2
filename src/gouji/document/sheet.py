"""From the cells of a sheet, however they were stored, to a grid: margins trimmed, merged ranges kept, bounds held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gouji.document.model import Block, Grid, GridCell, Text
from gouji.document.place import Place, cell_name
from gouji.document.sheet_text import parted
from gouji.faults import Diagnostic, Label

#: Cells of a workbook that are read.
MOST_CELLS: Final = 300_000
#: Up to this size a table is filled up with its empty cells; a larger one with few cells leaves them out.
MOST_FILLED: Final = 200_000
#: Cells named in a warning.
_NAMED: Final = 5

#: Merged ranges: first row, first column, last row, last column, all from 0.
Range = tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """What was read of one sheet: texts by row and column (from 0), and what a warning should say."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    unformatted: list[tuple[int, int]] = field(default_factory=list)
    cut: bool = False

    def blocks(self) -> list[Block]:
        """The sheet as a table, or as tables and the running text around them."""
        grid = self.grid()
        if grid is None:
            return []
        return list(parted(grid)) if grid.height * grid.width <= MOST_FILLED else [grid]

    def grid(self) -> Grid | None:
        """The sheet as a table; None where it is empty."""
        if not self.cells:
            return None
        covered, spans = _spans(self.merged, self.cells)
        filled = [at for at in self.cells if at not in covered]
        if not filled:
            return None
        top, left = min(row for row, _ in filled), min(column for _, column in filled)
        bottom, right = max(row for row, _ in filled), max(column for _, column in filled)
        positions: Iterable[tuple[int, int]]
        if (bottom - top + 1) * (right - left + 1) <= MOST_FILLED:
            positions = (
                (row, column)
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
                if (row, column) not in covered
            )
        else:
            positions = sorted(filled)
        cells = []
        for row, column in positions:
            rows, columns = spans.get((row, column), (1, 1))
            place = Place(sheet=self.name, cell=cell_name(row, column))
            text = Text.at(self.cells.get((row, column), ""), place)
            rows, columns = min(rows, bottom - row + 1), min(columns, right - column + 1)
            cells.append(GridCell(text, row - top, column - left, rows, columns))
        return Grid(tuple(cells), name=self.name)


def _spans(
    merged: Iterable[Range], cells: Mapping[tuple[int, int], str]
) -> tuple[frozenset[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The positions that merged ranges cover, and the size of each range by its first position.

    Ranges are cut to the cells in use, so that one over the whole sheet costs nothing; of two that overlap, which no
    program writes, the first holds.
    """
    bottom = max(row for row, _ in cells)
    right = max(column for _, column in cells)
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for first_row, first_column, last_row, last_column in merged:
        last_row, last_column = min(last_row, bottom), min(last_column, right)
        rows, columns = last_row - first_row + 1, last_column - first_column + 1
        if rows < 1 or columns < 1 or rows * columns > MOST_FILLED or len(covered) > MOST_CELLS:
            continue
        inside = {
            (row, column) for row in range(first_row, last_row + 1) for column in range(first_column, last_column + 1)
        }
        if not inside.isdisjoint(covered) or not inside.isdisjoint(spans):
            continue
        spans[first_row, first_column] = (rows, columns)
        covered |= inside - {(first_row, first_column)}
    return frozenset(covered), spans


def warnings(sheets: Iterable[Sheet], name: str) -> list[Diagnostic]:
    """What a person should know about how the sheets were read."""
    found = []
    hidden: list[tuple[str, str]] = []
    uncomputed: list[str] = []
    unformatted: list[str] = []
    for sheet in sheets:
        if not sheet.cells:
            continue
        if sheet.hidden:
            hidden.append((f"工作表“{sheet.name}”", f"sheet “{sheet.name}”"))
        rows = sheet.hidden_rows & {row for row, _ in sheet.cells}
        columns = sum(
            any(first <= column <= last for first, last in sheet.hidden_columns)
            for column in {column for _, column in sheet.cells}
        )
        for count, zh, en in ((len(rows), "行", "rows"), (columns, "列", "columns")):
            if count:
                hidden.append((f"“{sheet.name}”的 {count} {zh}", f"{count} {en} of “{sheet.name}”"))
        uncomputed += (_full(sheet, at) for at in sheet.uncomputed)
        unformatted += (_full(sheet, at) for at in sheet.unformatted)
        if sheet.cut:
            row = max(row for row, _ in sheet.cells) + 1
            where = {"where": f"“{sheet.name}”第 {row} 行", "where_en": f"row {row} of “{sheet.name}”"}
            found.append(Diagnostic("D212", {**where, "limit": MOST_CELLS}, Label(name), severity="warning"))
    if hidden:
        shown = {"what": "、".join(zh for zh, _ in hidden), "what_en": ", ".join(en for _, en in hidden)}
        found.append(Diagnostic("D210", shown, Label(name), severity="warning"))
    for code, cells in (("D211", uncomputed), ("D218", unformatted)):
        if cells:
            named = "、".join(cells[:_NAMED]) + ("……" if len(cells) > _NAMED else "")
            found.append(Diagnostic(code, {"count": len(cells), "cells": named}, Label(name), severity="warning"))
    return found


def _full(sheet: Sheet, at: tuple[int, int]) -> str:
    return f"{sheet.name}!{cell_name(*at)}"
