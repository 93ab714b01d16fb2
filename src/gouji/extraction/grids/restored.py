"""Rows of a dump that have lost merged cells at their beginning, back under the columns of the rows that are whole.

The whole rows show in which columns words stand and in which figures do. A shorter row goes where each of its cells
finds its kind; where it finds that in two places, or in none, nobody knows how its table is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.extraction.grids.cells import Line


def restored(lines: Sequence[Line], width: int) -> list[Line] | None:
    """The rows of a table with as many columns, each cell where it belongs; None where that is not known of some row."""
    kinds: list[set[bool]] = [set() for _ in range(width)]
    for line in lines:
        if line.size == width and line.entries and line.entries[0].at == 0 and line.entries[-1].to == width:
            for entry in line.entries if _has_figures(line) else ():
                kinds[entry.at].add(entry.numeric)
    if not any(kinds):
        return None
    out = []
    for line in lines:
        if not _has_figures(line):
            out.append(line)  # a heading is no row
            continue
        room = width - line.entries[-1].to
        ways = [step for step in range(room + 1) if _fits(line, step, kinds)]
        if line.size == width and (0 in ways or len(ways) != 1):
            ways = [0]  # it has all its cells, as far as anybody can tell
        if len(ways) != 1:
            return None
        out.append(_moved(line, ways[0]))
    return out


def _fits(line: Line, step: int, kinds: Sequence[set[bool]]) -> bool:
    """Whether each cell of a row, moved by so many columns, stands among its kind."""
    return all(entry.numeric in kinds[entry.at + step] for entry in line.entries)


def _moved(line: Line, step: int) -> Line:
    if not step:
        return line
    entries = tuple(replace(entry, at=entry.at + step, to=entry.to + step) for entry in line.entries)
    return Line(entries, line.size + step, line.blanks)


def _has_figures(line: Line) -> bool:
    return any(entry.numeric for entry in line.entries)
