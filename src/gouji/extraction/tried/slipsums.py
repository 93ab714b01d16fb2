"""Rows and columns of a table that would be a sum and all its parts but for one slip of the pen.

All figures but one stand beside the one at an end that would be their sum, if two neighbouring digits had not changed
places, or one of its last digits were not another. Few figures, and short ones, come near to such a sum by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from gouji.extraction.prose.retold import digits
from gouji.extraction.prose.slipped import swaps
from gouji.extraction.tried.made import Sum
from gouji.extraction.tried.regions import One, Region
from gouji.extraction.tried.runs import columns_of

#: Parts of a sum, at least and at most, and digits that a figure has in which two changed places.
_PARTS: Final = 4
_MOST: Final = 60
_DIGITS: Final = 4
#: Digits of a sum of which one of the last two is another.
_LONG: Final = 5
#: A sum is missed by less than this part of it.
_NEAR: Final = Fraction(1, 10)


def slipped_sums(region: Region) -> Iterator[Sum]:
    """The rows and columns of which an end misses the sum of all others by a slip."""
    for row in region:
        yield from _ends([one for _, one in row.ones])
    for column in columns_of(region):
        yield from _ends(list(column.values()))


def _ends(ones: Sequence[One]) -> Iterator[Sum]:
    """Either end of some figures, or the one beside it, as the sum of all on one side."""
    if not _PARTS < len(ones) <= _MOST:
        return
    for total, parts in (
        (ones[-1], ones[:-1]),
        (ones[-2], ones[:-2]),
        (ones[0], ones[1:]),
    ):
        found = Sum(total, parts, slip=True)
        if len(parts) >= _PARTS and _may_be(found) and _slipped(found):
            yield found
            return


def _may_be(found: Sum) -> bool:
    """Whether figures may be a sum and its parts: they are of one kind, and no part is the sum of those before it."""
    total = found.total
    if total.kind == "ratio" or total.base <= 0 or any(one.kind != total.kind or one.base < 0 for one in found.parts):
        return False
    come = Fraction(0)
    for one in found.parts:
        if come and one.base == come:
            return False
        come += one.base
    filled = sum(one.base > 0 for one in found.parts)
    return filled >= _PARTS - 1 and 0 < abs(found.missing) <= total.base * _NEAR


def _slipped(found: Sum) -> bool:
    """Whether one slip explains by how much a sum is missed."""
    total, missing = found.total, found.missing
    rounding = total.figure.step * (len(found.parts) + 1) / 2 if total.figure.ulp < 1 else Fraction(0)
    if abs(missing) <= rounding or digits(total.figure) < _DIGITS:
        return False
    if -missing in set(swaps(total.figure)):
        return True
    if any(digits(one.figure) >= _DIGITS and missing in set(swaps(one.figure)) for one in found.parts):
        return True
    # round parts leave room for a round one that is not told
    fine = digits(total.figure) >= _LONG and sum(digits(one.figure) >= _DIGITS for one in found.parts) > 1
    worth = abs(missing) / total.figure.step
    return (
        fine
        and worth.denominator == 1
        and len(str(worth.numerator)) <= 2
        and str(worth.numerator).strip("0") in set("123456789")
    )
