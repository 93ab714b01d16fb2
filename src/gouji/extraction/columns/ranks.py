"""Ranks of the rows of a printed table, and the figures that they are ranks of: who stands before another has as much or more.

Which column was ranked the figures say: one that falls, or rises, from rank to rank. Where one pair speaks against it, that
column must be the only one that can have been ranked, or nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gouji.extraction.columns.grades import Row, headed
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.grids.cells import Entry
from gouji.extraction.grids.template import TemplateColumn
from gouji.faults import regex as re
from gouji.figures import Figure, parse_figure

_RANKS: Final = re.compile(r"(?:排名|名次|位次|排位)$")
_RANK: Final = re.compile(r"第?\s*([0-9]{1,3})\s*[名位]?")
#: The number of a row is no figure that is ranked.
_NUMBERS: Final = re.compile(r"序号|编号|代码")
#: Ranked rows at least, and pairs in order beside one that is not.
_LEAST_ROWS: Final = 4
_LEAST_RIGHT: Final = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Two rows of which one stands right before the other: their names, ranks and figures. ``falls``: the best has most."""

    before: tuple[Entry, Entry, Entry]
    after: tuple[Entry, Entry, Entry]
    column: int
    falls: bool


def ranks_of(columns: Sequence[TemplateColumn], rows: Sequence[Row], wording: Wording) -> Iterator[Ranked]:
    """The neighbours in the order of ranks, for each column of ranks."""
    ranks = [at for at, column in enumerate(columns) if _RANKS.search(column.header.strip())]
    for at in ranks:
        told = sorted(
            ((number, row) for row in rows if at in row[1] and (number := _number(row[1][at].text))),
            key=lambda item: item[0],
        )
        if len(told) < _LEAST_ROWS:
            continue
        free = [other for other in range(len(columns)) if other not in ranks and _is_free(columns[other], told, other)]
        scores = [other for other in free if headed(columns[other], (*wording.scored, "分"))]
        found = [(other, falls, _against(told, other, falls)) for other in free for falls in (True, False)]
        right = [(other, falls) for other, falls, against in found if not against]
        if not right:
            only = free if len(free) == 1 else scores if len(scores) == 1 else []
            right = [
                (other, falls)
                for other, falls, against in found
                if other in only and against == 1 and len(_pairs(told)) > _LEAST_RIGHT
            ]
        right.sort(key=lambda item: (item[0] not in scores, abs(item[0] - at)))
        for other, falls in right[:1]:
            for (_, (one, first)), (_, (two, second)) in _pairs(told):
                yield Ranked((one, first[at], first[other]), (two, second[at], second[other]), other, falls)


_Told = tuple[int, Row]


def _number(text: str) -> int:
    """The rank that a cell tells; nought for none."""
    found = _RANK.fullmatch(text.strip())
    return int(found[1]) if found is not None else 0


def _is_free(column: TemplateColumn, told: Sequence[_Told], at: int) -> bool:
    """Whether a column has a figure in every ranked row, not always the same."""
    figures = [figure for _, (_, cells) in told if at in cells and (figure := _figure(cells[at])) is not None]
    varied = len({figure.base for figure in figures}) > 1 and len({figure.dimension for figure in figures}) == 1
    return len(figures) == len(told) and varied and not _NUMBERS.search(column.header)


def _figure(entry: Entry) -> Figure | None:
    figure = parse_figure(entry.text)
    return figure if figure is not None and figure.plain else None


def _pairs(told: Sequence[_Told]) -> list[tuple[_Told, _Told]]:
    """Those of neighbouring ranks that do not share one."""
    return [(one, other) for one, other in pairwise(told) if one[0] < other[0]]


def _against(told: Sequence[_Told], at: int, falls: bool) -> int:
    """How many neighbours are in the wrong order."""
    steps = [_value(other, at) - _value(one, at) for one, other in _pairs(told)]
    return sum(step > 0 if falls else step < 0 for step in steps)


def _value(told: _Told, at: int) -> Decimal:
    figure = parse_figure(told[1][1][at].text)
    return figure.value if figure is not None else Decimal(0)
