"""Rows whose figures all come to the same: 满意175票，基本满意43票，不满意4票 of 222 votes each, 男49.84% and 女50.16%.

Where three rows do and one does not, that one was meant to. What they come to is all of something (100%), or printed elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.drafting.draft import Said, span_of
from gouji.extraction.prose.retold import base_of
from gouji.extraction.prose.slipped import explained
from gouji.extraction.tried.builds import Cells
from gouji.extraction.tried.made import Sum
from gouji.extraction.tried.regions import One
from gouji.figures import parse_figure

#: Rows that come to the same, at least, and so many times those that do not; rows that are asked first.
_ROWS: Final = 3
_OUTWEIGH: Final = 3
_MANY: Final = 5
_ASKED: Final = 5
#: Figures of a row that are added, at most; figures of a row, rows of a table, at most.
_LONGEST: Final = 6
_WIDEST: Final = 12
_MOST: Final = 300
#: What rows come to, in places of its last digit, at least; and by what part of it another may miss it.
_HUNDRED: Final = 100
_TELLING: Final = 50
_NEAR: Final = Fraction(1, 10)

Printed = Mapping[tuple[str, Fraction], One]


def same_sums(rows: Sequence[Cells], printed: Printed) -> Iterator[Sum]:
    """The rows that do not come to what the others come to. ``printed``: the figures of the document by kind and worth."""
    if not _ROWS < len(rows) <= _MOST:
        return
    done: set[int] = set()
    for places in _windows(rows[0]):
        having = [found for row in rows if (found := _parts(row, places)) is not None]
        if done & set(places) or len(having) <= _ROWS:
            continue
        first = Counter(_come(parts) for parts in having[:_ASKED])
        come, often = first.most_common(1)[0]
        if often < 2 or come <= 0:
            continue
        right = [parts for parts in having if abs(_come(parts) - come) <= _rounding(parts)]
        wrong = [parts for parts in having if abs(_come(parts) - come) > _rounding(parts)]
        alike = len({tuple(one.base for one in parts) for parts in right})
        if not wrong or alike < max(_ROWS, _OUTWEIGH * len(wrong)):
            continue
        total = _total(right[0], come, alike, printed)
        if total is not None and come >= _TELLING * total.figure.step:
            done |= set(places)
            yield from (Sum(total, parts, slip=True) for parts in wrong if _meant(parts, come))


def _windows(row: Cells) -> Iterator[tuple[int, ...]]:
    """The places of figures of one kind that stand side by side, the longest first."""
    places = sorted(row)[:_WIDEST]
    for length in range(min(_LONGEST, len(places)), 1, -1):
        for start in range(len(places) - length + 1):
            found = tuple(places[start : start + length])
            if len({row[place].kind for place in found}) == 1:
                yield found


def _parts(row: Cells, places: Sequence[int]) -> list[One] | None:
    """The figures of a row at some places, where they are of one kind and one is more than nothing."""
    parts = [row[place] for place in places if place in row]
    if len(parts) < len(places) or len({one.kind for one in parts}) > 1 or any(one.base < 0 for one in parts):
        return None
    return parts if sum(one.base > 0 for one in parts) > 1 or parts[0].kind != "ratio" else None


def _come(parts: Sequence[One]) -> Fraction:
    return sum((one.base for one in parts), Fraction(0))


def _rounding(parts: Sequence[One]) -> Fraction:
    """By how much the sum of figures that may be rounded may be off."""
    return sum((Fraction(one.figure.step) for one in parts if one.figure.ulp < 1), Fraction(0)) / 2


def _total(parts: Sequence[One], come: Fraction, alike: int, printed: Printed) -> One | None:
    """What rows come to: a figure that is printed, all of something, or what many rows come to."""
    first = parts[0]
    elsewhere = printed.get(("number" if first.kind.startswith("number") else first.kind, come))
    if elsewhere is not None and elsewhere.place not in {one.place for one in parts}:
        return elsewhere
    hundredths = first.kind == "number" and first.figure.ulp < 1
    whole = _HUNDRED if hundredths else 1
    if (first.kind == "ratio" or hundredths) and abs(come - whole) <= _rounding(parts):
        return _said(first, "100" if hundredths else "100%")
    units = {one.figure.unit for one in parts}
    if alike < _MANY or len(units) > 1:
        return None
    return _said(first, f"{sum((one.figure.value for one in parts), Decimal(0))}{first.figure.unit.symbol}")


def _said(one: One, text: str) -> One | None:
    """What nobody prints, as if it were printed in the place of a figure."""
    figure, span = parse_figure(text), span_of(one.value)
    if figure is None or span is None:
        return None
    return replace(one, value=Said(text, span), figure=figure, base=base_of(figure), name="")


def _meant(parts: Sequence[One], come: Fraction) -> bool:
    """Whether figures were meant to come to something: they nearly do, or would but for a digit."""
    off = come - _come(parts)
    if abs(off) <= come * _NEAR:
        return True
    if explained([one.figure for one in parts], off, Fraction(0)):
        return True
    lost = str(off)
    return lost.isdigit() and len(lost.strip("0")) == 1  # 95 for 195: a digit was left out
