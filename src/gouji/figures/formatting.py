"""Exact numbers as text, for formulas with the numbers filled in."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from gouji.figures.units import Unit

_SHORT: Final = 8
_PLACES: Final = 4


def format_number(x: Fraction, places: int | None = None) -> str:
    """The exact decimal text of ``x`` when it ends within 8 decimals, or within ``places`` if given.

    Anything longer is rounded half to even to ``places`` decimals (4 unless told) and marked with a leading ``≈``.
    Raises ValueError for negative ``places``.
    """
    if places is not None and places < 0:
        raise ValueError(f"places must not be negative: {places}")
    limit = _SHORT if places is None else places
    power = 10**limit
    if power % x.denominator == 0:
        return decimal_text(x.numerator * (power // x.denominator), limit)
    kept = _PLACES if places is None else places
    # round() of a Fraction is exact and goes half to even.
    return "≈" + decimal_text(round(x * 10**kept), kept, keep_zeros=True)


def format_quantity(x: Fraction, unit: Unit) -> str:
    """A value in the base of the unit's dimension, shown in that unit: 0.945 in ``%`` is ``94.5%``."""
    scale = unit.scale
    over, under = x.numerator * scale.denominator * 10**_SHORT, x.denominator * scale.numerator
    if not over % under:
        return decimal_text(over // under, _SHORT) + unit.symbol
    return format_number(x / scale) + unit.symbol


def rounded_text(x: Fraction, places: int = _PLACES) -> str:
    """The decimal text of ``x``, rounded half to even to ``places`` decimals without a mark: it is read as a figure again."""
    return decimal_text(round(x * 10**places), places)


def decimal_text(digits: int, places: int, *, keep_zeros: bool = False) -> str:
    """A whole number with its last ``places`` digits after the point."""
    sign, magnitude = "-" if digits < 0 else "", str(abs(digits)).rjust(places + 1, "0")
    whole, decimals = magnitude[: len(magnitude) - places], magnitude[len(magnitude) - places :]
    if not keep_zeros:
        decimals = decimals.rstrip("0")
    return sign + whole + ("." + decimals if decimals else "")
