"""Tables of a page by their ruling lines.

The lines of a table cut its area into the rectangles of a grid; rectangles that no line parts are one cell, so that a merged
cell is found as the geometry shows it. A table without a line at its left or right is closed there, where its horizontal
lines end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gouji.document.pdf_lines import Box

#: Lines nearer than this (points) are one line; ends nearer than this meet.
_SNAP: Final = 2.5
_MEET: Final = 3.0
#: A shorter line, and a narrower cell, is an ornament.
_SHORTEST: Final = 4.0
#: A page with more lines is a drawing; a table with more places than this is no table.
MOST_EDGES: Final = 20_000
_MOST_RULES: Final = 1500
_MOST_PLACES: Final = 60_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A line: the coordinate that all of it has, and where it begins and ends in the other direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as drawn: the lines of its grid, and of every cell the first row and column and how many it covers."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]
    owner: Mapping[tuple[int, int], int]
    """The number of the cell that covers a row and column of the grid."""

    @property
    def box(self) -> Box:
        """The area of the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell around a point; None where there is none."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def area(self, number: int) -> Box:
        """The box of a cell."""
        row, column, rows, columns = self.cells[number]
        return self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows]


def ruled_tables(edges: Iterable[Box]) -> list[Ruled]:
    """The tables that straight lines draw (each line given by its box), from top to bottom; a frame is no table."""
    across, down = _rules(edges)
    if len(across) + len(down) > _MOST_RULES:
        return []
    tables = [table for group in _groups(across, down) if (table := _table(*group)) is not None]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def level_rules(edges: Iterable[Box]) -> list[Rule]:
    """The level lines of a page; none where there are too many for tables."""
    across, _ = _rules(edges)
    return across if len(across) <= _MOST_RULES else []


def _rules(edges: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright lines."""
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, top, x1, bottom in edges:
        if bottom - top <= 1 and x1 - x0 > 1:
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= 1 and bottom - top > 1:
            down.append(Rule((x0 + x1) / 2, top, bottom))
    return _joined(across), _joined(down)


def _snapped(values: Iterable[float]) -> dict[float, float]:
    """What each value is taken for: the mean of those that follow each other closely."""
    out: dict[float, float] = {}
    group: list[float] = []
    for value in sorted(set(values)):
        if group and value - group[0] > _SNAP:
            out |= dict.fromkeys(group, sum(group) / len(group))
            group = []
        group.append(value)
    if group:
        out |= dict.fromkeys(group, sum(group) / len(group))
    return out


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that follow each other as one; the short ones that remain are dropped."""
    snapped = _snapped(rule.at for rule in rules)
    lanes: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        lanes[snapped[rule.at]].append(rule)
    out: list[Rule] = []
    for at, lane in lanes.items():
        start = end = None
        for rule in sorted(lane, key=lambda rule: rule.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _MEET:
                end = max(end, rule.end)
            else:
                out.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            out.append(Rule(at, start, end))
    return [rule for rule in out if rule.end - rule.start >= _SHORTEST]


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for second, v in enumerate(down, len(across)):
        for first, h in enumerate(across):
            if (
                h.start - _MEET <= v.at <= h.end + _MEET
                and v.start - _MEET <= h.at <= v.end + _MEET
                and root(first) != root(second)
            ):
                parent[root(second)] = root(first)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate((*across, *down)):
        groups[root(number)][number >= len(across)].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _table(across: list[Rule], down: list[Rule]) -> Ruled | None:
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.at for rule in across), max(rule.at for rule in across)
    if min(rule.at for rule in down) - left > _SHORTEST:
        down.append(Rule(left, top, bottom))
    if right - max(rule.at for rule in down) > _SHORTEST:
        down.append(Rule(right, top, bottom))
    xs, ys = sorted({rule.at for rule in down}), sorted({rule.at for rule in across})
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    upright: dict[float, list[Rule]] = defaultdict(list)
    level: dict[float, list[Rule]] = defaultdict(list)
    for rule in down:
        upright[rule.at].append(rule)
    for rule in across:
        level[rule.at].append(rule)

    def line(lanes: Mapping[float, list[Rule]], at: float, middle: float) -> bool:
        return any(rule.start - 0.5 <= middle <= rule.end + 0.5 for rule in lanes[at])

    # Rectangles of the grid that no line parts are one area; an area that is open to the outside is no cell.
    areas: list[tuple[set[tuple[int, int]], bool]] = []
    seen: set[tuple[int, int]] = set()
    for begin in ((row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)):
        if begin in seen:
            continue
        seen.add(begin)
        area, todo, closed = {begin}, [begin], True
        while todo:
            row, column = todo.pop()
            y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            steps = (
                (row, column - 1, line(upright, xs[column], y)),
                (row, column + 1, line(upright, xs[column + 1], y)),
                (row - 1, column, line(level, ys[row], x)),
                (row + 1, column, line(level, ys[row + 1], x)),
            )
            for next_row, next_column, parted in steps:
                if parted:
                    continue
                if not (0 <= next_row < len(ys) - 1 and 0 <= next_column < len(xs) - 1):
                    closed = False
                elif (next_row, next_column) not in seen:
                    seen.add((next_row, next_column))
                    area.add((next_row, next_column))
                    todo.append((next_row, next_column))
        areas.append((area, closed))
    return _numbered(xs, ys, [part for area, closed in areas if closed for part in _rectangles(area)])


def _rectangles(area: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """An area as one rectangle; an area of another shape row by row."""
    rows, columns = [row for row, _ in area], [column for _, column in area]
    top, left = min(rows), min(columns)
    height, width = max(rows) - top + 1, max(columns) - left + 1
    if height * width == len(area):
        return [(top, left, height, width)]
    out: list[tuple[int, int, int, int]] = []
    for row, column in sorted(area):
        last = out[-1] if out else None
        if last is not None and last[0] == row and last[1] + last[3] == column:
            out[-1] = (row, last[1], 1, last[3] + 1)
        else:
            out.append((row, column, 1, 1))
    return out


def _numbered(xs: list[float], ys: list[float], parts: list[tuple[int, int, int, int]]) -> Ruled | None:
    """A table of the cells that are wide and high enough to hold text; lines that bound none of them are dropped."""
    cells = sorted(
        part
        for part in parts
        if xs[part[1] + part[3]] - xs[part[1]] >= _SHORTEST and ys[part[0] + part[2]] - ys[part[0]] >= _SHORTEST
    )
    if len(cells) < 2:
        return None
    rows = sorted({row for row, _, height, _ in cells} | {row + height for row, _, height, _ in cells})
    columns = sorted({column for _, column, _, _ in cells} | {column + width for _, column, _, width in cells})
    row_of = {row: number for number, row in enumerate(rows)}
    column_of = {column: number for number, column in enumerate(columns)}
    numbered = tuple(
        (
            row_of[row],
            column_of[column],
            row_of[row + height] - row_of[row],
            column_of[column + width] - column_of[column],
        )
        for row, column, height, width in cells
    )
    owner = {
        (row + i, column + j): number
        for number, (row, column, height, width) in enumerate(numbered)
        for i in range(height)
        for j in range(width)
    }
    return Ruled(tuple(xs[column] for column in columns), tuple(ys[row] for row in rows), numbered, owner)
