"""Comparisons of figures in many reports at once, with what rounding allows.

This is the part of :mod:`gouji.engine.screen_conditions` that compares numbers, for columns.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from gouji.engine.bulk.arithmetic import Number, common, crossed, product, scaled, where_known
from gouji.engine.bulk.numbers import Numbers
from gouji.engine.bulk.places import Certain, Frame
from gouji.engine.screen_parts import NoScreen, meeting_alike, quotient_of_cells
from gouji.language import bound as b
from gouji.report.bulk import Flags, Ints

COMPARE: dict[str, Callable[[Any, Any], Flags]] = {
    "<": np.less,
    "≤": np.less_equal,
    ">": np.greater,
    "≥": np.greater_equal,
    "=": np.equal,
    "==": np.equal,
}
#: Two whole numbers below it can be added and doubled.
_HALF = 1 << 61


class Comparisons(Numbers):
    """What is certain of comparisons between figures."""

    def _numbers(self, bound: b.Comparison, frame: Frame) -> Certain:
        if bound.left.type.dim != bound.right.type.dim and any(
            isinstance(part, b.Arith) and part.operator == "/" for part in b.walk(bound)
        ):
            raise NoScreen  # whether a quotient of plain numbers may meet a score depends on the figures
        meeting_alike(bound.left, bound.right)
        left, right = self._rational(bound.left, frame), self._rational(bound.right, frame)
        operator = bound.operator
        if operator == "≈":
            return self._nearly(bound, left, right, frame)
        exact = left.exact and right.exact
        one, other, known = crossed(left, right)
        if operator in ("=", "==", "≠"):
            same, apart = known & (one == other), known & (one != other)
            if operator == "=":
                open_ = known & ~same
                within = frame.none()
                if open_.any():
                    within = self._witness(left, right, frame) | self._box(bound.left, bound.right, frame)
                return Certain(same, apart if exact else frame.none(), within)
            return Certain(apart, same, frame.none()) if operator == "≠" else Certain(same, apart, frame.none())
        if any(side.den is not None and not side.counted for side in (left, right)):
            raise NoScreen  # multiplied out, a divisor below zero turns the order around
        if not (exact or (left.printed and right.printed)):
            raise NoScreen
        holds = COMPARE[operator](one, other)
        return Certain(known & holds, known & ~holds, frame.none())

    @staticmethod
    def _near(cell: Number, other: Number, ulps: Ints, scale: Fraction, sure: Flags) -> Flags:
        """Where ``|cell - other| ≤ ulp / 2``, multiplied out; the cell has no denominator."""
        finest = common(common(cell.scale, other.scale), scale)
        mine, safe = scaled(cell.num, 2 * int(cell.scale / finest))
        its, safer = scaled(other.num, 2 * int(other.scale / finest))
        width, safest = scaled(ulps, int(scale / finest))
        known = where_known(cell.known, other.known, sure, safe, safer, safest)
        if other.den is not None:
            mine, safe = product(mine, other.den)
            width, safer = product(width, other.den)
            known = where_known(known, safe, safer, other.den != 0)
        known = known & (np.abs(mine) < _HALF) & (np.abs(its) < _HALF)
        near: Flags = known & (np.abs(np.where(known, mine, 0) - np.where(known, its, 0)) <= np.abs(width))
        return near

    def _witness(self, left: Number, right: Number, frame: Frame) -> Flags:
        """Where the reported cell, moved within its rounding, meets the value of the other side."""
        if left.ulps is None:
            left, right = right, left
        if left.ulps is None or left.den is not None:
            return frame.none()
        return self._near(left, right, *left.ulps())

    def _box(self, left: b.Bound, right: b.Bound, frame: Frame) -> Flags:
        """``r = e / b`` of three cells, none negative: the products of their outer ends decide."""
        three = quotient_of_cells(left, right)
        if three is None:
            return frame.none()
        lows: list[Ints] = []
        highs: list[Ints] = []
        scales: list[Fraction] = []
        known = frame.all()
        for cell in three:
            figure = self._figure(cell, cell.column.width, frame)
            width, scale, sure = (
                figure.ulps() if figure.ulps is not None else (figure.num * 0, figure.scale, frame.all())
            )
            finest = common(figure.scale, scale)
            doubled, safe = scaled(figure.num, 2 * int(figure.scale / finest))
            width, safer = scaled(width, int(scale / finest))
            known = where_known(known, figure.known, sure, safe, safer) & (doubled < _HALF) & (width < _HALF)
            known = known & (doubled >= width) & (doubled >= 0)
            doubled, width = np.where(known, doubled, 0), np.where(known, width, 0)
            lows.append(doubled - width)
            highs.append(doubled + width)
            scales.append(finest)
        known = known & (lows[2] > 0)
        # doubled twice on one side, once on the other
        finest = common(scales[0] * scales[2], 2 * scales[1])
        there, here = int(scales[0] * scales[2] / finest), int(2 * scales[1] / finest)

        def times(one: Ints, other: Ints, factor: int) -> Ints:
            nonlocal known
            found, safe = product(one, other)
            found, safer = scaled(found, factor)
            known = where_known(known, safe, safer)
            return found

        ones = np.ones(1, np.int64)
        low = times(lows[0], lows[2], there) <= times(highs[1], ones, here)
        high = times(lows[1], ones, here) <= times(highs[0], highs[2], there)
        return known & low & high

    def _nearly(self, bound: b.Comparison, left: Number, right: Number, frame: Frame) -> Certain:
        one, other, known = crossed(left, right)
        same = known & (one == other)
        if bound.tolerance is None:
            for side, cell in ((left, bound.left), (right, bound.right)):
                if isinstance(cell, b.Cell | b.OneRow) and side.den is None:
                    other_side = right if side is left else left
                    printed = self._figure(cell, "printed", frame)
                    assert printed.ulps is not None
                    return Certain(same, frame.none(), self._near(side, other_side, *printed.ulps()))
            return Certain(same, frame.none(), frame.none())
        if not isinstance(bound.tolerance, b.Constant) or left.den is not None or right.den is not None:
            raise NoScreen
        scale = common(left.scale, right.scale)
        allowed = int(bound.tolerance.value / scale)  # what lies between two multiples of the scale is never met
        known = known & (np.abs(one) < _HALF) & (np.abs(other) < _HALF)
        holds = known & (np.abs(np.where(known, one, 0) - np.where(known, other, 0)) <= min(allowed, 1 << 62))
        return Certain(holds, frame.none(), frame.none())


__all__ = ["COMPARE", "Comparisons"]
