"""Tables in running text whose cells are parted by commas or other pauses: lines of equally many short cells, most of them
figures, one below the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.document.model import Grid, GridCell, Text
from gouji.document.place import Place
from gouji.faults import regex as re

_SEPARATORS: Final = (",", "，", "、", ";", "；")
#: Cells of a row, and rows of figures, at least.
_LEAST_CELLS: Final = 3
_LEAST_ROWS: Final = 2
#: Of the cells of a row that are not empty so many in a hundred are figures, at least.
_PERCENT: Final = 40
#: Signs of a cell, at most.
_LONGEST: Final = 24
_FIGURE: Final = re.compile(r"[≥≤＝=<>]?[-−]?[0-9０-９][0-9０-９,，. ]*(?:%|％|[\u4e00-\u9fff]{1,3})?")
_SENTENCE: Final = re.compile(r"[。！？]")
#: A comma between digits may group them: 12,345 is no two cells.
_GROUPING: Final = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])")


def separated(lines: Sequence[str]) -> dict[int, tuple[int, Grid]]:
    """The tables of this kind among lines: the number of the first line (from 0) to that after the last, and the table."""
    found: dict[int, tuple[int, Grid]] = {}
    at = 0
    while at < len(lines):
        end, rows = _table(lines, at)
        if rows:
            cells = [
                GridCell(Text.at(text, Place(line=at + row + 1, column=column)), row, index)
                for row, parts in enumerate(rows)
                for index, (column, text) in enumerate(parts)
            ]
            found[at] = end, Grid(tuple(cells))
        at = max(end, at + 1)
    return found


_Cells = Sequence[tuple[int, str]]


def _table(lines: Sequence[str], first: int) -> tuple[int, list[_Cells]]:
    """Where the table ends that begins at a line, and its rows; none where none begins there."""
    for separator in _SEPARATORS:
        rows: list[_Cells] = []
        for at in range(first, len(lines)):
            line = lines[at]
            cells = list(_cells(line, separator)) if separator in line and "|" not in line else []
            if rows and cells and len(cells) < len(rows[0]) and '"' not in line:
                # 合计,177,102,257: as many cells as the rows above have, only where no comma groups digits
                cells = list(_cells(line, separator, grouped=False))
            if len(cells) < _LEAST_CELLS or (rows and len(cells) != len(rows[0])) or not _short(cells):
                break
            rows.append(cells)
        if sum(map(_of_figures, rows)) >= _LEAST_ROWS and all(map(_of_figures, rows[1:])):
            return first + len(rows), rows
    return first, []


def _cells(line: str, separator: str, *, grouped: bool = True) -> Iterator[tuple[int, str]]:
    """The cells of a line with their columns.

    Between quotation marks a separator parts nothing, nor in a number whose digits it may group (``grouped``).
    """
    kept = [(found.start(), found.end()) for found in re.finditer(r'"[^"]*"', line)]
    if grouped and not kept and separator in ",，":
        kept = [found.span() for found in _GROUPING.finditer(line)]
    start = 0
    for at in [*(at for at, sign in enumerate(line) if sign == separator), len(line)]:
        if at < len(line) and any(begin <= at < end for begin, end in kept):
            continue
        part = line[start:at]
        text = part.strip().removeprefix('"').removesuffix('"').strip()
        yield start + 1 + (part.index(text) if text else 0), text
        start = at + 1


def _short(cells: _Cells) -> bool:
    return all(len(text) <= _LONGEST and not _SENTENCE.search(text) for _, text in cells)


def _of_figures(cells: _Cells) -> bool:
    told = [text for _, text in cells if text]
    figures = sum(bool(_FIGURE.fullmatch(text)) for text in told)
    return figures > 1 and 100 * figures >= _PERCENT * len(told)
