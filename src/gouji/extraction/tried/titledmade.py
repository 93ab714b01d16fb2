"""Whether the figures of a record make each other, as far as each is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gouji.extraction.tried.titledroles import RATE
from gouji.extraction.tried.titledrows import Titled

_MOST_EXACT: Final = 10000
TWO: Final = 2
_HUNDRED: Final = 100
#: A quotient printed as such has so many places, and is no larger.
_FINE: Final = Decimal("0.001")
_SMALL: Final = 5


def off_by_sign(way: str, made: Titled, one: Titled, other: Titled) -> bool:
    """Whether a change is told without its sign."""
    if way == "商":
        return False
    return makes(way, made, other, one, False) if way == "差" else grows(made, one, other, -1)


def makes(way: str, made: Titled, one: Titled, other: Titled, exact: bool) -> bool:
    """Whether two figures make the third, as far as all are rounded; ``exact``: as they are printed."""
    if way == "增":
        return grows(made, one, other, 1)
    a, b = Fraction(one.one.base), Fraction(other.one.base)
    x, y = (Fraction(0), Fraction(0)) if exact else (half_place(one), half_place(other))
    target = rate_of(made) if way == "商" else Fraction(made.one.base)
    room = _step(made) / TWO
    if way != "商":
        return abs(a - b - target) <= room + x + y
    if b - y <= 0:
        return True
    return (a - x) / (b + y) - room <= target <= (a + x) / (b - y) + room


def grows(made: Titled, one: Titled, other: Titled, sign: int) -> bool:
    a, b = Fraction(one.one.base), Fraction(other.one.base)
    if b <= 0:
        return True
    x, y, room = half_place(one), half_place(other), _step(made) / TWO
    target = sign * rate_of(made)
    return (a - x) / (b + y) - 1 - room <= target <= (a + x) / max(b - y, b / TWO) - 1 + room


def rate_of(cell: Titled) -> Fraction:
    base = Fraction(cell.one.base)
    return base if cell.one.kind == "ratio" or is_fraction(cell) else base / _HUNDRED


def is_fraction(cell: Titled) -> bool:
    """Whether a bare rate is the quotient itself: 0.9905, 1.0000."""
    figure = cell.one.figure
    return cell.one.kind == "number" and figure.ulp <= _FINE and abs(figure.value) < _SMALL


def _step(cell: Titled) -> Fraction:
    """One place of a figure, as a part of one where it is a rate."""
    step = Fraction(cell.one.figure.step)
    percent = cell.one.kind == "number" and RATE.search(cell.label) and not is_fraction(cell)
    return step / _HUNDRED if percent else step


def half_place(cell: Titled) -> Fraction:
    """Half a place of what may be rounded: small whole numbers are counted."""
    figure = cell.one.figure
    counted = figure.ulp >= 1 and abs(figure.value) < _MOST_EXACT and cell.one.kind != "money"
    return Fraction(0) if counted else Fraction(figure.step) / TWO


def adds(total: Titled, parts: Sequence[Titled]) -> bool:
    made = sum((Fraction(part.one.base) for part in parts), Fraction(0))
    room = sum((half_place(part) for part in parts), half_place(total))
    return abs(made - total.one.base) <= room
