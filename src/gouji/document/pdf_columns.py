"""Tables whose columns no line parts: ruled above, below and under the header only (三线表), or between their rows.

The columns are the strips that stay free of letters all the way down; the rows are the lines of text, where one that only
goes on with cells of the line above belongs to it. What comes of it is a grid like that of a table with all its lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from gouji.document.pdf_lines import Box, Char, Line, lines_of
from gouji.document.pdf_tables import Rule, Ruled, level_rules

#: Lines of one table begin and end as near to each other (points).
_ALIKE: Final = 8.0
#: Part of the height of a letter that parts two columns.
RIVER: Final = 0.9
#: A header is no longer than this (lines).
MOST_HEADER: Final = 4
#: Fewer columns are no table.
FEWEST: Final = 3
#: A line that fills this part of the columns begins a row.
_FULL: Final = 0.5
#: A line with one piece so much nearer to its neighbour than rows are is a part of a cell beside others.
_CLOSE: Final = 0.8
#: Letters for which a full cell has no room left.
_ROOM: Final = 2.2


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two lines: the pieces of text that wide gaps part, line by line."""

    top: float
    bottom: float
    lines: tuple[tuple[Box, ...], ...]


def columned_tables(edges: Iterable[Box], chars: Sequence[Char], others: Sequence[Ruled]) -> list[Ruled]:
    """The tables between level lines that no upright ones part; ``others`` are those found already."""
    out: list[Ruled] = []
    lanes = _lanes(level_rules(edges), others)
    signs = sorted(chars, key=_middle) if lanes else []
    for lane in lanes:
        bands = [_band(one, other, signs) for one, other in pairwise(lane)]
        at = 0
        while at + 1 < len(bands):
            stop, columns = _run(bands, at)
            if stop - at > 1:
                table = grid_of(lane[0], bands[at:stop], columns)
                if rises(table.ys):
                    out.append(table)
            at = max(stop, at + 1)
    return out


def _middle(char: Char) -> float:
    return (char.box[1] + char.box[3]) / 2


def _lanes(rules: Sequence[Rule], others: Sequence[Ruled]) -> list[list[Rule]]:
    """Lines that begin and end alike, at least three, from top to bottom."""
    free = [
        rule
        for rule in rules
        if not any(
            table.ys[0] - _ALIKE <= rule.at <= table.ys[-1] + _ALIKE
            and rule.start < table.xs[-1]
            and rule.end > table.xs[0]
            for table in others
        )
    ]
    lanes: list[list[Rule]] = []
    for rule in sorted(free, key=lambda rule: rule.at):
        for lane in lanes:
            if abs(lane[0].start - rule.start) <= _ALIKE and abs(lane[0].end - rule.end) <= _ALIKE:
                lane.append(rule)
                break
        else:
            lanes.append([rule])
    return [lane for lane in lanes if len(lane) > 2]


def _band(above: Rule, below: Rule, signs: Sequence[Char]) -> Band:
    """What stands between two lines of characters sorted by their height on the page."""
    between = signs[bisect_left(signs, above.at, key=_middle) : bisect_right(signs, below.at, key=_middle)]
    left, right = 2 * (above.start - _ALIKE), 2 * (above.end + _ALIKE)
    inside = [char for char in between if left <= char.box[0] + char.box[2] <= right]
    return Band(above.at, below.at, tuple(tuple(pieces_of(line)) for line in lines_of(inside, 0)))


def pieces_of(line: Line) -> Iterator[Box]:
    """The stretches of a line between its wide gaps."""
    words = [word.box for word in line.words if word.text.strip()]
    box = words[0]
    for other in words[1:]:
        if other[0] - box[2] > RIVER * line.size:
            yield box
            box = other
        else:
            box = (box[0], min(box[1], other[1]), other[2], max(box[3], other[3]))
    yield box


def _run(bands: Sequence[Band], at: int) -> tuple[int, list[float]]:
    """Where the table ends whose header is in the band ``at``, and what parts its columns; ``at`` where there is none."""
    if not 0 < len(bands[at].lines) <= MOST_HEADER:
        return at, []
    lines: list[tuple[Box, ...]] = []
    columns: list[float] = []
    stop = at + 1
    while stop < len(bands) and any(len(line) > 1 for line in bands[stop].lines):
        found = rivers_of([*lines, *bands[stop].lines])
        # one line more that runs on through the columns ends the table, unless it is a heading of its own inside it
        if len(found) + 1 < FEWEST or (columns and len(found) < len(columns)):
            break
        lines += bands[stop].lines
        columns = found
        stop += 1
    # the lowest line of a header parts its columns too, those with nothing below among them; what stands above may be
    # the name of several
    wider = rivers_of([*lines, bands[at].lines[-1]])
    columns = wider if len(wider) >= len(columns) else columns
    named = {column_of(piece, columns) for line in bands[at].lines for piece in line}
    # a header names its columns: a line of running text stands over one or two of them
    if not columns or len(named) * 2 <= len(columns) + 1:
        return at, []
    return stop, columns


