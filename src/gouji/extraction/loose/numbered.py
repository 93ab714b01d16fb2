"""Rows that are numbered 1, 2, 3 where only the order of the cells is left: 1 甲镇 修路 20, 2 乙镇 架桥 15, 合计 35.

The numbers say where each row begins. Rows with as many figures each have them in the same columns; what the figures mean
nobody knows, what they make of each other they show themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Grid
from gouji.extraction.grids.cells import Entry, span_of_text
from gouji.extraction.grids.headwords import LONGEST_HEADER
from gouji.extraction.grids.items import is_total
from gouji.extraction.loose.figured import Figured, nameless
from gouji.language import fold_text

#: Rows that a table has at least, cells that one has at most, and words of its header.
_LEAST_ROWS: Final = 3
_LONGEST_ROW: Final = 16
_SERIAL: Final = "序号"


def numbered(grid: Grid) -> Iterator[Figured]:
    """The tables of numbered rows among the cells of a dump."""
    cells = [Entry(span, at, at + 1) for at, cell in enumerate(grid.cells) if (span := span_of_text(cell.text)).text]
    at = 0
    while at < len(cells):
        starts = _starts(cells, at) if cells[at].text == "1" else []
        made = _table(cells, starts) if len(starts) >= _LEAST_ROWS else None
        if made is not None:
            yield made
        at = starts[-1] + 1 if made is not None else at + 1


def _starts(cells: Sequence[Entry], first: int) -> list[int]:
    """The places of the cells 1, 2, 3 that begin rows: each the first of its number behind the name of the row before."""
    starts = [first]
    while True:
        number = str(len(starts) + 1)
        after = range(starts[-1] + 2, min(starts[-1] + 1 + _LONGEST_ROW, len(cells) - 1))
        found = [at for at in after if cells[at].text == number and not cells[at + 1].plain]
        if len(found) != 1 or cells[starts[-1] + 1].plain:
            return starts
        starts.append(found[0])


def _table(cells: Sequence[Entry], starts: Sequence[int]) -> Figured | None:
    total = _total(cells, starts[-1])
    ends = [*starts[1:], total if total is not None else starts[-1]]
    rows = [cells[start + 1 : end] for start, end in zip(starts, ends, strict=True) if end > start]
    figures = [[entry for entry in row if entry.plain] for row in rows]
    width = len(figures[0])
    if total is None or not width or any(len(own) != width for own in figures):
        return None
    last = cells[total + 1 : total + 1 + width]
    if len(last) < width or not all(entry.plain for entry in last):
        return None
    if total + 1 + width < len(cells) and cells[total + 1 + width].plain:
        return None
    heads = _heads(cells, starts[0], rows[0], figures[0])
    columns = nameless(["", *heads])
    named = [(row[0], own) for row, own in zip(rows, figures, strict=True)] + [(cells[total], last)]
    return Figured(columns, tuple((name, dict(enumerate((name, *own)))) for name, own in named))


def _total(cells: Sequence[Entry], start: int) -> int | None:
    """The cell that names the total behind the row that begins with a cell."""
    return next(
        (at for at in range(start + 1, min(start + 1 + _LONGEST_ROW, len(cells))) if is_total(cells[at].text)), None
    )


def _heads(cells: Sequence[Entry], first: int, row: Sequence[Entry], figures: Sequence[Entry]) -> list[str]:
    """The words over the figures of the first row, where the header before it begins with the word for the numbers."""
    begins = next((at for at in range(max(0, first - _LONGEST_ROW), first) if _is_serial(cells[at])), None)
    words = [cell.text for cell in cells[begins + 1 : first]] if begins is not None else []
    if not len(row) <= len(words) <= len(row) + 1 or any(len(word) > LONGEST_HEADER for word in words):
        return [""] * len(figures)
    return [word for word, entry in zip(words, row, strict=False) if any(entry is figure for figure in figures)]


def _is_serial(entry: Entry) -> bool:
    return fold_text(entry.text).replace(" ", "") == _SERIAL
