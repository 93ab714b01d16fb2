"""Tables that white space alone sets: no line above, below or between, but columns that stand apart and rows that agree.

Prose in two columns stands apart as well. So a table has three columns at least, figures in one of them row after row, a
header over most of its columns, and no line that runs on through them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.pdf_columns import FEWEST, MOST_HEADER, RIVER, Band, column_of, grid_of, pieces_of, rises, rivers_of
from gouji.document.pdf_lines import Box, Line
from gouji.document.pdf_tables import Rule, Ruled
from gouji.faults import regex as re

#: Rows that have figures, at least; how far apart rows may stand, in heights of their letters.
_LEAST_ROWS: Final = 3
_APART: Final = 3.0
#: Lines with figures that a page may have to be searched.
_MOST_LINES: Final = 400
_FIGURE: Final = re.compile(
    r"[≥≤><=＝]?[-−+]?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[%％‰]|[\u4e00-\u9fff]{1,2})?"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in pieces, and which of them are figures."""

    pieces: tuple[Box, ...]
    figures: tuple[bool, ...]
    line: Line

    @property
    def tells(self) -> bool:
        """Whether it is a row: a name or a number, and a figure behind it."""
        return len(self.pieces) >= FEWEST and any(self.figures[1:])


def spaced_tables(lines: Sequence[Line]) -> list[Ruled]:
    """The tables among the lines of a page that stand in no other table, from top to bottom."""
    rows = [_row(line) for line in lines]
    if not _LEAST_ROWS <= sum(row.tells for row in rows) <= _MOST_LINES:
        return []
    out: list[Ruled] = []
    at = done = 0
    while at < len(rows):
        if not rows[at].tells:
            at += 1
            continue
        end, columns = _body(rows, at)
        made = _table(rows, _head(rows, at, done), at, end, columns) if end - at >= _LEAST_ROWS else None
        if made is not None:
            out.append(made)
            done = end
        at = end
    return out


def _row(line: Line) -> _Row:
    pieces = tuple(pieces_of(line))
    texts = ["" for _ in pieces]
    at = 0
    for word in line.words:
        if word.text.strip():
            while at + 1 < len(pieces) and word.box[0] >= pieces[at + 1][0]:
                at += 1
            texts[at] += word.text.strip()
    return _Row(pieces, tuple(_FIGURE.fullmatch(text) is not None for text in texts), line)


def _near(above: _Row, below: _Row) -> bool:
    size = max(above.line.size, below.line.size)
    return below.line.box[1] - above.line.box[3] <= _APART * size


def _body(rows: Sequence[_Row], start: int) -> tuple[int, list[float]]:
    """Where the rows end that begin with one, and what parts their columns."""
    taken = _strips(rows[start].pieces)
    columns = rivers_of([taken])
    end = start + 1
    while end < len(rows) and _near(rows[end - 1], rows[end]):
        row = rows[end]
        if len(row.pieces) == 1 and _crosses(row.pieces[0], columns):
            break
        strips = _strips([*taken, *row.pieces])
        found = rivers_of([strips])
        if len(found) + 1 < FEWEST or (len(found) < len(columns) and not row.tells):
            break
        taken, columns = strips, found
        end += 1
    while end > start and not rows[end - 1].tells and len(rows[end - 1].pieces) == 1:
        end -= 1  # what stands alone under the last row may be a remark
    return end, rivers_of([row.pieces for row in rows[start:end]])


def _strips(pieces: Sequence[Box]) -> tuple[Box, ...]:
    """The strips of a page that pieces cover, from left to right; what narrow gaps part is one."""
    out: list[Box] = []
    for left, _, right, height in sorted((left, 0.0, right, bottom - top) for left, top, right, bottom in pieces):
        if out and left - out[-1][2] <= RIVER / 2 * height:
            out[-1] = (out[-1][0], 0.0, max(out[-1][2], right), max(out[-1][3], height))
        else:
            out.append((left, 0.0, right, height))
    return tuple(out)


def _crosses(piece: Box, columns: Sequence[float]) -> bool:
    return any(piece[0] < column < piece[2] for column in columns)


def _head(rows: Sequence[_Row], first: int, done: int) -> int:
    """Where the header begins that stands over a row; ``first`` where there is none."""
    start = first
    while start > done and first - start < MOST_HEADER:
        row = rows[start - 1]
        if not _near(row, rows[start]) or any(row.figures) or len(row.pieces) < 2:
            break
        start -= 1
    return start


def _table(rows: Sequence[_Row], head: int, first: int, end: int, columns: list[float]) -> Ruled | None:
    if head == first:
        return None
    body = [row.pieces for row in rows[first:end]]
    wider = rivers_of([*body, rows[first - 1].pieces])
    if len(wider) < len(columns):
        return None  # the header stands over other columns
    columns = wider
    filled = [{column_of(piece, columns) for piece in row.pieces} for row in rows[first:end]]
    counts = [
        sum(
            any(
                column_of(piece, columns) == column
                for piece, figure in zip(row.pieces, row.figures, strict=True)
                if figure
            )
            for row in rows[first:end]
        )
        for column in range(1, len(columns) + 1)
    ]
    full = sum(2 * len(own) > len(columns) + 1 for own in filled)
    if max(counts) < _LEAST_ROWS or full < _LEAST_ROWS or 2 * full < len(body):
        return None
    named = {column_of(piece, columns) for row in rows[head:first] for piece in row.pieces}
    if len(named) * 2 <= len(columns) + 1:
        return None
    boxes = [piece for row in rows[head:end] for piece in row.pieces]
    frame = Rule(min(box[1] for box in boxes) - 1, min(box[0] for box in boxes) - 1, max(box[2] for box in boxes) + 1)
    middle = (rows[first - 1].line.box[3] + rows[first].line.box[1]) / 2
    bands = [
        Band(frame.at, middle, tuple(row.pieces for row in rows[head:first])),
        Band(middle, max(box[3] for box in boxes) + 1, tuple(body)),
    ]
    table = grid_of(frame, bands, columns)
    return table if rises(table.ys) else None


__all__ = ["spaced_tables"]