def rivers_of(lines: Sequence[tuple[Box, ...]]) -> list[float]:
    """The middles of the strips in which no letter stands."""
    pieces = sorted(piece for line in lines for piece in line)
    out: list[float] = []
    right = None
    for piece in pieces:
        if right is not None and piece[0] - right > RIVER / 2 * (piece[3] - piece[1]):
            out.append((right + piece[0]) / 2)
        right = piece[2] if right is None else max(right, piece[2])
    return out


def grid_of(frame: Rule, bands: Sequence[Band], columns: Sequence[float]) -> Ruled:
    """The grid of a table: the rows of every band, the header's cells over as many columns as they stand over."""
    xs = (frame.start, *columns, frame.end)
    head = _header(bands[0], columns)
    ys = [bands[0].top]
    for number, band in enumerate(bands):
        ys += [*(_row_ends(band, columns, frame.end) if number else _parted(band.lines)), band.bottom]
    height = len(bands[0].lines)
    cells = [(row, column, 1, width) for row, column, width in head]
    cells += [(row, column, 1, 1) for row in range(height, len(ys) - 1) for column in range(len(xs) - 1)]
    owner = {
        (row, column + step): number for number, (row, column, _, width) in enumerate(cells) for step in range(width)
    }
    return Ruled(xs, tuple(ys), tuple(cells), owner)


def rises(heights: Sequence[float]) -> bool:
    """Whether each row has a height of its own: lines printed over each other are no rows."""
    return all(above < below for above, below in pairwise(heights))


def _header(band: Band, columns: Sequence[float]) -> Iterator[tuple[int, int, int]]:
    """Row, first column and width of the header's cells; a word over several columns is one cell over all of them."""
    below = {column_of(piece, columns): (piece[0] + piece[2]) / 2 for piece in band.lines[-1]}
    for row, line in enumerate(band.lines):
        if row + 1 < len(band.lines) and (spans := _spans(line, below, columns)) is not None:
            for column in range(len(columns) + 1):
                if not any(first < column < first + width for first, width in spans):
                    width = next((width for first, width in spans if first == column), 1)
                    yield row, column, width
            continue
        at = 0
        for piece in line:
            first = bisect_right(columns, piece[0] + 1)
            last = bisect_right(columns, piece[2] - 1)
            if last < at:
                continue
            first = max(first, at)
            for column in range(at, first):
                yield row, column, 1
            yield row, first, last - first + 1
            at = last + 1
        for column in range(at, len(columns) + 1):
            yield row, column, 1


def _spans(line: Sequence[Box], below: Mapping[int, float], columns: Sequence[float]) -> list[tuple[int, int]] | None:
    """First column and width of the words over others: a column that nothing else stands over belongs to the nearest of
    them. None where that is not clear: a word stands over several columns by itself, or no word is left over."""
    over = {column_of(piece, columns): (piece[0] + piece[2]) / 2 for piece in line}
    if len(over) < len(line) or any(piece[0] < column < piece[2] for piece in line for column in columns):
        return None
    owned: dict[int, list[int]] = {column: [column] for column in over}
    heads = [column for column in over if column in below]
    for column, middle in below.items():
        if column not in over and heads:
            owned[min(heads, key=lambda head: abs(over[head] - middle))].append(column)
    spans = [(min(own), max(own) - min(own) + 1) for own in owned.values()]
    clear = all(width == len(own) for (_, width), own in zip(spans, owned.values(), strict=True))
    return spans if clear and any(width > 1 for _, width in spans) else None


def _parted(rows: Sequence[tuple[Box, ...]]) -> list[float]:
    """The heights between lines that follow each other."""
    ends = [(min(box[1] for box in row), max(box[3] for box in row)) for row in rows]
    return [(one[1] + other[0]) / 2 for one, other in pairwise(ends)]


def _row_ends(band: Band, columns: Sequence[float], end: float) -> Iterator[float]:
    """The heights between the rows of a band; ``end``: where the last column ends."""
    begins = [end] * (len(columns) + 1)
    for line in band.lines:
        for piece in line:
            column = column_of(piece, columns)
            begins[column] = min(begins[column], piece[0])
    rooms = [*begins[1:], end]  # up to the letters of the next column
    pitches = sorted(_pitch(above, below) for above, below in pairwise(band.lines))
    usual = pitches[len(pitches) // 2] if pitches else 0.0
    for (above, below), height in zip(pairwise(band.lines), _parted(band.lines), strict=True):
        close = min(len(above), len(below)) == 1 and _pitch(above, below) < _CLOSE * usual
        if not close and not _goes_on(above, below, columns, rooms):
            yield height


def _pitch(above: Sequence[Box], below: Sequence[Box]) -> float:
    """How far one line stands below another."""
    return max(box[3] for box in below) - max(box[3] for box in above)


def column_of(piece: Box, columns: Sequence[float]) -> int:
    return bisect_right(columns, (piece[0] + piece[2]) / 2)


def _goes_on(above: Sequence[Box], below: Sequence[Box], columns: Sequence[float], rooms: Sequence[float]) -> bool:
    """Whether a line holds nothing but the rest of cells that were full in the line above it."""
    if len(below) >= _FULL * (len(columns) + 1):
        return False
    before = {column_of(piece, columns): piece for piece in above}
    for piece in below:
        column = column_of(piece, columns)
        one = before.get(column)
        if one is None or rooms[column] - one[2] > _ROOM * (one[3] - one[1]):
            return False
    return True
