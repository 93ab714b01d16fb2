"""Arithmetic on columns of whole numbers: exact, or not at all.

Nothing here wraps around: what would leave the range of 64 bits is told to be unknown.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from gouji.figures.rational import Rational
from gouji.report.bulk import Flags, Ints

#: Whole numbers from here on may leave the range of 64 bits when two are added.
LARGEST = 1 << 62


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """``num / den × scale`` in base units, row by row, where it is ``known``; ``den`` None is 1."""

    num: Ints
    den: Ints | None
    scale: Fraction
    known: Flags
    ulps: Callable[[], tuple[Ints, Fraction, Flags]] | None = None
    """The last place of the one reported cell, if it is one, with its scale, and where it is known."""
    exact: bool = False
    """No cell in it has a width: its value is the only one it can take."""
    printed: bool = False
    """A cell or a number of the rule as it stands."""
    counted: bool = False
    """The denominator is a number of rows, so never below zero."""


def product(left: Ints, right: Ints) -> tuple[Ints, Flags | None]:
    """The products, and which of them stayed in range; None: all."""
    if largest(left) * largest(right) < LARGEST:
        return left * right, None
    safe = np.abs(left.astype(np.float64) * right) < LARGEST / 2  # far further from the edge than a float is inexact
    return np.where(safe, left, 0) * right, safe


def scaled(numbers: Ints, factor: int) -> tuple[Ints, Flags | None]:
    """The numbers times a constant, and which stayed in range."""
    if factor == 1:
        return numbers, None
    if factor >= LARGEST:
        return numbers * 0, numbers == 0
    if largest(numbers) * factor < LARGEST:
        return numbers * factor, None
    return product(numbers, np.array([factor], np.int64))


def largest(numbers: Ints) -> int:
    return max(int(numbers.max()), -int(numbers.min())) if len(numbers) else 0


def where_known(known: Flags, *more: Flags | None) -> Flags:
    """Where a number is known and everything else is; None is everywhere."""
    for one in more:
        if one is not None:
            known = known & one
    return known


def common(one: Fraction, other: Fraction) -> Fraction:
    """The largest scale of which both scales are multiples."""
    if one is other or one == other:
        return one
    over = math.gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Rational(over, one.denominator * other.denominator)


def times(scale: Fraction, part: Fraction) -> int:
    """How often a scale goes into another one."""
    return 1 if scale is part else int(scale / part)


def crossed(left: Number, right: Number) -> tuple[Ints, Ints, Flags]:
    """Both sides over one denominator and in one scale, and where they are known.

    Equal only if the sides are; ordered only without denominators (or with counts for denominators).
    """
    scale = common(left.scale, right.scale)
    one, safe = scaled(left.num, times(left.scale, scale))
    other, safer = scaled(right.num, times(right.scale, scale))
    known = where_known(left.known, right.known, safe, safer)
    if right.den is not None:
        one, safe = product(one, right.den)
        known = where_known(known, safe, right.den != 0)
    if left.den is not None:
        other, safe = product(other, left.den)
        known = where_known(known, safe, left.den != 0)
    return one, other, known


__all__ = ["LARGEST", "Number", "common", "crossed", "largest", "product", "scaled", "times", "where_known"]
