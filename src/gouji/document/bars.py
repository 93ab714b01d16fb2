"""Tables in the text of a web page: a bar closes each cell, and a line end stands wherever the page had one.

Such dumps break a row over several lines: every paragraph of a cell begins a line, so an empty cell is a bar alone on its
line. Where rows are closed with as many bars as the table is wide, counting bars gives the rows back; otherwise all that is
known is the order of the cells (``Grid.running``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import Final

from gouji.document.model import Grid, GridCell, Spot, Text
from gouji.document.place import Place
from gouji.faults import regex as re

_ONLY_BARS: Final = re.compile(r"[\s|]*\|[\s|]*")
_RULE: Final = re.compile(r"[\s|:]*-{2,}[\s|:-]*")
#: Lines of broken cells that show a dump of this kind.
_LEAST: Final = 4
#: Bars alone on a line that do so by themselves.
_ALONE: Final = 2
#: Lines without a bar that may be the first lines of one cell.
_MOST_OPEN: Final = 6
_INDENTED: Final = re.compile(r"(?:\t| {3,}|\u3000)\s*\S")
#: Rows of the same number of bars, of all rows, and how many bars make a row.
_SAME_PERCENT: Final = 70
_LEAST_BARS: Final = 3
#: Bars that fill a row up to its end; lines of them that show how wide the rows are.
_FILLED_UP: Final = re.compile(r"\|\|\s*$")
_LEAST_FILLED: Final = 3
#: A line of more cells holds several rows.
_LONG_ROW: Final = 30


@dataclass(slots=True)
class _Piece:
    """What stands before a bar: stretches of lines (their number, their column, what is written)."""

    parts: list[tuple[int, int, str]] = field(default_factory=list)
    broken: bool = False
    """A line end stands in it."""

    def text(self) -> Text | None:
        written = [(line, column, text) for line, column, text in self.parts if text]
        if not written:
            return None
        spots, offset, whole = [], 0, ""
        for line, column, text in written:
            spots.append(Spot(offset, Place(line=line, column=column)))
            whole += text
            offset = len(whole)
        return Text(whole, tuple(spots))


def dumped(lines: Sequence[str]) -> dict[int, tuple[int, Grid]]:
    """The tables of this kind among lines: the number of the first line (from 0) to that after the last, and the table."""
    found: dict[int, tuple[int, Grid]] = {}
    lines = [line.replace("｜", "|") for line in lines]
    at = 0
    while at < len(lines):
        if "|" not in lines[at]:
            at += 1
            continue
        start, end = _region(lines, at)
        if _is_dump(lines[start:end]):
            made = _table(lines, start, end)
            if made is not None:
                found[start] = end, made
        at = end
    return found


def _region(lines: Sequence[str], first: int) -> tuple[int, int]:
    """The lines around the first one with a bar that belong together: no other lines than the beginnings of cells."""
    start = first
    if lines[first].lstrip().startswith("|"):
        start = _beginning(lines, first, max(0, first - _MOST_OPEN))
    end = at = first + 1
    while at < len(lines):
        if "|" in lines[at]:
            at = end = at + 1
            continue
        if lines[at].strip() and at - end >= _MOST_OPEN:
            break
        if lines[at].strip() and not _opens(lines, at):
            break
        at += 1
    return start, end


def _beginning(lines: Sequence[str], bar: int, least: int) -> int:
    """The first line of the cell that the bar at the beginning of a line closes."""
    at = bar
    while at > least and lines[at - 1].strip() and "|" not in lines[at - 1]:
        at -= 1
        if not _INDENTED.match(lines[at]):
            break
    return at


def _opens(lines: Sequence[str], at: int) -> bool:
    """Whether a line without a bar is a part of a cell: a bar at the beginning of a line comes soon after it."""
    for line in lines[at : at + _MOST_OPEN]:
        if "|" in line:
            return line.lstrip().startswith("|") and not _ONLY_BARS.fullmatch(lines[at])
    return False


def _is_dump(lines: Sequence[str]) -> bool:
    """Whether cells are broken over lines (bars alone on a line, lines of one cell, bars that begin a cell's line), or rows
    filled up with bars."""
    if any(_RULE.fullmatch(line) for line in lines if "|" in line):
        return False
    barred = [line.strip() for line in lines if "|" in line]
    filled = sum(line.endswith(("||", "| |")) and not line.startswith("|") for line in barred)
    if filled >= _LEAST and not any(line.startswith("|") or not line.endswith("|") for line in barred[:-1]):
        return True
    alone = sum(bool(_ONLY_BARS.fullmatch(line)) for line in lines)
    counts = sorted((line.count("|") for line in barred), reverse=True)
    if counts[0] > _LONG_ROW and (alone or len(counts) == 1 or counts[0] > counts[1]):
        return True
    single = sum(line.count("|") == 1 and not _ONLY_BARS.fullmatch(line) for line in lines)
    if alone >= _ALONE:
        return True
    return alone + single >= _LEAST and 4 * (alone + single) >= sum(bool(line.strip()) for line in lines)


def _table(lines: Sequence[str], start: int, end: int) -> Grid | None:
    rows = _rows(lines, start, end)
    counts = Counter(len(row) - 1 for row in rows[:-1])
    if not counts:
        return _running(rows) if len(rows) == 1 and len(rows[0]) > _LONG_ROW else None
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    filled, broken = _filled_width(lines[start:end])
    closed = [piece for row in rows for piece in row[:-1]]
    # few rows with a cell under each column do not show where merged cells stood
    if filled and (filled == width or broken >= _LEAST_FILLED or not broken) and len(closed) >= _LEAST_BARS * filled:
        return _grid(_unedged([[*closed[at : at + filled], _Piece()] for at in range(0, len(closed), filled)]))
    if _LEAST_BARS <= width <= _LONG_ROW and len(rows) > _LEAST_BARS and 100 * often >= _SAME_PERCENT * (len(rows) - 1):
        return _grid(rows)
    return _running(rows)


def _unedged(rows: Sequence[Sequence[_Piece]]) -> list[Sequence[_Piece]]:
    """Rows without the bar at the beginning of each: it closes no cell. What stands before the first one is a line above."""
    if any(row[0].text() is not None for row in rows[1:]):
        return list(rows)
    above = [[rows[0][0], _Piece()]] if rows[0][0].text() is not None else []
    return [*above, *(row[1:] for row in rows)]


def _filled_width(lines: Sequence[str]) -> tuple[int, int]:
    """How wide the rows are that bars fill up (标题 ||||||||), and how many other rows there are; nought where that cannot be.

    Every such line ends a row. The other rows are broken over their lines, an empty cell at their beginning or end is a
    bar like any other: nothing but the width tells where they end.
    """
    bars, width, ends = 0, 0, 0
    whole: list[tuple[int, int]] = []
    """The first and the last bar of the lines that hold several."""
    for line in lines:
        count = line.count("|")
        if count > 1:
            whole.append((bars, bars + count - 1))
        bars += count
        if _FILLED_UP.search(line):
            width = gcd(width, bars)
            ends += 1
    if ends < _LEAST_FILLED or not _LEAST_BARS < width <= _LONG_ROW:
        return 0, 0
    return (width, bars // width - ends) if all(first // width == last // width for first, last in whole) else (0, 0)


def _rows(lines: Sequence[str], start: int, end: int) -> list[list[_Piece]]:
    """The pieces between bars, line by line; a line that begins with a bar goes on the line before it."""
    rows: list[list[_Piece]] = []
    for number in range(start, end):
        line = lines[number]
        if not line.strip():
            continue
        begins = line.lstrip().startswith("|")
        inside = bool(rows) and len(rows[-1][-1].parts) > 0 and any(text for *_, text in rows[-1][-1].parts)
        if not rows or not (begins or (inside and (_INDENTED.match(line) or not _after_bar(lines, number)))):
            rows.append([_Piece()])
        elif rows[-1][-1].parts:
            rows[-1][-1].broken = True
        row, at = rows[-1], 0
        for index, part in enumerate(line.split("|")):
            if index:
                row.append(_Piece())
            inner = part.strip()
            row[-1].parts.append((number + 1, at + 1 + (len(part) - len(part.lstrip()) if inner else 0), inner))
            row[-1].broken |= index == 0 and begins
            at += len(part) + 1
    return rows


def _after_bar(lines: Sequence[str], number: int) -> bool:
    """Whether the last written line before one ends with a bar."""
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    return before.rstrip().endswith("|")


def _grid(rows: Sequence[Sequence[_Piece]]) -> Grid:
    """Rows whose bars were counted: those that only fill a row up are left out."""
    cells = []
    for number, row in enumerate(rows):
        kept = list(row)
        while kept and kept[-1].text() is None and not (kept[-1].broken and len(kept) < len(row)):
            kept.pop()
        cells += [GridCell(_text(piece), number, column) for column, piece in enumerate(kept)]
    return Grid(tuple(cells), spans_known=False)


def _running(rows: Sequence[Sequence[_Piece]]) -> Grid:
    """Cells of which only the order is known, one in each row."""
    pieces = [piece for row in rows for piece in (row if row[-1].text() is not None else row[:-1])]
    return Grid(
        tuple(GridCell(_text(piece), number, 0) for number, piece in enumerate(pieces)), spans_known=False, running=True
    )


def _text(piece: _Piece) -> Text:
    made = piece.text()
    if made is not None:
        return made
    line, column, _ = piece.parts[0] if piece.parts else (1, 1, "")
    return Text.at("", Place(line=line, column=column))
