"""Tables of one cell a line whose rows call each of their cells: 资金总额 1208.75 / 支出 991.51, 省级 1125 / 省级 907.76.

Names that come several times in a row are one row of as many figures, and as many figures before the first of them, each with
a name of its own, are what these rows come to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from gouji.extraction.prose.retold import digits
from gouji.extraction.tried.made import Sum
from gouji.extraction.tried.regions import One, Region, Row
from gouji.language import fold_text

#: Times that a name comes in a row, rows of such names, and figures before them, at least.
_TIMES: Final = 2
_ROWS: Final = 2
#: What the figures before are called.
_TOTAL: Final = "合计"
#: Digits of what is left in all, and by what part of what there was a row misses it.
_TELLING: Final = 4
_NEAR: Final = Fraction(1, 10)


def refolded(region: Region) -> Region:
    """The rows of names that come several times, below what they come to; none where there are none."""
    groups = [
        (name, list(rows))
        for name, rows in groupby((row for row in region if row.ones), key=lambda row: fold_text(row.name))
    ]
    for start, (_, rows) in enumerate(groups):
        if len(rows) < _TIMES or not _single(rows):
            continue
        body: list[Row] = []
        for _, others in groups[start:]:
            if len(others) < _TIMES or not _single(others) or len(others) > len(rows):
                break
            body.append(_row(others, others[0].name))
        before = [row for _, rows in groups[max(0, start - len(rows)) : start] for row in rows]
        heads = before[-len(rows) :]
        if len(body) >= _ROWS and len(heads) == len(rows) and _single(heads):
            return [_row(heads, _TOTAL), *body]
    return []


def _single(rows: Sequence[Row]) -> bool:
    """Whether each of some rows has one figure."""
    return all(len(row.ones) == 1 for row in rows)


def _row(rows: Sequence[Row], name: str) -> Row:
    ones: list[tuple[int, One]] = [(at, row.ones[0][1]) for at, row in enumerate(rows)]
    return Row(ones, [], name)


def remainders(region: Region) -> Iterator[Sum]:
    """What is left in the last column of such a table (到位 − 支出 = 结余), missed in a row where the first row has it."""
    if not region:
        return
    head = dict(region[0].ones)
    last = len(head) - 1
    for first in range(last - 1):
        if head[first].base != head[last - 1].base + head[last].base or digits(head[last].figure) < _TELLING:
            continue
        for row in region[1:]:
            ones = dict(row.ones)
            if {first, last - 1, last} <= ones.keys():
                found = Sum(ones[first], (ones[last - 1], ones[last]), slip=True)
                if found.missing and abs(found.missing) <= found.total.base * _NEAR:
                    yield found
        return
