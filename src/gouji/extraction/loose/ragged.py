"""Rows that have lost their empty cells, so that nobody knows which column a figure is of: what their figures make of each
other all the same.

The last columns of a wide table are mostly totals, and they are the last figures of its rows, whatever is missing before
them: where the last but one is the sum of two others in row after row, chance did not make it so. And of rows with as
many figures some have lost the same cells. Both only show what holds: a row in which it does not may have lost others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from gouji.extraction.grids.cells import Entry, Line
from gouji.extraction.loose.figured import Figured, nameless
from gouji.figures import Figure, parse_figure

#: Rows and figures of larger tables are not searched; rows with fewer figures have no room for a sum.
_MOST_ROWS: Final = 300
_LEAST_FIGURES: Final = 4
#: Figures at the end of a row that are tried as totals.
_LAST: Final = 3
#: Rows that must show it, and how unlikely chance must be in all of them together: one in so many.
_LEAST_ROWS: Final = 3
_LEAST_ALIKE: Final = 2
_UNLIKELY: Final = 1_000_000
_UNLIKELY_ALIKE: Final = 1000

Row = tuple[Entry, Sequence[Entry]]


def ragged(rows: Sequence[Row]) -> Iterator[Figured]:
    """What sums of two hold in rows of a name and figures."""
    table = [
        (name, [(entry, figure) for entry in entries if (figure := parse_figure(entry.text)) is not None])
        for name, entries in rows[:_MOST_ROWS]
        if len(entries) >= _LEAST_FIGURES
    ]
    for back in range(1, _LAST + 1):
        found = [(name, made) for name, figures in table if (made := _made(figures, len(figures) - back)) is not None]
        if len(found) >= _LEAST_ROWS and _odds(found) >= _UNLIKELY:
            yield _triples(found)
    widths: dict[int, list[_Row]] = {}
    for name, figures in table:
        widths.setdefault(len(figures), []).append((name, figures))
    told: set[tuple[int, ...]] = set()
    for width, alike in widths.items():
        if not _LEAST_ALIKE <= len(alike) < len(table):
            continue
        for sure in _alike(alike, width):
            sums = {tuple(sorted(id(entry) for at, entry in cells.items() if at)) for _, cells in sure.rows}
            if not sums <= told:
                told |= sums
                yield sure


def ragged_lines(lines: Iterable[Line]) -> Iterator[Figured]:
    """The same of the lines of a table of which some have fewer cells than others."""
    rows: list[Row] = []
    for line in lines:
        figures = [entry for entry in line.own if entry.plain]
        names = [entry for entry in line.own if not entry.plain]
        if names and figures and line.own[: len(names)] == tuple(names):
            rows.append((names[-1], figures))
    if len({len(figures) for _, figures in rows}) > 1:
        yield from ragged(rows)


_Told = tuple[Entry, Figure]
_Row = tuple[Entry, list[_Told]]
_Made = tuple[_Told, _Told, _Told, int]
"""Two figures, their sum, and how many pairs were tried."""


def _made(figures: Sequence[_Told], at: int) -> _Made | None:
    """The two figures before one that make it, if there are any."""
    whole = figures[at]
    seen: dict[Fraction, _Told] = {}
    for told in figures[:at]:
        other = seen.get(whole[1].base - told[1].base)
        if told[1].base and other is not None and other[1].base and _one_kind(whole, told, other):
            return other, told, whole, at * (at - 1) // 2
        seen.setdefault(told[1].base, told)
    return None


def _alike(rows: Sequence[_Row], width: int) -> Iterator[Figured]:
    """The columns that are the sums of two others in all rows with as many figures."""
    pairs = (width - 1) * (width - 2) // 2
    for at in range(width):
        for pair in combinations([other for other in range(width) if other != at], 2):
            found: list[tuple[Entry, _Made]] = []
            for name, figures in rows:
                first, second, whole = (figures[place] for place in (*pair, at))
                holds = first[1].base + second[1].base == whole[1].base and first[1].base and second[1].base
                if not holds or not _one_kind(first, second, whole):
                    break
                found.append((name, (first, second, whole, 1)))
            if len(found) == len(rows) and _odds(found) >= _UNLIKELY_ALIKE * pairs:
                yield _triples(found)
                break


def _one_kind(*told: _Told) -> bool:
    return len({figure.dimension for _, figure in told}) == 1


def _odds(found: Sequence[tuple[Entry, _Made]]) -> Fraction:
    """How unlikely it is that chance made all sums; rows that repeat each other count once."""
    told = {
        (first[1].base, second[1].base): max(Fraction(1), abs(whole[1].base) / whole[1].step / tried)
        for _, (first, second, whole, tried) in found
    }
    out = Fraction(1)
    for odds in told.values():
        out *= odds
    return out if len(told) >= _LEAST_ALIKE else Fraction(0)


def _triples(found: Sequence[tuple[Entry, _Made]]) -> Figured:
    """Sums of two as the rows of a table."""
    rows = tuple((name, {0: name, 1: first[0], 2: second[0], 3: whole[0]}) for name, (first, second, whole, _) in found)
    return Figured(nameless(["", "", "", ""]), rows)
