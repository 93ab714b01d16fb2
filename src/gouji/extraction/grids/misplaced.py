"""Codes of a classification that were read as amounts: where only the order of cells is left, one of them moves the rest.

207 17,127.62 7,374.19      a code before its row's figures
2,349.56 2080502            or that of the next row behind them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.extraction.drafting.draft import text_of
from gouji.extraction.grids.body import Body
from gouji.extraction.grids.items import CODE

#: Pairs of a code and one under it (208, 20805) that are no chance.
_LEAST_PAIRS: Final = 2


def misplaced(body: Body, columns: Sequence[str]) -> frozenset[int]:
    """The places of rows that have a code in a column of figures; any row of such a table may be misread.

    Numbers are codes where several of them go on others by two digits each, beside figures with decimals, of which there
    are as many at least.
    """
    codes: dict[str, list[int]] = {}
    decimals = 0
    for place, text in _texts(body, columns):
        if CODE.match(text):
            codes.setdefault(text, []).append(place)
        elif "." in text:
            decimals += 1
    pairs = sum(1 for code in codes if code[:-2] in codes)
    if pairs < _LEAST_PAIRS or decimals < len(codes):
        return frozenset()
    return frozenset(place for places in codes.values() for place in places)


def _texts(body: Body, columns: Sequence[str]) -> Iterator[tuple[int, str]]:
    for place, row in enumerate(body.rows):
        for name in columns:
            text = text_of(row.cells.get(name))
            if text:
                yield place, text.strip()


__all__ = ["misplaced"]
