"""Running text that was written into the cells of a sheet, a paragraph a row: it is read as paragraphs and not as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gouji.document.model import Block, Grid, GridCell, Paragraph, Text

#: Characters that a sentence has at least: 注：同上。 is none.
_SENTENCE: Final = 20
#: Rows of text that part a table in two; fewer are a remark inside of it.
_PARTING: Final = 3


def parted(grid: Grid) -> Iterator[Block]:
    """The blocks of a sheet: rows with one filled cell each are paragraphs where sentences stand in them, before the table,
    behind it, or many of them between two tables; all other rows are tables."""
    alone = _alone(grid)
    begin = at = 0
    while at < grid.height:
        end = at
        while end < grid.height and alone[end] is not None:
            end += 1
        texts = [cell for cell in alone[at:end] if cell is not None and cell.text.text]
        outside = at == 0 or end == grid.height
        if any(_is_prose(cell.text.text) for cell in texts) and (outside or len(texts) >= _PARTING):
            yield from _rows(grid, begin, at)
            yield from (paragraph for cell in texts for paragraph in _paragraphs(cell.text))
            begin = end
        at = max(end, at + 1)
    yield from _rows(grid, begin, grid.height)


def _alone(grid: Grid) -> list[GridCell | None]:
    """For every row its only filled cell, or an empty one of an empty row; None where several stand there, or one from above."""
    found: list[GridCell | None] = [None] * grid.height
    filled = [0] * grid.height
    for cell in grid.cells:
        if cell.text.text.strip():
            for row in range(cell.row, cell.row + cell.rows):
                found[row] = cell
                filled[row] += 1
        elif not filled[cell.row]:
            found[cell.row] = cell
    return [
        cell if cell is not None and count < 2 and (not count or cell.rows == 1) else None
        for cell, count in zip(found, filled, strict=True)
    ]


def _is_prose(text: str) -> bool:
    return len(text) >= _SENTENCE and "。" in text


def _paragraphs(text: Text) -> Iterator[Paragraph]:
    """What stands in one cell, a paragraph for each of its lines."""
    for line in text.text.splitlines():
        if line.strip():
            yield Paragraph(Text.at(line, text.place()))


def _rows(grid: Grid, begin: int, end: int) -> Iterator[Grid]:
    """Some rows as a table of their own."""
    cells = tuple(
        replace(cell, row=cell.row - begin, rows=min(cell.rows, end - cell.row))
        for cell in grid.cells
        if begin <= cell.row < end
    )
    if any(cell.text.text.strip() for cell in cells):
        yield grid if (begin, end) == (0, grid.height) else replace(grid, cells=cells)


__all__ = ["parted"]
